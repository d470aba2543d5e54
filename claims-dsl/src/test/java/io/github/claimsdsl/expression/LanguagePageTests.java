package io.github.claimsdsl.expression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.TokenRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Holds docs/language.md to the code: every expression on the page is run.
 * {@code -Dclaims-dsl.golden=write} writes its tables of methods and functions anew.
 */
class LanguagePageTests {

	private static final Path PAGE = Path.of("").toAbsolutePath().resolve("../docs/language.md");

	private static final String METHODS = "<!-- methods, written by LanguagePageTests -->\n";

	private static final String END_OF_METHODS = "<!-- end of methods -->";

	private static final String FUNCTIONS = "<!-- functions, written by LanguagePageTests -->\n";

	private static final String END_OF_FUNCTIONS = "<!-- end of functions -->";

	private final ExpressionLanguage language = ExpressionLanguage.of(Natural.SCHEMA);

	private static String page() {
		try {
			return Files.readString(PAGE);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The rows of all tables with a header. */
	private static List<List<String>> table(String header) {
		List<List<String>> rows = new ArrayList<>();
		boolean inside = false;
		for (String line : page().split("\n")) {
			inside = line.startsWith("|") && (inside || line.equals("| " + header + " |"));
			if (inside && !line.startsWith("|---") && !line.equals("| " + header + " |")) {
				rows.add(cells(line));
			}
		}
		assertThat(rows).as(header).isNotEmpty();
		return rows;
	}

	private static List<String> cells(String line) {
		return Arrays.stream(line.substring(1, line.length() - 1).split("(?<!\\\\)\\|"))
			.map((cell) -> cell.strip().replace("\\|", "|"))
			.toList();
	}

	private static String code(String cell) {
		assertThat(cell).startsWith("`").endsWith("`");
		return cell.substring(1, cell.length() - 1);
	}

	static List<List<String>> examples() {
		return table("you want | expression | for Ann | for Bare");
	}

	static Stream<List<String>> both() {
		return Stream.of(examples(), table("you want | example | for Ann | for Bare")).flatMap(Collection::stream);
	}

	static List<List<String>> nulls() {
		return table("what | where something is null | example | for Bare");
	}

	static Stream<List<String>> ofAnn() {
		Stream<List<String>> numbers = table("example | for Ann |").stream();
		Stream<List<String>> others = Stream.of(table("you want | example | for Ann"), functions())
			.flatMap(Collection::stream)
			.map((row) -> row.subList(1, 3));
		return Stream.concat(numbers, others);
	}

	private static List<List<String>> functions() {
		return table("function | example | for Ann |");
	}

	static List<List<String>> operators() {
		return table("operators | takes | example | means");
	}

	static List<List<String>> rewritten() {
		return table("refused | write");
	}

	static List<List<String>> refused() {
		return table("refused | because | instead");
	}

	static List<List<String>> denials() {
		return table("in a denial, refused | write, and null passes | or write, and null is refused");
	}

	@Test
	void examplesThenAreTwenty() {
		assertThat(examples()).hasSize(20);
		assertThat(page().indexOf("\n## Examples")).isEqualTo(page().indexOf("\n## "));
	}

	@ParameterizedTest
	@MethodSource("both")
	void exampleThenHasItsValues(List<String> row) {
		check(row.get(1), Natural.ann(), row.get(2));
		check(row.get(1), Natural.bare(), row.get(3));
	}

	@ParameterizedTest
	@MethodSource("nulls")
	void exampleWhenNullThenHasItsValue(List<String> row) {
		check(row.get(2), Natural.bare(), row.get(3));
	}

	@ParameterizedTest
	@MethodSource("ofAnn")
	void exampleWhenOfAnnThenHasItsValue(List<String> row) {
		check(row.get(0), Natural.ann(), row.get(1));
	}

	private void check(String example, TokenRequest request, String value) {
		ClaimExpression expression = accepted(code(example));
		if (value.equals("an error")) {
			assertThatExceptionOfType(EvaluationException.class).isThrownBy(() -> expression.evaluate(request));
		}
		else {
			assertThat(Natural.claim(expression.evaluate(request))).isEqualTo(Natural.json(code(value)));
		}
	}

	private ClaimExpression accepted(String source) {
		ExpressionLanguage.Compilation compilation = this.language.compile(source, TestData.ORIGIN);
		assertThat(compilation.issues()).as(source).isEmpty();
		return Objects.requireNonNull(compilation.expression());
	}

	@ParameterizedTest
	@MethodSource("operators")
	void operatorThenBindsAsThePageSays(List<String> row) {
		assertThat(accepted(code(row.get(2))).canonical()).isEqualTo(accepted(code(row.get(3))).canonical());
	}

	@Test
	void operatorsThenAreThoseOfTheCode() {
		String named = operators().stream().map((row) -> row.get(0)).collect(Collectors.joining(" "));
		assertThat(CanonicalText.PRECEDENCE.keySet())
			.allSatisfy((operator) -> assertThat(named).contains("`" + operator + "`"));
	}

	@ParameterizedTest
	@MethodSource("rewritten")
	void refusedThenMessageHasTheWholeRewrite(List<String> row) {
		List<Issue> issues = this.language.compile(code(row.get(0)), TestData.ORIGIN).issues();
		assertThat(helps(issues)).isNotEmpty()
			.allSatisfy((help) -> assertThat(help).endsWith("Write: " + code(row.get(1))));
		accepted(code(row.get(1)));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void refusedWhenWithoutRewriteThenMessageHasHelp(List<String> row) {
		assertThat(helps(this.language.compile(code(row.get(0)), TestData.ORIGIN).issues())).isNotEmpty()
			.doesNotContainNull();
		if (row.get(2).startsWith("`")) {
			accepted(code(row.get(2)));
		}
	}

	@ParameterizedTest
	@MethodSource("denials")
	void denialWhenNullWouldDecideThenMessageHasBothRewrites(List<String> row) {
		List<Issue> issues = denial(row.get(0)).issues();
		assertThat(helps(issues)).containsExactly(
				"Write: " + code(row.get(1)) + " (false for null), or: " + code(row.get(2)) + " (true for null)");
		assertThat(denial(row.get(1)).issues()).isEmpty();
		assertThat(denial(row.get(2)).issues()).isEmpty();
	}

	private ExpressionLanguage.Compilation denial(String cell) {
		return this.language.compileDenial(code(cell), TestData.ORIGIN, List.of());
	}

	private static List<@Nullable String> helps(List<Issue> issues) {
		List<@Nullable String> helps = new ArrayList<>();
		issues.forEach((issue) -> helps.add(issue.help()));
		return helps;
	}

	@Test
	void methodsThenAreThoseOfTheConsole() throws IOException {
		assertWritten(METHODS, END_OF_METHODS, EntryTables.methods());
	}

	@Test
	void functionsThenAreThoseOfTheConsole() throws IOException {
		assertWritten(FUNCTIONS, END_OF_FUNCTIONS, EntryTables.functions());
	}

	private static void assertWritten(String start, String end, String tables) throws IOException {
		String page = page();
		String before = page.substring(0, page.indexOf(start) + start.length());
		String written = before + tables + page.substring(page.indexOf(end));
		if ("write".equals(System.getProperty("claims-dsl.golden"))) {
			Files.writeString(PAGE, written);
		}
		assertThat(page()).isEqualTo(written);
	}

	@Test
	void functionsThenAreComplete() {
		String named = functions().stream().map((row) -> row.get(0)).collect(Collectors.joining(" "));
		assertThat(ClaimFunctions.asVariables().keySet())
			.allSatisfy((name) -> assertThat(named).containsPattern("\\b" + name + "\\("));
	}

	@Test
	void userThenIsThatOfTheExamples() throws IOException {
		String source = Files.readString(
				Path.of("src/test/java/io/github/claimsdsl/expression/" + Natural.class.getSimpleName() + ".java"));
		String text = page();
		int start = text.indexOf("record User(");
		for (String line : text.substring(start, text.indexOf("```", start)).split("\n")) {
			assertThat(source).contains(line.strip());
		}
	}

	@Test
	void limitsThenAreThoseOfTheCode() {
		Limits limits = Limits.DEFAULT;
		assertThat(page()).contains("Version " + ExpressionLanguage.VERSION + ".")
			.contains(grouped(Inputs.MOST_WORK) + " units")
			.contains(grouped(PatternSize.LARGEST) + " parts")
			.contains("| " + grouped(limits.length()) + " | 10,000 |")
			.contains("| " + limits.depth() + " | 100 |")
			.contains("| " + limits.nodes() + " | 1,000 |")
			.contains("| " + grouped(limits.textLength()) + " | " + grouped(Limits.LONGEST_TEXT) + " |")
			.contains("| " + grouped(limits.elements()) + " | " + grouped(Limits.MOST_ELEMENTS) + " |");
	}

	private static String grouped(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

}

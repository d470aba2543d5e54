package io.github.claimsdsl.expression;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What authors are told of the language: every example is run, where there is no user.
 */
class LanguageEntryTests {

	private static final Path FILE = Path
		.of("src/main/resources/io/github/claimsdsl/expression/" + LanguageEntries.FILE);

	private static final Map<String, String> WORDS = Map.of("enum constant", "constant", "UUID", "identifier");

	/** What is a method, and no row of the table of methods. */
	private static final Set<String> READS = Set.of("map.getOrDefault/2");

	private static final TokenRequest TOKEN = TokenRequest.of(Client.of("app"), "client_credentials")
		.now(Instant.parse("2026-03-01T12:00:00Z"))
		.build();

	static List<LanguageEntry> entries() {
		return LanguageEntries.ofFile();
	}

	@ParameterizedTest
	@MethodSource("entries")
	void entryThenSaysWhatItIs(LanguageEntry entry) {
		assertThat(entry.task()).isNotEmpty();
		assertThat(entry.form()).isNotEmpty();
		assertThat(entry.description()).endsWith(".");
		assertThat(entry.description().chars().filter((c) -> c == '`').count() % 2).isZero();
	}

	@ParameterizedTest
	@MethodSource("entries")
	void exampleThenIsValidAndHasItsValue(LanguageEntry entry) throws IOException {
		if (entry.example().isEmpty()) {
			assertThat(entry.form()).isEqualTo("identifier.version()");
			return;
		}
		ClaimExpression expression = compiled(entry.example());
		Object value = Natural.claim(expression.evaluate(TOKEN));
		if (!expression.inputs().isEmpty()) {
			assertThat(entry.value()).isEmpty();
			return;
		}
		if ("write".equals(System.getProperty("claims-dsl.golden"))) {
			write(entry, value);
			return;
		}
		assertThat(value).isEqualTo(Natural.json(entry.value()));
	}

	@ParameterizedTest
	@MethodSource("entries")
	void exampleThenShowsItsForm(LanguageEntry entry) {
		if (EntryTables.isFunction(entry)) {
			assertThat(entry.example()).startsWith(name(entry.form()) + "(");
		}
		else if (EntryTables.isMethod(entry) && !entry.example().isEmpty()) {
			assertThat(entry.example())
				.contains("." + name(entry.form().substring(entry.form().indexOf('.') + 1)) + "(");
		}
	}

	private static String name(String call) {
		return call.substring(0, call.indexOf('('));
	}

	private static ClaimExpression compiled(String example) {
		ExpressionLanguage.Compilation compilation = ExpressionLanguage.of(Schema.withoutUser())
			.compile(example, TestData.ORIGIN);
		assertThat(compilation.issues()).as(example).isEmpty();
		return Objects.requireNonNull(compilation.expression());
	}

	private static void write(LanguageEntry entry, @Nullable Object value) throws IOException {
		String cells = entry.form() + "\t" + entry.example() + "\t";
		String text = Files.readString(FILE);
		Files.writeString(FILE, text.replace(cells + entry.value() + "\t", cells + json(value) + "\t"));
	}

	private static String json(@Nullable Object value) {
		if (value instanceof String text) {
			return '"' + text + '"';
		}
		if (value instanceof List<?> list) {
			return list.stream().map(LanguageEntryTests::json).collect(Collectors.joining(",", "[", "]"));
		}
		if (value instanceof Map<?, ?> map) {
			return map.entrySet()
				.stream()
				.map((entry) -> json(entry.getKey()) + ":" + json(entry.getValue()))
				.collect(Collectors.joining(",", "{", "}"));
		}
		return (value instanceof BigDecimal number) ? number.toPlainString() : String.valueOf(value);
	}

	@Test
	void functionsThenAreThoseOfTheCode() {
		Stream<String> functions = FunctionLibrary.methods(ClaimFunctions.class).map((method) -> method.getName());
		assertThat(entries().stream().filter(EntryTables::isFunction).map((entry) -> name(entry.form())))
			.containsExactlyInAnyOrderElementsOf(functions.toList());
	}

	@Test
	void methodsThenAreThoseOfTheCode() {
		Set<String> rows = MethodTable.ALL.rows()
			.stream()
			.flatMap(List::stream)
			.map((row) -> row(row.parameters().get(0).toString(), row.name(), row.parameters().size() - 1))
			.collect(Collectors.toCollection(TreeSet::new));
		rows.addAll(READS);
		assertThat(entries().stream().filter(EntryTables::isMethod).map((entry) -> row(entry.form())))
			.containsExactlyInAnyOrderElementsOf(rows);
	}

	private static String row(String form) {
		String arguments = form.substring(form.indexOf('(') + 1, form.length() - 1);
		int count = arguments.isEmpty() ? 0 : (int) Arrays.stream(arguments.split(",")).count();
		return row(form.substring(0, form.indexOf('.')), name(form.substring(form.indexOf('.') + 1)), count);
	}

	private static String row(String receiver, String name, int arguments) {
		return WORDS.getOrDefault(receiver, receiver) + "." + name + "/" + arguments;
	}

	@Test
	void languageWhenTeamHasFunctionsThenTellsOfThem() {
		List<LanguageEntry> own = ExpressionLanguage
			.of(Schema.withoutUser(), Limits.DEFAULT, List.of(TeamFunctions.class))
			.entries()
			.stream()
			.filter((entry) -> entry.task().equals("Functions of your own"))
			.toList();
		assertThat(own).containsExactly(
				new LanguageEntry("Functions of your own", "initial(text)", "Returns the first letter.",
						"initial('Ann')", ""),
				new LanguageEntry("Functions of your own", "plain(number)", "", "", ""),
				new LanguageEntry("Functions of your own", "stale(text)", "", "", ""));
	}

	/**
	 * A team's functions: one that is explained, one that is not, and one whose example
	 * reads what there is not.
	 */
	public static final class TeamFunctions {

		private TeamFunctions() {
		}

		@ClaimFunction(description = "Returns the first letter.", example = "initial('Ann')")
		public static String initial(String name) {
			return name.substring(0, 1);
		}

		@ClaimFunction
		public static Number plain(Number number) {
			return number;
		}

		@ClaimFunction(example = "stale(user.name)")
		public static String stale(String text) {
			return text;
		}

	}

}

package io.github.claimsdsl.expression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.github.claimsdsl.Issue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The exact text of every issue. {@code -Dclaims-dsl.golden=write} writes the golden file
 * anew, for review.
 */
class IssueGoldenTests {

	private static final Map<String, Type> SETTINGS = Map.of("mcp", Type.BOOLEAN, "tier", Type.TEXT);

	/** Of conditions that decide which clients may have something. */
	private static final ExpressionLanguage CLIENTS = ExpressionLanguage.of(Schema.forClients(SETTINGS));

	private static final ExpressionLanguage OF_CLIENT = ExpressionLanguage
		.of(Schema.withoutUser().withClient(SETTINGS, Map.of("software_id", Type.TEXT)));

	private static final Path MODULE = Path.of("").toAbsolutePath();

	private static final Path GOLDEN = MODULE
		.resolve("src/test/resources/io/github/claimsdsl/expression/issues.golden");

	private final ExpressionLanguage language = ExpressionLanguage.of(TestData.SCHEMA);

	private final ExpressionLanguage natural = ExpressionLanguage.of(Natural.SCHEMA);

	private List<Issue> issues(String line) {
		return switch (line) {
			case "too-long" -> compile("'" + "x".repeat(3_000) + "'");
			case "too-deep" -> compile("(".repeat(30) + "1" + ")".repeat(30));
			case "too-many-nodes" -> compile("[" + "1,".repeat(300) + "1]");
			default -> ofKind(line);
		};
	}

	private List<Issue> ofKind(String line) {
		String source = line.substring(line.indexOf(": ") + 2);
		return switch (line.substring(0, line.indexOf(": ") + 1)) {
			case "clients:" -> CLIENTS.compileCondition(source, TestData.ORIGIN).issues();
			case "of a client:" -> compile(OF_CLIENT, source);
			case "without a user:" -> compile(ExpressionLanguage.of(Schema.withoutUser()), source);
			case "natural:" -> compile(this.natural, source);
			case "natural denial:" -> denial(this.natural, source);
			case "natural condition:" -> this.natural.compileCondition(source, TestData.ORIGIN).issues();
			case "denial:" -> denial(this.language, source);
			case "condition:" -> this.language.compileCondition(source, TestData.ORIGIN).issues();
			default -> compile(line);
		};
	}

	private static List<Issue> denial(ExpressionLanguage language, String source) {
		return language.compileDenial(source, TestData.ORIGIN, List.of()).issues();
	}

	private List<Issue> compile(String source) {
		return compile(this.language, source);
	}

	private static List<Issue> compile(ExpressionLanguage language, String source) {
		return language.compile(source, TestData.ORIGIN).issues();
	}

	private String golden() {
		return Corpus.read("issues.txt")
			.lines()
			.map((line) -> "=== " + line + "\n" + shown(line))
			.collect(Collectors.joining());
	}

	private String shown(String line) {
		return issues(line).stream().map((issue) -> issue.code() + "\n" + issue + "\n").collect(Collectors.joining());
	}

	@Test
	void issuesWhenShownThenEqualGoldenFile() throws IOException {
		if ("write".equals(System.getProperty("claims-dsl.golden"))) {
			Files.writeString(GOLDEN, golden());
		}
		assertThat(golden()).isEqualTo(Files.readString(GOLDEN));
	}

	@Test
	void linesThenHaveIssues() {
		assertThat(Corpus.read("issues.txt").lines()).allSatisfy((line) -> assertThat(issues(line)).isNotEmpty());
	}

	@Test
	void rewritesWhenReadThenCompile() {
		Corpus.read("issues.txt").lines().forEach((line) -> {
			int kind = line
				.matches("(clients|of a client|natural|denial|natural denial|condition|natural condition): .*")
						? line.indexOf(": ") + 2 : 0;
			CorpusTests.rewrites(issues(line))
				.forEach((text) -> assertThat(issues(line.substring(0, kind) + text)).as(line + " as " + text)
					.isEmpty());
		});
	}

	@Test
	void issuesWhenInSourcesThenAreInGoldenFile() throws IOException {
		assertThat(codesOfGolden()).isEqualTo(codesOfSources());
	}

	@Test
	void errorsPageWhenReadThenHasASectionPerCode() throws IOException {
		String page = Files.readString(MODULE.resolve("../docs/errors.md"));
		String expressions = page.substring(page.indexOf("\n## Expressions\n"), page.indexOf("\n## Policies\n"));
		assertThat(expressions.lines().filter((line) -> line.startsWith("### ")).map((line) -> line.substring(4)))
			.containsExactlyInAnyOrderElementsOf(codesOfGolden());
	}

	private Set<String> codesOfGolden() {
		return Corpus.read("issues.txt")
			.lines()
			.flatMap((line) -> issues(line).stream())
			.map(Issue::code)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> codesOfSources() throws IOException {
		java.util.regex.Pattern code = java.util.regex.Pattern
			.compile("(?:[pP]roblem|SyntaxException|fixable|choice)\\(\\s*(?:node, )?\"([a-z-]+)\"");
		try (var files = Files.list(MODULE.resolve("src/main/java/io/github/claimsdsl/expression"))) {
			Set<String> codes = new TreeSet<>();
			for (Path file : files.toList()) {
				code.matcher(Files.readString(file)).results().forEach((match) -> codes.add(match.group(1)));
			}
			return codes;
		}
	}

}

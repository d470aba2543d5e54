package io.github.claimsdsl.expression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds docs/language.md to the code.
 */
class LanguagePageTests {

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private final ExpressionLanguage language = ExpressionLanguage.of(TestData.SCHEMA);

	private static String page() {
		try {
			return Files.readString(Path.of("").toAbsolutePath().resolve("../docs/language.md"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Stream<String> rows(String section) {
		String text = page();
		String body = text.substring(text.indexOf("\n## " + section + "\n") + 1);
		int end = body.indexOf("\n## ");
		return body.substring(0, (end >= 0) ? end : body.length()).lines().filter((line) -> line.startsWith("| `"));
	}

	static List<String> leftOut() {
		return rows("Left out").toList();
	}

	static List<String> functions() {
		return rows("Functions").toList();
	}

	@ParameterizedTest
	@MethodSource("leftOut")
	void rowWhenLeftOutThenIsRefusedWithHelpAndItsReplacementAccepted(String row) {
		String[] cells = row.split(" \\| ");
		String form = cells[0].substring(3, cells[0].length() - 1);
		assertThat(this.language.compile(form, TestData.ORIGIN).issues()).isNotEmpty()
			.allSatisfy((issue) -> assertThat(issue.help()).isNotNull());
		CODE.matcher(cells[2])
			.results()
			.map((match) -> match.group(1))
			.filter((code) -> !code.startsWith("@"))
			.forEach((code) -> assertThat(this.language.compile(code, TestData.ORIGIN).issues()).as(code).isEmpty());
	}

	@ParameterizedTest
	@MethodSource("functions")
	void rowWhenFunctionThenExampleIsAccepted(String row) {
		String example = row.split(" \\| ")[1];
		assertThat(this.language.compile(example.substring(1, example.length() - 1), TestData.ORIGIN).issues())
			.isEmpty();
	}

	@Test
	void functionsWhenListedThenAreComplete() {
		String page = page();
		assertThat(ClaimFunctions.asVariables().keySet()).allSatisfy((name) -> assertThat(page).contains(name + "("));
	}

	@Test
	void versionWhenReadThenIsThatOfTheCode() {
		assertThat(page()).contains("Version " + ExpressionLanguage.VERSION + ".");
	}

}

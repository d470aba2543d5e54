package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.claimsdsl.Issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CorpusTests {

	private final ExpressionLanguage language = ExpressionLanguage.of(TestData.SCHEMA);

	static List<String> attacks() {
		return Corpus.attacks();
	}

	static List<String> legitimate() {
		return Corpus.legitimate();
	}

	@ParameterizedTest
	@MethodSource("attacks")
	@Timeout(5)
	void compileWhenAttackThenIssueWithHelp(String source) {
		ExpressionLanguage.Compilation compilation = this.language.compile(source, TestData.ORIGIN);
		assertThat(compilation.expression()).isNull();
		assertThat(compilation.issues()).isNotEmpty();
		rewrites(compilation.issues())
			.forEach((text) -> assertThat(this.language.compile(text, TestData.ORIGIN).issues()).as(text).isEmpty());
	}

	/** The expressions that the messages say to write. */
	static Stream<String> rewrites(List<Issue> issues) {
		return issues.stream()
			.map(Issue::help)
			.filter((help) -> help != null && help.contains("Write: "))
			.map((help) -> help.substring(help.indexOf("Write: ") + "Write: ".length()))
			.filter((text) -> !text.contains(" (false for null), or: "));
	}

	@ParameterizedTest
	@MethodSource("legitimate")
	void evaluateWhenLegitimateThenHasValue(String line) {
		String[] parts = line.split(" => ?", 2);
		ExpressionLanguage.Compilation compilation = this.language.compile(parts[0], TestData.ORIGIN);
		assertThat(compilation.issues()).isEmpty();
		Object value = Objects.requireNonNull(compilation.expression()).evaluate(TestData.request(TestData.ALICE));
		assertThat(String.valueOf(value)).isEqualTo(parts[1]);
	}

	@ParameterizedTest
	@ValueSource(strings = { "user.level / 0", "user.roles[0 - 1]", "user.roles[9999]", "user.roles[3 / 2.0]",
			"user.roles[user.level]", "user.level % 0", "user.roles.get(0 - 1)", "user.roles.get(user.credits)",
			"user.email.substring(-1)", "user.email.charAt(18)", "user.roles.subList(1, 0)", "9223372036854775807 + 1",
			"-9223372036854775808 - 1", "9223372036854775807 * 2", "-(-9223372036854775808)",
			"-9223372036854775808 / -1", "'a'.repeat(-1)", "'a'.repeat(2147483647)", "'a'.repeat(4294967297)",
			"date('2024-01-31').plusDays(2147483647).plusDays(2147483647).plusYears(999999999)",
			"date('+999999999-12-31').plusDays(1)", "date('2024-02-01').withDayOfMonth(31)",
			"now.plusSeconds(9223372036854775807)", "hour(now, 'Nowhere/' + 'Else')",
			"round(9223372036854775807 * 1.5)", "user.email.replaceAll('a', '$1')", "divide(1, 3, 10)",
			"user.attributes['pass' + 'word']", "user.attributes['pass'.concat('Word')]",
			"user.attributes.get(('drowssap' == 'x') ? 'x' : 'password')",
			"user.attributes['PASS'.toLowerCase() + 'wd']", "user.attributes['a-password'.substring(2)]",
			"($ in user.roles if user.attributes['api' + 'Key'] == $)",
			"(user.attributes[$ + 'Secret'] in user.roles)" })
	void evaluateWhenOutOfRangeOrSecretThenFails(String source) {
		ExpressionLanguage.Compilation compilation = this.language.compile(source, TestData.ORIGIN);
		if (compilation.expression() != null) {
			ClaimExpression expression = compilation.expression();
			assertThatExceptionOfType(EvaluationException.class)
				.isThrownBy(() -> expression.evaluate(TestData.request(TestData.ALICE)))
				.withNoCause();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "user", "request", "client", "user.address" })
	void compileWhenObjectHidesBehindConditionThenIssue(String object) {
		for (String source : List.of("user.verified ? %s : 'x'", "user.verified ? 'x' : %s",
				"['a': user.verified ? %s : 1]", "[user.verified ? %s : user.roles]", "(user.verified ? %s : $ in [1])",
				"coalesce(user.verified ? %s : 'x', 'y')", "user.verified ? (user.verified ? %s : 1) : 'x'",
				"user.verified ? %s : token")) {
			assertThat(this.language.compile(source.formatted(object), TestData.ORIGIN).issues()).as(source)
				.isNotEmpty();
		}
	}

	@Test
	void corporaWhenCountedThenAreLarge() {
		assertThat(attacks()).hasSizeGreaterThan(1_000);
		assertThat(legitimate()).hasSizeGreaterThan(150);
	}

	@ParameterizedTest
	@ValueSource(strings = { "(", "[", "!(", "lower(", "['k' : ", "(true) ? (", "coalesce(null, ", "[user.roles[0], " })
	@Timeout(5)
	void compileWhenNestedWithoutEndThenIssue(String opening) {
		for (int times : new int[] { 30, 300, 100_000 }) {
			assertThat(this.language.compile(opening.repeat(times), TestData.ORIGIN).expression()).isNull();
		}
	}

	@Test
	void compileWhenSubscriptsPrecedeThenDepthStillCounts() {
		String credits = "user.roles[0], ".repeat(30);
		String source = "[" + credits + "(".repeat(30) + "1" + ")".repeat(30) + "]";
		assertThat(this.language.compile(source, TestData.ORIGIN).issues()).first()
			.extracting("code")
			.isEqualTo("too-deep");
	}

	@Test
	@Timeout(20)
	void compileWhenAsDeepAndLargeAsMayBeThenEvaluates() {
		ExpressionLanguage largest = ExpressionLanguage.of(TestData.SCHEMA,
				new Limits(10_000, 100, 1_000, 65_536, 10_000), List.of());
		List<String> sources = List.of("(".repeat(99) + "user.level" + ")".repeat(99),
				"(".repeat(90) + "user.level" + " + 1)".repeat(90), "!(".repeat(50) + "user.verified" + ")".repeat(50),
				"lower(".repeat(99) + "user.email" + ")".repeat(99),
				"(user.verified) ? ".concat("((user.verified) ? 1 : ".repeat(48)) + "2" + ")".repeat(48) + " : 3",
				"user.verified" + " && user.level == 7".repeat(190),
				"user.verified" + " || user.level == 7".repeat(190),
				"coalesce((user.tier == 'x'), ".repeat(90) + "true" + ")".repeat(90));
		for (String source : sources) {
			ExpressionLanguage.Compilation compilation = largest.compile(source, TestData.ORIGIN);
			assertThat(compilation.issues()).as(source).isEmpty();
			ClaimExpression expression = Objects.requireNonNull(compilation.expression());
			assertThat(expression.evaluate(TestData.request(TestData.ALICE))).isNotNull();
		}
	}

	@Test
	@Timeout(5)
	void evaluateWhenResultWouldBeHugeThenFailsBounded() {
		String doubled = "user.email";
		for (int i = 0; i < 10; i++) {
			doubled = "replace(" + doubled + ", 'a', 'aaaaaaaaaaaaaaaaaaaa')";
		}
		ClaimExpression expression = Objects
			.requireNonNull(this.language.compile(doubled, TestData.ORIGIN).expression());
		assertThatExceptionOfType(EvaluationException.class)
			.isThrownBy(() -> expression.evaluate(TestData.request(TestData.ALICE)))
			.withMessageContaining("replace")
			.withNoCause();
	}

}

package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

	@Test
	void corporaWhenCountedThenAreLarge() {
		assertThat(attacks()).hasSizeGreaterThan(300);
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
				"(".repeat(90) + "user.level" + " + 1)".repeat(90), "!(".repeat(99) + "user.verified" + ")".repeat(99),
				"lower(".repeat(99) + "user.email" + ")".repeat(99),
				"(user.verified) ? ".concat("((user.verified) ? 1 : ".repeat(90)) + "2" + ")".repeat(90) + " : 3",
				"user.verified" + " && user.level == 7".repeat(230),
				"user.verified" + " || user.level == 7".repeat(230),
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

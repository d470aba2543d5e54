package io.github.claimsdsl.expression;

import java.util.Objects;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A failure does not tell the key or index that was computed, which is a value.
 */
class ValueLeakTests {

	private final ExpressionLanguage language = ExpressionLanguage.of(TestData.SCHEMA);

	@ParameterizedTest
	@ValueSource(strings = { "user.anything[user.email]", "user.anything.get(user.email)", "user.roles[user.credits]",
			"user.marks[user.level + 5000]", "user.anything[user.level + 5000]", "user.roles.get(user.level + 5000)",
			"user.anything['alice'].x", "hour(now, user.email)" })
	void evaluateWhenIndexIsOfDataThenMessageHoldsNone(String source) {
		ClaimExpression expression = Objects
			.requireNonNull(this.language.compile(source, TestData.ORIGIN).expression());
		Person bob = TestData.BOB;
		Person user = new Person("alice@x", bob.tier(), 7, 5_000_000_000L, 1, 1, true, true, bob.roles(), bob.groups(),
				bob.tags(), bob.marks(), bob.address(), bob.attributes(), bob.lastLogin(), null, 5, "x");
		assertThatExceptionOfType(EvaluationException.class)
			.isThrownBy(() -> expression.evaluate(TestData.request(user)))
			.withNoCause()
			.withMessageNotContainingAny("alice@x", "5007", "5000000000");
	}

}

package io.github.claimsdsl.policy;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.ClaimExpression;

/**
 * A compiled condition.
 */
final class Condition {

	private final ClaimExpression expression;

	private Condition(ClaimExpression expression) {
		this.expression = expression;
	}

	static @Nullable Condition of(@Nullable ClaimExpression expression) {
		return (expression != null) ? new Condition(expression) : null;
	}

	boolean holds(Evaluation evaluation) {
		return Boolean.TRUE.equals(this.expression.evaluate(evaluation.inputs()));
	}

	boolean readsUser() {
		return this.expression.readsUser();
	}

}

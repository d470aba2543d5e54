package io.github.claimsdsl.policy;

import io.github.claimsdsl.expression.ClaimExpression;

/**
 * A compiled condition.
 *
 * @param expression an expression that is true or false
 */
record Condition(ClaimExpression expression) {

	boolean isTrue(Evaluation evaluation) {
		return Boolean.TRUE.equals(this.expression.evaluate(evaluation.inputs()));
	}

	boolean isFalse(Evaluation evaluation) {
		return Boolean.FALSE.equals(this.expression.evaluate(evaluation.inputs()));
	}

	/** Whether the condition cannot be evaluated for want of a user. */
	boolean lacksUser(Evaluation evaluation) {
		return this.expression.readsUser() && evaluation.isUserMissing();
	}

}

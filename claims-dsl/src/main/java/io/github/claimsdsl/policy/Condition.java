package io.github.claimsdsl.policy;

import io.github.claimsdsl.expression.ClaimExpression;

/**
 * A compiled condition.
 *
 * @param expression an expression that is true or false
 * @param isGuard whether it guards all rules of a policy, which share its answer
 */
record Condition(ClaimExpression expression, boolean isGuard) {

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

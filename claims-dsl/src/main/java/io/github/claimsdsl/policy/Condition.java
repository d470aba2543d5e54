package io.github.claimsdsl.policy;

import io.github.claimsdsl.expression.ClaimExpression;

/**
 * A compiled condition.
 *
 * @param expression a boolean expression
 * @param isGuard whether the condition guards all rules of a policy, so that they share
 * its result
 */
record Condition(ClaimExpression expression, boolean isGuard) {

	boolean isTrue(Evaluation evaluation) {
		return Boolean.TRUE.equals(this.expression.evaluate(evaluation.inputs()));
	}

	boolean isFalse(Evaluation evaluation) {
		return Boolean.FALSE.equals(this.expression.evaluate(evaluation.inputs()));
	}

	boolean needsUser() {
		return this.expression.readsUser();
	}

	/** Tells whether the condition cannot be evaluated because there is no user. */
	boolean lacksUser(Evaluation evaluation) {
		return needsUser() && evaluation.isUserMissing();
	}

}

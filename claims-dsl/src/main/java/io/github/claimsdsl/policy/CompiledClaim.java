package io.github.claimsdsl.policy;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.expression.ClaimExpression;

/**
 * A rule that writes a claim.
 */
final class CompiledClaim extends CompiledRule {

	private final @Nullable Condition guard;

	private final Value value;

	private final boolean required;

	private final OnError onError;

	CompiledClaim(Header header, @Nullable Condition guard, @Nullable Condition condition, Value value,
			RuleDefinition definition) {
		super(header, condition, value.needsUser() || readsUser(guard) || readsUser(condition), definition.error());
		this.guard = guard;
		this.value = value;
		this.required = definition.required();
		this.onError = definition.onError();
	}

	private static boolean readsUser(@Nullable Condition condition) {
		return condition != null && condition.readsUser();
	}

	/** Computes the claim's value. */
	sealed interface Value {

		@Nullable Object get(Evaluation evaluation) throws Exception;

		boolean needsUser();

	}

	record ExpressionValue(ClaimExpression expression) implements Value {

		@Override
		public @Nullable Object get(Evaluation evaluation) {
			return this.expression.evaluate(evaluation.inputs());
		}

		@Override
		public boolean needsUser() {
			return this.expression.readsUser();
		}
	}

	record FunctionValue(RuleFunction function, boolean needsUser) implements Value {

		@Override
		public @Nullable Object get(Evaluation evaluation) throws Exception {
			return this.function.apply(evaluation.request());
		}
	}

	@Override
	void evaluate(Evaluation evaluation) {
		if (evaluation.request().existingClaims().contains(claim())) {
			evaluation.record(outcome(Status.ALREADY_SET));
		}
		else if (evaluation.hasClaim(claim())) {
			evaluation.record(outcome(Status.OVERRIDDEN));
		}
		else if (needsUser() && evaluation.isUserMissing()) {
			absent(evaluation, Status.NO_USER);
		}
		else {
			attempt(evaluation);
		}
	}

	private void attempt(Evaluation evaluation) {
		try {
			if (isGuardOpen(evaluation) && isConditionMet(evaluation)) {
				write(evaluation, this.value.get(evaluation));
			}
			else {
				evaluation.record(outcome(Status.CONDITION_FALSE));
			}
		}
		catch (ClaimDeniedException ex) {
			evaluation.refuse(outcome(Status.DENIED), ex.error());
		}
		catch (Exception ex) {
			if (this.onError == OnError.OMIT_CLAIM) {
				evaluation.record(outcome(Status.OMITTED, Evaluation.describe(ex)));
			}
			else {
				evaluation.fail(this, ex);
			}
		}
	}

	private boolean isGuardOpen(Evaluation evaluation) {
		return this.guard == null || evaluation.isOpen(this.guard);
	}

	private boolean isConditionMet(Evaluation evaluation) {
		Condition condition = condition();
		return condition == null || condition.holds(evaluation);
	}

	private void write(Evaluation evaluation, @Nullable Object value) {
		if (value == null) {
			absent(evaluation, Status.NULL_VALUE);
		}
		else {
			evaluation.write(claim(), ClaimValues.normalise(value), outcome(Status.APPLIED));
		}
	}

	private void absent(Evaluation evaluation, Status status) {
		if (this.required) {
			evaluation.refuse(outcome(status), error(evaluation.request()));
		}
		else {
			evaluation.record(outcome(status));
		}
	}

}

package io.github.claimsdsl.policy;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleOutcome.Status;

/**
 * A deny rule. Fails closed: what cannot be decided is refused.
 */
final class CompiledDenial extends CompiledRule {

	CompiledDenial(Header header, Condition condition, @Nullable OAuthError error) {
		super(header, condition, condition.readsUser(), error);
	}

	@Override
	void evaluate(Evaluation evaluation) {
		if (needsUser() && evaluation.isUserMissing()) {
			evaluation.refuse(outcome(Status.NO_USER), error(evaluation.request()));
			return;
		}
		try {
			if (Objects.requireNonNull(condition()).holds(evaluation)) {
				evaluation.refuse(outcome(Status.DENIED), error(evaluation.request()));
			}
			else {
				evaluation.record(outcome(Status.CONDITION_FALSE));
			}
		}
		catch (RuntimeException ex) {
			evaluation.fail(this, ex);
		}
	}

}

package io.github.claimsdsl.policy;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleOutcome.Status;

/**
 * A deny rule. Fails closed: what cannot be decided is refused.
 */
final class CompiledDenial extends CompiledRule {

	private final Condition condition;

	CompiledDenial(Header header, Condition condition, @Nullable OAuthError error) {
		super(header, error);
		this.condition = condition;
	}

	@Override
	void describe(RuleFacts facts) {
		facts.add(PolicyFact.Aspect.WHEN, this.condition.expression().canonical());
	}

	@Override
	Set<String> parameters() {
		return this.condition.expression().parameters();
	}

	@Override
	void evaluate(Evaluation evaluation) {
		if (this.condition.lacksUser(evaluation)) {
			refuseWithoutUser(evaluation);
		}
		else if (this.condition.isFalse(evaluation)) {
			evaluation.record(outcome(Status.CONDITION_FALSE));
		}
		else {
			refuse(evaluation, Status.DENIED);
		}
	}

}

package io.github.claimsdsl.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.policy.PolicyFact.Aspect;

/**
 * A deny rule. It fails closed: a token is refused if the rule cannot decide.
 */
final class CompiledDenial extends CompiledRule {

	private final List<Condition> guards;

	private final CompiledValue condition;

	CompiledDenial(Header header, List<Condition> guards, CompiledValue condition, @Nullable OAuthError error) {
		super(header, error);
		this.guards = List.copyOf(guards);
		this.condition = condition;
	}

	@Override
	void describe(RuleFacts facts) {
		this.guards.forEach((guard) -> facts.add(Aspect.WHEN, guard.expression().canonical()));
		facts.add(Aspect.WHEN, this.condition.describe(origin()));
	}

	@Override
	Set<String> parameters() {
		Set<String> parameters = new HashSet<>(this.condition.parameters());
		this.guards.forEach((guard) -> parameters.addAll(guard.expression().parameters()));
		return parameters;
	}

	@Override
	boolean needsUser() {
		return this.condition.needsUser() || this.guards.stream().anyMatch(Condition::needsUser);
	}

	@Override
	boolean isPreviewable() {
		return this.condition.isPreviewable() && super.isPreviewable();
	}

	@Override
	Class<?> owner() {
		return this.condition.owner();
	}

	@Override
	void evaluate(Evaluation evaluation) throws Exception {
		for (int i = 0; i < this.guards.size(); i++) {
			Condition guard = this.guards.get(i);
			if (guard.lacksUser(evaluation)) {
				refuseWithoutUser(evaluation);
				return;
			}
			if (guard.isFalse(evaluation)) {
				evaluation.record(outcome(Status.CONDITION_FALSE));
				return;
			}
		}
		decide(evaluation);
	}

	private void decide(Evaluation evaluation) throws Exception {
		if (this.condition.lacksUser(evaluation)) {
			refuseWithoutUser(evaluation);
		}
		else if (Boolean.FALSE.equals(this.condition.get(evaluation))) {
			evaluation.record(outcome(Status.CONDITION_FALSE));
		}
		else {
			refuse(evaluation, Status.DENIED);
		}
	}

}

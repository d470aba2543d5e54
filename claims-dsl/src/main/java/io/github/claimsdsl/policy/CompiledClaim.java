package io.github.claimsdsl.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.definition.OnError;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.SecretNames;
import io.github.claimsdsl.policy.PolicyFact.Aspect;

/**
 * A rule that writes a claim.
 */
final class CompiledClaim extends CompiledRule {

	private final List<Condition> conditions;

	private final CompiledValue value;

	private final boolean required;

	private final OnError onError;

	private final boolean mayAct;

	private final SecretNames secrets;

	private final Map<String, String> help;

	CompiledClaim(Header header, List<Condition> conditions, CompiledValue value, RuleDefinition definition,
			ExpressionLanguage language) {
		super(header, definition.error());
		this.conditions = List.copyOf(conditions);
		this.value = value;
		this.required = definition.required();
		this.onError = definition.onError();
		this.mayAct = MayAct.is(claim());
		this.secrets = language.schema().secretNames();
		this.help = language.help();
	}

	@Override
	void describe(RuleFacts facts) {
		facts.add(Aspect.CLAIM, claim());
		facts.add(Aspect.VALUE, this.value.describe(origin()));
		this.conditions.forEach((condition) -> facts.add(Aspect.WHEN, condition.expression().canonical()));
		if (this.required) {
			facts.add(Aspect.REQUIRED, "true");
		}
		if (this.onError == OnError.OMIT_CLAIM) {
			facts.add(Aspect.ON_ERROR, "omit-claim");
		}
	}

	@Override
	boolean isRequired() {
		return this.required;
	}

	@Override
	Set<String> parameters() {
		Set<String> parameters = new HashSet<>(this.value.parameters());
		this.conditions.forEach((condition) -> parameters.addAll(condition.expression().parameters()));
		return parameters;
	}

	@Override
	boolean needsUser() {
		return this.value.needsUser() || this.conditions.stream().anyMatch(Condition::needsUser);
	}

	@Override
	boolean isPreviewable() {
		return this.value.isPreviewable() && super.isPreviewable();
	}

	@Override
	Class<?> owner() {
		return this.value.owner();
	}

	@Override
	void evaluate(Evaluation evaluation) throws Exception {
		Status obstacle = obstacle(evaluation);
		if (obstacle == Status.NO_USER || (obstacle == Status.OVERRIDDEN && "".equals(evaluation.written(claim())))) {
			absent(evaluation, obstacle);
		}
		else if (obstacle != null) {
			evaluation.record(outcome(obstacle));
		}
		else {
			write(evaluation, this.value.get(evaluation));
		}
	}

	/**
	 * Returns the reason to skip the rule, or {@code null} if there is none. Loads the
	 * user only if the answer depends on it.
	 */
	private @Nullable Status obstacle(Evaluation evaluation) {
		if (evaluation.isAlreadySet(claim())) {
			return Status.ALREADY_SET;
		}
		Object written = evaluation.written(claim());
		if (written != null && !(this.required && "".equals(written))) {
			return Status.OVERRIDDEN;
		}
		Status closed = closed(evaluation);
		if (closed != null || written != null) {
			return (closed != null) ? closed : Status.OVERRIDDEN;
		}
		return this.value.lacksUser(evaluation) ? Status.NO_USER : null;
	}

	private @Nullable Status closed(Evaluation evaluation) {
		for (int i = 0; i < this.conditions.size(); i++) {
			Condition condition = this.conditions.get(i);
			if (condition.lacksUser(evaluation)) {
				return Status.NO_USER;
			}
			if (!(condition.isGuard() ? evaluation.isOpen(condition) : condition.isTrue(evaluation))) {
				return Status.CONDITION_FALSE;
			}
		}
		return null;
	}

	private void write(Evaluation evaluation, @Nullable Object value) {
		Object normalized = (value != null) ? JsonValues.normalize(value, this.secrets, this.value.mayBeObject())
				: null;
		if (normalized == null || (this.required && "".equals(normalized))) {
			absent(evaluation, Status.NULL_VALUE);
		}
		else {
			if (this.mayAct) {
				MayAct.check(normalized);
			}
			evaluation.write(claim(), normalized, outcome(Status.APPLIED));
		}
	}

	private void absent(Evaluation evaluation, Status status) {
		if (!this.required) {
			evaluation.record(outcome(status));
		}
		else if (status == Status.NO_USER) {
			refuseWithoutUser(evaluation);
		}
		else {
			refuse(evaluation, status);
		}
	}

	@Override
	void fail(Evaluation evaluation, Throwable failure) {
		Throwable helped = (failure instanceof UnsupportedValueException ex) ? ex.withHelp(this.help) : failure;
		if (this.onError == OnError.OMIT_CLAIM) {
			evaluation.record(failed(Status.OMITTED, helped));
		}
		else {
			super.fail(evaluation, helped);
		}
	}

}

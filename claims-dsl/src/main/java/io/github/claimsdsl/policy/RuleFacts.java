package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.Selector;
import io.github.claimsdsl.policy.PolicyFact.Aspect;
import io.github.claimsdsl.policy.PolicyFact.Kind;

/**
 * Collects the facts about one rule. Not thread-safe.
 */
final class RuleFacts {

	private final Kind kind;

	private final String name;

	private final List<PolicyFact> facts = new ArrayList<>();

	private RuleFacts(Kind kind, String name) {
		this.kind = kind;
		this.name = name;
	}

	static RuleFacts of(CompiledRule rule) {
		RuleFacts facts = new RuleFacts((rule instanceof CompiledDenial) ? Kind.DENIAL : Kind.RULE, rule.id());
		rule.describe(facts);
		facts.addError(rule.error());
		if (rule.order() != 0) {
			facts.add(Aspect.ORDER, Integer.toString(rule.order()));
		}
		if (!rule.isEnforced()) {
			facts.add(Aspect.MODE, "report");
		}
		facts.addMatch(rule.match());
		return facts;
	}

	void add(Aspect aspect, String value) {
		this.facts.add(new PolicyFact(this.kind, this.name, aspect, value));
	}

	private void addError(@Nullable OAuthError error) {
		if (error != null && !error.code().isEmpty()) {
			add(Aspect.ERROR, error.code());
		}
		if (error != null && error.description() != null) {
			add(Aspect.ERROR_DESCRIPTION, error.description());
		}
	}

	private void addMatch(TokenMatch match) {
		match.limits()
			.forEach((dimension, values) -> values.forEach((value) -> add(Aspect.valueOf(dimension.name()), value)));
		if (match.values(Dimension.AUDIENCE) == null && !match.types(TokenType::isForApi).isEmpty()) {
			add(Aspect.AUDIENCE, Selector.ANY_AUDIENCE);
		}
	}

	void addTo(Collection<PolicyFact> all) {
		all.addAll(this.facts);
	}

}

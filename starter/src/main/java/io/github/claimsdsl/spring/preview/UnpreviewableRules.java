package io.github.claimsdsl.spring.preview;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.policy.ClaimPolicySet;

/**
 * The rules whose result a preview cannot show, because they read something that exists
 * only when a token is issued. Immutable.
 *
 * @param all the ids of all these rules
 * @param refusing the ids of those that may refuse the token: denials, and rules of
 * required claims
 */
record UnpreviewableRules(Set<String> all, Set<String> refusing) {

	static UnpreviewableRules of(ClaimPolicySet policies) {
		Set<String> all = policies.unpreviewableRules();
		return new UnpreviewableRules(all,
				policies.policies()
					.stream()
					.flatMap(UnpreviewableRules::refusing)
					.filter(all::contains)
					.collect(Collectors.toSet()));
	}

	private static Stream<String> refusing(ClaimPolicy policy) {
		return Stream.concat(policy.denials().stream().map(policy::id),
				policy.claims().stream().filter(RuleDefinition::required).map(policy::id));
	}

	/** Returns the outcomes that may be different for a real token. */
	Stream<RuleOutcome> in(List<RuleOutcome> outcomes) {
		return outcomes.stream()
			.filter((outcome) -> this.all.contains(outcome.rule()) && outcome.status() != Status.OVERRIDDEN
					&& !outcome.status().isAlreadySet());
	}

	/** Returns a rule that may refuse the real token although the preview does not. */
	Optional<String> refusing(List<RuleOutcome> outcomes) {
		return in(outcomes).map(RuleOutcome::rule).filter(this.refusing::contains).findFirst();
	}

	/**
	 * Returns a rule that may let the real token pass although the preview refuses it.
	 * That is the rule that refused, or one that may write the required claim whose
	 * absence was the reason.
	 */
	Optional<String> sparing(List<RuleOutcome> outcomes) {
		RuleOutcome last = outcomes.get(outcomes.size() - 1);
		return in(outcomes)
			.filter((outcome) -> outcome.rule().equals(last.rule())
					|| (outcome.claim().equals(last.claim()) && last.status() != Status.DENIED))
			.map(RuleOutcome::rule)
			.findFirst();
	}

	static String reason(String rule) {
		return "rule " + rule + " reads what exists only when a token is issued";
	}

}

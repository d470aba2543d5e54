package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.List;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.expression.ExpressionLanguage;

/**
 * All policies of a server, compiled. Immutable and thread-safe.
 */
public final class ClaimPolicySet {

	private final List<ClaimPolicy> policies;

	private final List<CompiledRule> rules;

	private final RuleIndex index;

	ClaimPolicySet(List<ClaimPolicy> policies, List<CompiledRule> rules) {
		this.policies = List.copyOf(policies);
		this.rules = List.copyOf(rules);
		this.index = new RuleIndex(rules);
	}

	/**
	 * Checks and compiles policies that have no declared audiences to hold to.
	 * @param policies the policies
	 * @param language what expressions can read
	 * @return the policy set
	 * @throws io.github.claimsdsl.ClaimPolicyException if a policy cannot work; it holds
	 * every issue
	 */
	public static ClaimPolicySet of(List<ClaimPolicy> policies, ExpressionLanguage language) {
		return new ClaimPolicyCompiler(language).compile(policies);
	}

	/**
	 * Decides the claims of a token.
	 * @param request the token about to be issued
	 * @return the decision
	 */
	public ClaimDecision evaluate(TokenRequest request) {
		return Evaluation.of(request, this.index.select(request));
	}

	/**
	 * Decides the claims of a token and tells why each other rule did not match.
	 * @param request the token about to be issued
	 * @return the explanation
	 */
	public ClaimExplanation explain(TokenRequest request) {
		List<ClaimExplanation.NotSelected> notSelected = new ArrayList<>();
		for (CompiledRule rule : this.rules) {
			Dimension mismatch = rule.scope().mismatch(request);
			if (mismatch != null) {
				notSelected.add(new ClaimExplanation.NotSelected(rule.id(), rule.claim(), rule.origin(), mismatch));
			}
		}
		return new ClaimExplanation(evaluate(request), notSelected);
	}

	/**
	 * Returns the policies as they were declared.
	 * @return the policies, unmodifiable
	 */
	public List<ClaimPolicy> policies() {
		return this.policies;
	}

}

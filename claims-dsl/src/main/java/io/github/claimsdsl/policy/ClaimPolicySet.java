package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

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

	private final ExpressionLanguage language;

	private final @Nullable Set<String> audiences;

	ClaimPolicySet(List<ClaimPolicy> policies, List<CompiledRule> rules, ExpressionLanguage language,
			@Nullable Set<String> audiences) {
		this.policies = List.copyOf(policies);
		this.rules = List.copyOf(rules);
		this.index = new RuleIndex(rules);
		this.language = language;
		this.audiences = audiences;
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
		return Evaluation.of(request, select(request), null);
	}

	/** The rules for a token, in order of evaluation. */
	List<CompiledRule> select(TokenRequest request) {
		return this.index.select(request);
	}

	/**
	 * Decides the claims of a token, timing each rule.
	 * @param request the token about to be issued
	 * @param listener hears of each rule that was evaluated
	 * @return the decision
	 */
	public ClaimDecision evaluate(TokenRequest request, RuleListener listener) {
		return Evaluation.of(request, select(request), listener);
	}

	/**
	 * Decides the claims of a token and tells why each other rule did not match.
	 * @param request the token about to be issued
	 * @return the explanation
	 */
	public ClaimExplanation explain(TokenRequest request) {
		return explain(request, evaluate(request));
	}

	/**
	 * Tells why each rule that a decision did not select did not match.
	 * @param request the token
	 * @param decision what was decided for it
	 * @return the explanation
	 */
	public ClaimExplanation explain(TokenRequest request, ClaimDecision decision) {
		List<ClaimExplanation.NotSelected> notSelected = new ArrayList<>();
		for (CompiledRule rule : this.rules) {
			Dimension mismatch = rule.scope().mismatch(request);
			if (mismatch != null) {
				notSelected.add(new ClaimExplanation.NotSelected(rule.id(), rule.claim(), rule.origin(), mismatch));
			}
		}
		return new ClaimExplanation(decision, notSelected);
	}

	/**
	 * Finds which claim can reach which tokens, from selectors alone.
	 * @return the matrix, made at each call
	 */
	public ClaimMatrix matrix() {
		return ClaimMatrix.of(this.rules, this.audiences);
	}

	/**
	 * Returns the language of the policies' expressions, such as to try another one.
	 * @return the language
	 */
	public ExpressionLanguage language() {
		return this.language;
	}

	/**
	 * Returns the policies as they were declared.
	 * @return the policies, unmodifiable
	 */
	public List<ClaimPolicy> policies() {
		return this.policies;
	}

}

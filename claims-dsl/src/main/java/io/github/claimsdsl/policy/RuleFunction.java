package io.github.claimsdsl.policy;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenRequest;

/**
 * A rule written in Java. Called by many threads at once.
 */
@FunctionalInterface
public interface RuleFunction {

	/**
	 * Computes a claim's value.
	 * @param request the token about to be issued
	 * @return the value, or {@code null} to leave the claim out
	 * @throws io.github.claimsdsl.ClaimDeniedException to refuse the token
	 * @throws Exception if the rule fails; the token is then refused, or the claim left
	 * out, as {@code on-error} says
	 */
	@Nullable Object apply(TokenRequest request) throws Exception;

}

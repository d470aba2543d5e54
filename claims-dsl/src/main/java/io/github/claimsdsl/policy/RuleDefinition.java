package io.github.claimsdsl.policy;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;

/**
 * A rule as declared: one claim of a policy.
 *
 * @param part the part of the policy that declares it, such as {@code claims.email}
 * @param claim the name of the claim as written, before the namespace
 * @param value where its value comes from
 * @param when the texts of its conditions: all must hold
 * @param required whether the token is refused when the claim is absent once the rule has
 * run: a rule with a higher order cannot supply it, a condition that is false lifts it
 * @param error the error of that refusal, or {@code null} for the default; where the rule
 * needs a user and the token has none, it is always the default
 * @param onError what becomes of the token when the rule fails
 * @param order its place among rules that write the same claim, or {@code null} for the
 * policy's
 * @param selector narrows the policy's selector
 */
public record RuleDefinition(String part, String claim, ClaimValue value, List<String> when, boolean required,
		@Nullable OAuthError error, OnError onError, @Nullable Integer order, Selector selector) {

	/**
	 * Copies the conditions.
	 * @param part the part of the policy that declares it
	 * @param claim the name of the claim as written
	 * @param value where its value comes from
	 * @param when the texts of its conditions
	 * @param required whether the token is refused when the claim is absent
	 * @param error the error of that refusal, or {@code null} for the default
	 * @param onError what becomes of the token when the rule fails
	 * @param order its place among rules that write the same claim, or {@code null}
	 * @param selector narrows the policy's selector
	 */
	public RuleDefinition {
		when = List.copyOf(when);
	}

	/**
	 * Creates a rule with defaults: unconditional, optional, refusing the token when it
	 * fails.
	 * @param claim the name of the claim as written
	 * @param value where its value comes from
	 * @return the rule
	 */
	public static RuleDefinition of(String claim, ClaimValue value) {
		return new RuleDefinition("claims." + claim, claim, value, List.of(), false, null, OnError.REFUSE, null,
				Selector.NONE);
	}

}

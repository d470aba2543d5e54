package io.github.claimsdsl.policy;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;

/**
 * A deny rule as declared: refuses the token where its condition holds. It is never
 * skipped, except where a selector or one of its guards does not hold.
 *
 * @param part the part of the policy that declares it, such as {@code deny[0]}
 * @param condition whether to refuse: an expression that is true or false, or a function
 * that returns a {@link Boolean}; the token is refused unless it is false
 * @param when the texts of the conditions that guard it: all must hold
 * @param error the error for the client, or {@code null} for the default:
 * {@code invalid_grant} with a user, {@code unauthorized_client} without; where the
 * condition needs a user and the token has none, it is always the default
 * @param selector narrows the policy's selector
 */
public record DenyDefinition(String part, ClaimValue condition, List<String> when, @Nullable OAuthError error,
		Selector selector) {

	/**
	 * Copies the conditions.
	 * @param part the part of the policy that declares it
	 * @param condition whether to refuse
	 * @param when the texts of the conditions that guard it
	 * @param error the error for the client, or {@code null} for the default
	 * @param selector narrows the policy's selector
	 */
	public DenyDefinition {
		when = List.copyOf(when);
	}

	/**
	 * Creates a deny rule whose condition is an expression.
	 * @param part the part of the policy that declares it
	 * @param condition the text of the expression
	 * @param error the error for the client, or {@code null} for the default
	 */
	public DenyDefinition(String part, String condition, @Nullable OAuthError error) {
		this(part, new ClaimValue.Expression(condition), List.of(), error, Selector.NONE);
	}

}

package io.github.claimsdsl.policy;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;

/**
 * A deny rule as declared: refuses the token where its condition holds.
 *
 * @param part the part of the policy that declares it, such as {@code deny[0]}
 * @param when the text of the condition
 * @param error the error for the client, or {@code null} for the default:
 * {@code invalid_grant} with a user, {@code unauthorized_client} without; where the
 * condition needs a user and the token has none, it is always the default
 */
public record DenyDefinition(String part, String when, @Nullable OAuthError error) {
}

package io.github.claimsdsl;

import org.jspecify.annotations.Nullable;

/**
 * An OAuth 2.0 error response (RFC 6749 section 5.2). Immutable.
 *
 * @param code the registered error code, such as {@code invalid_grant}. In a definition
 * or a {@link ClaimDeniedException} it may be empty, which stands for the default:
 * {@code invalid_grant} if the token has a user, {@code unauthorized_client} if it has
 * none
 * @param description the {@code error_description} for the client's developer, within the
 * character set of RFC 6749 section 5.2, or {@code null} for none
 * @since 0.1.0
 */
public record OAuthError(String code, @Nullable String description) {
}

package io.github.claimsdsl.spring;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;

/**
 * The refusal of a token, or of a request for one, for a reason other than a rule. That
 * reason can be its user, its audience, its size, a customizer of the application, or
 * that no policy decided about the token. Immutable. Holds no claim.
 *
 * @param what what was refused, such as {@code access_token} or {@code token request}
 * @param client the client identifier, or {@code null} if it is not known
 * @param grantType the grant type, or {@code null} if it is not known
 * @param principal the name of the principal, or {@code null} if it is not known
 * @param error the OAuth error that the client gets
 * @param reason the reason and what to do about it, for the log; a phrase without claim
 * values
 * @param enforced whether it was really refused; {@code false} if decisions are only
 * reported
 * @since 0.1.0
 */
public record TokenRefusal(String what, @Nullable String client, @Nullable String grantType, @Nullable String principal,
		OAuthError error, String reason, boolean enforced) {

	/**
	 * Returns the refusal as one line for a log.
	 */
	@Override
	public String toString() {
		return (this.enforced ? "Refused the " : "Would refuse the ") + this.what
				+ ((this.client != null) ? " of client '" + this.client + "'" : "")
				+ ((this.grantType != null) ? ", grant type '" + this.grantType + "'" : "") + ", with "
				+ this.error.code() + ": " + this.reason;
	}

}

package io.github.claimsdsl;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a Java rule to refuse the token: the client gets the error as its OAuth 2.0
 * error response (RFC 6749 section 5.2), and no token. A rule that is skipped
 * (overridden, its condition false, no user) denies nothing: what must always be refused
 * is a deny rule.
 *
 * @since 0.1.0
 */
public final class ClaimDeniedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final int DEEPEST_CAUSE = 100;

	private final transient OAuthError error;

	/**
	 * Creates the exception.
	 * @param code the registered error code, such as {@code access_denied}. If it is
	 * empty, the error that the rule states is used, or else the default. So it is if the
	 * code is not registered or the description holds other characters.
	 * @param description the {@code error_description} for the client's developer, within
	 * the character set of RFC 6749 section 5.2, or {@code null} for none
	 */
	public ClaimDeniedException(String code, @Nullable String description) {
		super(code, null, false, false);
		this.error = new OAuthError(code, description);
	}

	/**
	 * Finds the denial that was thrown, however it is wrapped.
	 * @param thrown what was thrown
	 * @return the denial, or {@code null} if neither it nor one of its causes is one
	 */
	public static @Nullable ClaimDeniedException findIn(Throwable thrown) {
		Throwable cause = thrown;
		for (int i = 0; cause != null && i < DEEPEST_CAUSE; i++) {
			if (cause instanceof ClaimDeniedException denial) {
				return denial;
			}
			cause = cause.getCause();
		}
		return null;
	}

	/**
	 * Returns the error for the client.
	 * @return the error
	 */
	public OAuthError error() {
		return this.error;
	}

}

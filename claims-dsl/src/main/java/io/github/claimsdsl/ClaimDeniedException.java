package io.github.claimsdsl;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a Java rule to refuse the token. The client gets no token but the error, as
 * an OAuth 2.0 error response (RFC 6749 section 5.2). A rule that is skipped (because it
 * is overridden, its condition is false, or there is no user) cannot throw, so it refuses
 * nothing. Write a deny rule for what must always be refused.
 *
 * @since 0.1.0
 */
public final class ClaimDeniedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final int DEEPEST_CAUSE = 100;

	private final transient OAuthError error;

	/**
	 * Creates the exception.
	 * @param code the registered error code, such as {@code access_denied}, or an empty
	 * text for the code that the rule states, or the default if it states none. If the
	 * code is not registered, or the description has a character that RFC 6749 does not
	 * allow, the client gets the error that the rule states, or the default.
	 * @param description the {@code error_description} for the client's developer, within
	 * the character set of RFC 6749 section 5.2, or {@code null} for none
	 */
	public ClaimDeniedException(String code, @Nullable String description) {
		super(code, null, false, false);
		this.error = new OAuthError(code, description);
	}

	/**
	 * Finds the denial among an exception and its causes, because other exceptions may
	 * wrap it.
	 * @param thrown the exception that a rule threw
	 * @return the first denial, or {@code null} if there is none
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

package io.github.claimsdsl;

/**
 * Thrown by a Java rule to refuse the token: the client gets the error as its OAuth 2.0
 * error response (RFC 6749 section 5.2), and no token. A rule that is skipped
 * (overridden, its condition false, no user) denies nothing: what must always be refused
 * is a deny rule.
 */
public final class ClaimDeniedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient OAuthError error;

	/**
	 * Creates the exception.
	 * @param error the error for the client
	 */
	public ClaimDeniedException(OAuthError error) {
		super(error.code(), null, false, false);
		this.error = error;
	}

	/**
	 * Returns the error for the client.
	 * @return the error
	 */
	public OAuthError error() {
		return this.error;
	}

}

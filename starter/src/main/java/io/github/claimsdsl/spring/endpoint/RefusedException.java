package io.github.claimsdsl.spring.endpoint;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/**
 * Refuses a token, with a reason for the log beside the error for the client.
 */
public final class RefusedException extends OAuth2AuthenticationException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param error the error for the client
	 * @param reason why, for the log, without claim values
	 */
	public RefusedException(OAuth2Error error, String reason) {
		super(error, reason);
	}

	/**
	 * Creates the exception.
	 * @param error the error for the client
	 * @param reason why, for the log, without claim values
	 * @param cause what was thrown
	 */
	public RefusedException(OAuth2Error error, String reason, Throwable cause) {
		super(error, reason, cause);
	}

	/**
	 * Returns why, for the log.
	 * @return a phrase
	 */
	public String reason() {
		return String.valueOf(getMessage());
	}

}

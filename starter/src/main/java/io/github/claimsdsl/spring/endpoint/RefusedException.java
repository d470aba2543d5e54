package io.github.claimsdsl.spring.endpoint;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/**
 * Thrown to refuse a token. It has an error for the client and a separate reason for the
 * log.
 */
public final class RefusedException extends OAuth2AuthenticationException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param error the error for the client
	 * @param reason the reason for the log; it must not contain claim values
	 */
	public RefusedException(OAuth2Error error, String reason) {
		super(error, reason);
	}

	/**
	 * Creates the exception.
	 * @param error the error for the client
	 * @param reason the reason for the log; it must not contain claim values
	 * @param cause the exception that led to the refusal
	 */
	public RefusedException(OAuth2Error error, String reason, Throwable cause) {
		super(error, reason, cause);
	}

	/**
	 * Returns the reason for the log.
	 * @return a phrase
	 */
	public String reason() {
		return String.valueOf(getMessage());
	}

}

package io.github.claimsdsl.demo.budget;

import java.time.Duration;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

import io.github.claimsdsl.demo.error.OAuthErrorResponse;

/**
 * Thrown if a user or client has used up its failure budget. Its credentials were not
 * checked.
 */
public final class TooManyFailuresException extends OAuth2AuthenticationException {

	private final Duration waitingTime;

	TooManyFailuresException(Duration waitingTime) {
		super(new OAuth2Error(OAuthErrorResponse.TEMPORARILY_UNAVAILABLE,
				"There were too many attempts, try again later", null));
		this.waitingTime = waitingTime;
	}

	/**
	 * Returns the value of the header {@code Retry-After}.
	 * @return the seconds to wait, rounded up
	 */
	public String retryAfter() {
		return Long.toString(this.waitingTime.plusSeconds(1).minusNanos(1).toSeconds());
	}

}

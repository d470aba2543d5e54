package io.github.claimsdsl.spring;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.TokenRequest;

/**
 * An extension point: hears of every decision on a token that is about to be issued, such
 * as to audit it. Called by the thread that issues the token, so an implementation is
 * fast and thread-safe; what it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface ClaimDecisionListener {

	/**
	 * Hears of a decision.
	 * @param request the token
	 * @param decision what was decided; it may refuse the token
	 */
	void decided(TokenRequest request, ClaimDecision decision);

	/**
	 * Hears that a token was refused by something else than a rule: its user, its
	 * audience, its size or one of the application's own customizers.
	 * @param context what the token was built from
	 * @param error the error for the client
	 */
	default void refused(OAuth2TokenContext context, OAuth2Error error) {
	}

	/**
	 * Hears that someone is about to preview a token, and so to see a user's data.
	 * @param request the token
	 */
	default void previewed(PreviewRequest request) {
	}

}

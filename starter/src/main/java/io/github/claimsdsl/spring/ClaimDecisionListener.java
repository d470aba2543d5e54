package io.github.claimsdsl.spring;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.TokenRequest;

/**
 * An extension point: is notified of every decision on a token that is about to be
 * issued, such as to audit it. Called by the thread that issues the token, so an
 * implementation is fast and thread-safe; what it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface ClaimDecisionListener {

	/**
	 * Is notified of a decision.
	 * @param request the token
	 * @param decision what was decided; it may refuse the token, and may hold what was
	 * only {@linkplain ClaimDecision#reported() reported}
	 */
	void decided(TokenRequest request, ClaimDecision decision);

	/**
	 * Is notified that a token or a request for one was refused by something else than a
	 * rule, or would be where decisions are only reported.
	 * @param refusal what was refused, and why
	 */
	default void refused(TokenRefusal refusal) {
	}

	/**
	 * Is notified that someone is about to preview a token, and so to see a user's data.
	 * @param request the token
	 */
	default void previewed(PreviewRequest request) {
	}

}

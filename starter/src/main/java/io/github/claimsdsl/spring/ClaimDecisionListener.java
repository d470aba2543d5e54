package io.github.claimsdsl.spring;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.TokenRequest;

/**
 * Extension point: is notified of every decision of the rules and of every refusal that
 * is not a decision of the rules. Declare a bean of this type to audit decisions, for
 * example. It is not notified of the decisions that a preview makes.
 *
 * <p>
 * The thread that issues the token calls the listener, so an implementation must be fast
 * and thread-safe. An exception that it throws is logged and does not change the token.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClaimDecisionListener {

	/**
	 * Called when the rules have decided about a token, also when they refuse it (see
	 * {@link ClaimDecision#refusal()}). A token that the rules let pass can still be
	 * refused later, for example because of its size. Then {@link #refusedOutsideRules}
	 * is called as well.
	 * @param request the token
	 * @param decision what was decided; it may hold what was only
	 * {@linkplain ClaimDecision#reported() reported}
	 */
	void decided(TokenRequest request, ClaimDecision decision);

	/**
	 * Called when a token or a request for one is refused for a reason other than a rule.
	 * If decisions are only reported, it is called when the refusal would have happened.
	 * It is not called for a token that the rules refuse.
	 * @param refusal what was refused, and why
	 */
	default void refusedOutsideRules(TokenRefusal refusal) {
	}

	/**
	 * Called before someone previews a token. A preview shows data of a user, so an audit
	 * may want to record it.
	 * @param request the token
	 */
	default void previewRequested(PreviewRequest request) {
	}

}

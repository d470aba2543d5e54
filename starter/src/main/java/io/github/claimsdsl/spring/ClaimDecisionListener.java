package io.github.claimsdsl.spring;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.TokenRequest;

/**
 * An extension point: is notified of every decision of the rules, such as to audit it,
 * and of every refusal that is not a decision of the rules. It is not notified of the
 * decisions that are made for a preview. Called by the thread that issues the token, so
 * an implementation is fast and thread-safe; what it throws is logged and changes
 * nothing.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClaimDecisionListener {

	/**
	 * Is notified that the rules decided about a token. That the rules refuse it is such
	 * a decision too: {@link ClaimDecision#refusal()} tells. A token that the rules let
	 * pass can still be refused later, because of its size for example; then
	 * {@link #refusedOutsideRules} is called as well.
	 * @param request the token
	 * @param decision what was decided; it may hold what was only
	 * {@linkplain ClaimDecision#reported() reported}
	 */
	void decided(TokenRequest request, ClaimDecision decision);

	/**
	 * Is notified that something else than a rule refused a token or a request for one,
	 * or would have where decisions are only reported. It is not called for a token that
	 * the rules refuse.
	 * @param refusal what was refused, and why
	 */
	default void refusedOutsideRules(TokenRefusal refusal) {
	}

	/**
	 * Is notified that someone is about to preview a token, and so to see a user's data.
	 * @param request the token
	 */
	default void previewRequested(PreviewRequest request) {
	}

}

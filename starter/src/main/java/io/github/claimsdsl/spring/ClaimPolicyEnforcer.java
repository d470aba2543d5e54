package io.github.claimsdsl.spring;

import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.TokenFormat;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.RuleListener;

/**
 * Evaluates the policies for one token and writes the decision to its claims. The one
 * path of JWTs and opaque tokens. Thread-safe.
 */
final class ClaimPolicyEnforcer {

	private static final Log logger = LogFactory.getLog(ClaimPolicyEnforcer.class);

	private static final ClaimDecision NOTHING = new ClaimDecision(Map.of(), List.of(), null);

	private final ClaimPolicySet policies;

	private final TokenRequestReader reader;

	private final boolean enforcing;

	private final DecisionListeners listeners;

	ClaimPolicyEnforcer(ClaimPolicySet policies, TokenRequestReader reader, boolean enforcing,
			DecisionListeners listeners) {
		this.policies = policies;
		this.reader = reader;
		this.enforcing = enforcing;
		this.listeners = listeners;
	}

	/** The same, heard by others. */
	ClaimPolicyEnforcer heardBy(DecisionListeners listeners) {
		return new ClaimPolicyEnforcer(this.policies, this.reader, this.enforcing, listeners);
	}

	/**
	 * Decides and writes.
	 * @param context the token about to be issued
	 * @param format its format
	 * @param claims the claims it has so far; the rules' are added
	 * @return the decision; an empty one where decisions are only reported
	 * @throws OAuth2AuthenticationException if the token is refused
	 */
	ClaimDecision apply(OAuth2TokenContext context, TokenFormat format, Map<String, Object> claims) {
		TokenRequest request = this.reader.read(context, format, claims);
		if (!this.enforcing) {
			report(context, request);
			return NOTHING;
		}
		ClaimDecision decision = decide(context, request);
		decision.refusal().ifPresent(ClaimPolicyEnforcer::refuse);
		decision.claims().forEach(claims::put);
		return decision;
	}

	private ClaimDecision decide(OAuth2TokenContext context, TokenRequest request) {
		ClaimDecision decision = DecisionObservation.observe(this.listeners.observations(), request,
				this.reader.areAudiencesDeclared(), () -> evaluate(context, request));
		this.listeners.tell((listener) -> listener.decided(request, decision));
		return decision;
	}

	private ClaimDecision evaluate(OAuth2TokenContext context, TokenRequest request) {
		if (TokenRequestReader.isRefresh(context)) {
			request.user();
		}
		RuleListener rules = this.listeners.rules();
		return (rules != null) ? this.policies.evaluate(request, rules) : this.policies.evaluate(request);
	}

	/** A migration must not lose a token, not even where the user cannot be loaded. */
	private void report(OAuth2TokenContext context, TokenRequest request) {
		try {
			decide(context, request);
		}
		catch (RuntimeException ex) {
			logger.warn(LogMessage.format("Would refuse %s: %s", DecisionLog.describe(request),
					request.isUserFailed() ? "its user cannot be loaded (" + ex.getClass().getName() + ")"
							: "its claims cannot be decided (" + ex.getClass().getName() + ")"));
		}
	}

	private static void refuse(OAuthError error) {
		throw new RefusedByRuleException(new OAuth2Error(error.code(), error.description(), null));
	}

	/**
	 * Runs a customization, and tells listeners if it is refused by anything but a rule.
	 */
	void guard(OAuth2TokenContext context, Runnable customization) {
		try {
			customization.run();
		}
		catch (RefusedByRuleException ex) {
			throw ex;
		}
		catch (OAuth2AuthenticationException ex) {
			this.listeners.tell((listener) -> listener.refused(context, ex.getError()));
			throw ex;
		}
	}

	static String describe(OAuth2TokenContext context) {
		return TokenRequestReader.tokenType(context).value() + " of client '"
				+ context.getRegisteredClient().getClientId() + "'";
	}

	private static final class RefusedByRuleException extends OAuth2AuthenticationException {

		private static final long serialVersionUID = 1L;

		RefusedByRuleException(OAuth2Error error) {
			super(error);
		}

	}

}

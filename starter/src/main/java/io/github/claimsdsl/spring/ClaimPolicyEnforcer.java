package io.github.claimsdsl.spring;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenFormat;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.policy.ClaimPolicySet;

/**
 * Evaluates the policies for one token and writes the decision to its claims. The one
 * path of JWTs and opaque tokens. Thread-safe.
 */
final class ClaimPolicyEnforcer {

	private static final Log logger = LogFactory.getLog(ClaimPolicyEnforcer.class);

	private static final Set<Status> FAILURES = Set.of(Status.FAILED, Status.OMITTED);

	private static final ClaimDecision NOTHING = new ClaimDecision(Map.of(), List.of(), null);

	private final ClaimPolicySet policies;

	private final TokenRequestReader reader;

	private final boolean enforcing;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	ClaimPolicyEnforcer(ClaimPolicySet policies, TokenRequestReader reader, boolean enforcing) {
		this.policies = policies;
		this.reader = reader;
		this.enforcing = enforcing;
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
		claims.putAll(decision.claims());
		return decision;
	}

	private ClaimDecision decide(OAuth2TokenContext context, TokenRequest request) {
		if (TokenRequestReader.isRefresh(context)) {
			request.user();
		}
		ClaimDecision decision = this.policies.evaluate(request);
		log(request, decision);
		return decision;
	}

	/** A migration must not lose a token, not even where the user cannot be loaded. */
	private void report(OAuth2TokenContext context, TokenRequest request) {
		try {
			decide(context, request);
		}
		catch (RuntimeException ex) {
			logger.warn(LogMessage.format("Would refuse %s: its user cannot be loaded (%s)", describe(request),
					ex.getClass().getName()));
		}
	}

	private static void refuse(OAuthError error) {
		throw new OAuth2AuthenticationException(new OAuth2Error(error.code(), error.description(), null));
	}

	private void log(TokenRequest request, ClaimDecision decision) {
		for (RuleOutcome outcome : decision.outcomes()) {
			if (outcome.status() == Status.ALREADY_SET && this.warned.add(outcome.claim())) {
				logger.warn(LogMessage.format("Claim '%s' is set by a customizer; rule %s (%s) does not write it",
						outcome.claim(), outcome.rule(), outcome.origin()));
			}
			if (FAILURES.contains(outcome.status())) {
				logger.warn(LogMessage.format("Rule failed for %s: %s", describe(request), outcome));
			}
		}
		decision.refusal()
			.ifPresent((error) -> logger.warn(LogMessage.format("%s %s with %s by rule %s",
					this.enforcing ? "Refused" : "Would refuse", describe(request), error.code(),
					decision.outcomes().get(decision.outcomes().size() - 1).rule())));
		// Commons Logging over SLF4J makes the text of a message before it asks for the
		// level
		if (logger.isDebugEnabled()) {
			logger.debug("Decision for " + describe(request) + ": " + decision);
		}
	}

	static String describe(OAuth2TokenContext context) {
		return TokenRequestReader.tokenType(context).value() + " of client '"
				+ context.getRegisteredClient().getClientId() + "'";
	}

	private static String describe(TokenRequest request) {
		return "the " + request.tokenType().value() + " of client '" + request.client().id() + "', grant type '"
				+ request.grantType() + "'";
	}

}

package io.github.claimsdsl.spring.token;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.GrantTypes;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenFormat;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.RuleListener;
import io.github.claimsdsl.spring.audience.AudienceTokens;
import io.github.claimsdsl.spring.audience.TokenGrant;
import io.github.claimsdsl.spring.endpoint.RefusalLog;
import io.github.claimsdsl.spring.endpoint.RefusedException;
import io.github.claimsdsl.spring.endpoint.TokenEndpointCall;
import io.github.claimsdsl.spring.parameter.TokenParameters;

/**
 * Everything that takes part in the decision about a token. Immutable.
 *
 * @param policies the policies
 * @param audiences the declared audiences
 * @param parameters decides the values of request parameters
 * @param reader reads what a token is built from
 * @param size the size limit of tokens
 * @param listeners the listeners to notify of decisions
 * @param refusals reports other refusals
 */
record TokenDecisions(ClaimPolicySet policies, AudienceTokens audiences, TokenParameters parameters,
		TokenRequestReader reader, TokenSizeLimit size, DecisionListeners listeners, RefusalLog refusals) {

	TokenDecisions with(DecisionListeners listeners) {
		return new TokenDecisions(this.policies, this.audiences, this.parameters.silent(), this.reader, this.size,
				listeners, this.refusals.silent());
	}

	boolean isEnforcing() {
		return this.refusals.isEnforcing();
	}

	/** Decides what is granted for a token. */
	TokenGrant read(OAuth2TokenContext context) {
		checkGrantType(context);
		return this.audiences.grant(context).with(this.parameters.of(context));
	}

	/**
	 * Refuses a token whose context states another grant type than the request, because
	 * policies select on the grant type of the request.
	 */
	private static void checkGrantType(OAuth2TokenContext context) {
		TokenEndpointCall call = TokenEndpointCall.current();
		AuthorizationGrantType stated = context.getAuthorizationGrantType();
		if (call == null || stated == null || call.isRegistration()) {
			return;
		}
		List<String> requested = call.parameter(OAuth2ParameterNames.GRANT_TYPE);
		if (!requested.isEmpty() && !requested.contains(stated.getValue())) {
			throw new RefusedException(
					new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR, "The grant type differs from the request's.", null),
					"its token context has the grant type '" + stated.getValue()
							+ "', but the request has another one. Use the requested grant type, because policies select on it");
		}
	}

	TokenRequest request(OAuth2TokenContext context, TokenFormat format, TokenGrant grant,
			TokenRequestReader.Claims claims) {
		return this.reader.read(context, format, grant, claims);
	}

	/**
	 * Decides the claims of a token.
	 * @return the decision; if decisions are only reported, it has no effect
	 */
	ClaimDecision decide(TokenRequest request) {
		return decide(request, () -> evaluate(request));
	}

	/** Returns the attributes to save with the authorization of an issued token. */
	Map<String, Object> saved(OAuth2TokenContext context, TokenGrant grant, ClaimDecision decision) {
		TokenType type = TokenRequestReader.tokenType(context);
		TokenType answer = (type == TokenType.ID_TOKEN) ? TokenType.USERINFO : TokenType.INTROSPECTION;
		return this.policies.enforcedTypes().contains(answer)
				? SavedCustomizerClaims.save(grant.attributes(), type, decision, context.getAuthorization())
				: grant.attributes();
	}

	/** Decides only whether a token or answer is refused. */
	ClaimDecision decideRefusal(TokenRequest request) {
		return decide(request, () -> this.policies.evaluateRefusal(request, this.listeners.rules()));
	}

	private ClaimDecision decide(TokenRequest request, Supplier<ClaimDecision> evaluation) {
		ClaimDecision decision = DecisionObservation.observe(this.listeners.observations(), request,
				this.reader.areAudiencesDeclared(), () -> {
					if (needsUser(request)) {
						request.user();
					}
					ClaimDecision decided = evaluation.get();
					return isEnforcing() ? decided : decided.reportedOnly();
				});
		this.listeners.tell((listener) -> listener.decided(request, decision));
		return decision;
	}

	private ClaimDecision evaluate(TokenRequest request) {
		@Nullable RuleListener rules = this.listeners.rules();
		if (!isEnforcing()) {
			return this.policies.report(request, rules);
		}
		return (rules != null) ? this.policies.evaluate(request, rules) : this.policies.evaluate(request);
	}

	/**
	 * Returns whether the user must be loaded even if no rule needs it. This makes sure
	 * that a user who may no longer log in does not get anything with an older token. For
	 * introspection it is done only if a rule is selected; other tokens are answered as
	 * the server does.
	 */
	private boolean needsUser(TokenRequest request) {
		return switch (request.tokenType()) {
			case USERINFO -> this.policies.enforcedTypes().contains(TokenType.USERINFO);
			case INTROSPECTION -> this.policies.selects(request);
			case ACCESS_TOKEN, ID_TOKEN ->
				request.issuance() == Issuance.REFRESH || GrantTypes.TOKEN_EXCHANGE.equals(request.grantType());
		};
	}

	/**
	 * Verifies that a token is what was granted. If decisions are only reported, the
	 * token does not have the form of its audience, so that form is not verified.
	 */
	void verify(OAuth2TokenContext context, TokenGrant grant, List<String> audience, Map<String, Object> claims,
			TokenFormat format) {
		this.audiences.verify(context, grant, audience, claims, isEnforcing() && format == TokenFormat.JWT);
	}

	/** Reports that a token is refused for a reason other than a rule. */
	void refused(OAuth2TokenContext context, RuntimeException failure) {
		this.refusals.token(context, failure);
	}

}

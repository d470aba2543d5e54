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
 * What decides about tokens: audiences, parameters, policies and the size limit.
 * Immutable.
 *
 * @param policies the policies
 * @param audiences the declared audiences
 * @param parameters decides the values of request parameters
 * @param reader reads what a token is built from
 * @param size how large tokens may be
 * @param listeners are notified of decisions
 * @param refusals reports what else is refused
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

	/** Policies name grant types as requests do, and a refresh keeps the first one. */
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
					"its token context states the grant type '" + stated.getValue()
							+ "', the request another one. State the requested grant type, which policies select on");
		}
	}

	TokenRequest request(OAuth2TokenContext context, TokenFormat format, TokenGrant grant,
			TokenRequestReader.Claims claims) {
		return this.reader.read(context, format, grant, claims);
	}

	/**
	 * Decides the claims of a token.
	 * @return the decision; where decisions are only reported, it does nothing
	 */
	ClaimDecision decide(TokenRequest request) {
		return decide(request, () -> evaluate(request));
	}

	/** What is saved with the authorization of a token that is issued. */
	Map<String, Object> saved(OAuth2TokenContext context, TokenGrant grant, ClaimDecision decision) {
		TokenType type = TokenRequestReader.tokenType(context);
		TokenType answer = (type == TokenType.ID_TOKEN) ? TokenType.USERINFO : TokenType.INTROSPECTION;
		return this.policies.enforcedTypes().contains(answer)
				? SetByCustomizers.save(grant.attributes(), type, decision, context.getAuthorization())
				: grant.attributes();
	}

	/** Decides only whether it is refused. */
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
		return (rules != null) ? this.policies.evaluate(request, rules) : this.policies.evaluate(request);
	}

	/**
	 * A user who may no longer log in gets nothing from older tokens. Introspection tells
	 * of others as the server does where no rule is for the token.
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
	 * Compares a token with what was granted. A token that is only reported on has none
	 * of the form that an audience asks for.
	 */
	void verify(OAuth2TokenContext context, TokenGrant grant, List<String> audience, Map<String, Object> claims,
			TokenFormat format) {
		this.audiences.verify(context, grant, audience, claims, isEnforcing() && format == TokenFormat.JWT);
	}

	/** Reports that something else than a rule refuses a token. */
	void refused(OAuth2TokenContext context, RuntimeException failure) {
		this.refusals.token(context, failure);
	}

}

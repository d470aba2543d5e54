package io.github.claimsdsl.spring.audience;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.endpoint.DecidedToken;
import io.github.claimsdsl.spring.endpoint.RefusedException;
import io.github.claimsdsl.spring.endpoint.TokenEndpointCall;

/**
 * Compares a token with what was granted, after all customizers have run. Immutable.
 */
final class GrantVerification {

	/** A claim that Spring and others also read scopes from. */
	private static final String SCP = "scp";

	private final Audiences audiences;

	GrantVerification(Audiences audiences) {
		this.audiences = audiences;
	}

	void verify(OAuth2TokenContext context, TokenGrant grant, List<String> before, Map<String, Object> claims,
			boolean jwt) {
		String issuer = context.getAuthorizationServerContext().getIssuer();
		if (!issuer.equals(String.valueOf(claims.get(JwtClaimNames.ISS)))) {
			throw differs(JwtClaimNames.ISS);
		}
		List<String> audience = AudienceClaim.values(claims);
		if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
			verifyNotAudience(context);
			verifySame(audience, AudienceClaim.of(null, context));
		}
		else if (grant.audience() != null) {
			verifySame(audience, before);
			verifyScopes(context, grant, claims);
			verifyProfile(context, grant.audience(), claims, jwt);
		}
		else {
			verifyNotAudience(context);
			verifyWithoutAudience(audience, grant);
		}
		verifyExpiry(grant, claims);
		verifySubject(context, claims);
	}

	private void verifyNotAudience(OAuth2TokenContext context) {
		if (this.audiences.find(context.getRegisteredClient().getClientId()) != null) {
			throw AudienceError.TARGET_NOT_ALLOWED.exception("the identifier of the client is that of an audience, so "
					+ "the API would take the token for its own. Rename the client or the audience");
		}
	}

	private static void verifySame(List<String> actual, List<String> expected) {
		if (actual.size() != expected.size() || !new HashSet<>(actual).equals(new HashSet<>(expected))) {
			throw differs(JwtClaimNames.AUD);
		}
	}

	private void verifyWithoutAudience(List<String> audience, TokenGrant grant) {
		if (this.audiences.isAnyDeclared(audience)) {
			throw differs(JwtClaimNames.AUD);
		}
		if (!audience.containsAll(grant.kept())) {
			throw AudienceError.TARGET_NOT_ALLOWED
				.exception("the refreshed token was for an audience that is no longer declared");
		}
	}

	private static void verifyScopes(OAuth2TokenContext context, TokenGrant grant, Map<String, Object> claims) {
		if (!context.getAuthorizedScopes().equals(grant.scopes())
				|| !grant.scopes().containsAll(scopes(claims.get(OAuth2ParameterNames.SCOPE)))
				|| !grant.scopes().containsAll(scopes(claims.get(SCP)))) {
			throw differs(OAuth2ParameterNames.SCOPE);
		}
	}

	/** Verifies the claim {@code client_id} of RFC 9068 section 2.2. */
	private static void verifyProfile(OAuth2TokenContext context, Audience audience, Map<String, Object> claims,
			boolean jwt) {
		if (jwt && audience.tokenProfile() == TokenProfile.RFC9068
				&& !context.getRegisteredClient().getClientId().equals(claims.get(OAuth2ParameterNames.CLIENT_ID))) {
			throw differs(OAuth2ParameterNames.CLIENT_ID);
		}
	}

	private static Collection<?> scopes(@Nullable Object claim) {
		if (claim instanceof Collection<?> scopes) {
			return scopes;
		}
		return (claim != null) ? Arrays.asList(claim.toString().split(" ")) : List.of();
	}

	private static void verifyExpiry(TokenGrant grant, Map<String, Object> claims) {
		Instant latest = grant.latestExpiry();
		if (latest != null && (!(claims.get(JwtClaimNames.EXP) instanceof Instant expiry) || expiry.isAfter(latest))) {
			throw differs(JwtClaimNames.EXP);
		}
	}

	/**
	 * Verifies that both tokens of a call have the same {@code sub}, because clients must
	 * compare it (OpenID Connect Core 1.0 section 5.3.2).
	 */
	private static void verifySubject(OAuth2TokenContext context, Map<String, Object> claims) {
		TokenEndpointCall call = TokenEndpointCall.current();
		if (call == null) {
			return;
		}
		TokenType type = OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue()) ? TokenType.ID_TOKEN
				: TokenType.ACCESS_TOKEN;
		String subject = String.valueOf(claims.get(JwtClaimNames.SUB));
		for (DecidedToken other : call.decided()) {
			if (other.type() != type && !subject.equals(String.valueOf(other.claims().get(JwtClaimNames.SUB)))) {
				throw AudienceError.TOKEN_DIFFERS
					.exception("a customizer changed 'sub' of one token only. Set it in the access token and the ID "
							+ "token alike");
			}
		}
	}

	private static RefusedException differs(String claim) {
		return AudienceError.TOKEN_DIFFERS.exception("a customizer changed '" + claim + "', which says what was "
				+ "granted. Remove it from the customizer; audiences are declared with claims-dsl.audiences");
	}

}

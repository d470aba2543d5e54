package io.github.claimsdsl.spring.audience;

import java.util.HashSet;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

/**
 * Writes audiences to tokens before all other customizers and verifies them after all
 * others. Immutable and safe for use by several threads.
 */
public final class AudienceTokens {

	private static final Log logger = LogFactory.getLog(AudienceTokens.class);

	private final Audiences audiences;

	private final GrantedAudience granted;

	/**
	 * Creates the writer for the given audiences.
	 * @param audiences the declared audiences
	 */
	public AudienceTokens(Audiences audiences) {
		this.audiences = audiences;
		this.granted = new GrantedAudience(audiences);
	}

	/**
	 * Returns the audience an access token is granted for. It is decided from the
	 * request, the authorization and the declared audiences, and authorised on every
	 * call: for an authorization code, what was asked at the authorization endpoint; for
	 * a refresh, what the refreshed token was for; for a device code, what was saved at
	 * device authorization; else what the token request asks for. Never from the claims
	 * of the token that is being built.
	 * @param context what the token is built from
	 * @return the audience, or {@code null} if the token is for none, is not an access
	 * token, or no audiences are declared
	 * @throws OAuth2AuthenticationException {@code invalid_target} (RFC 8707 section 2)
	 * if the client may not have the audience or tries to change that of an
	 * authorization; {@code invalid_scope} if the audience does not define a scope;
	 * {@code invalid_request} (RFC 8693 section 2.2.2) if the client may not exchange the
	 * subject token; {@code server_error} if a token to refresh was saved without its
	 * claims
	 */
	public @Nullable Audience granted(OAuth2TokenContext context) {
		if (this.audiences.isEmpty() || !OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
			return null;
		}
		return this.granted.of(context);
	}

	/**
	 * Saves the audience of a device authorization, for which {@link #granted} finds it.
	 * @param authorization the authorization that is saved
	 * @param audience the audience, or {@code null} for none
	 */
	public static void rememberForDevice(OAuth2Authorization.Builder authorization, @Nullable Audience audience) {
		if (audience != null) {
			authorization.attribute(GrantedAudience.ATTRIBUTE, audience.id());
		}
	}

	/**
	 * Writes the granted audience to a JWT access token: {@code aud}, the signing
	 * algorithm, and what the audience's {@link TokenProfile} adds. An ID token and a
	 * token without audience stay as they are.
	 * @param context what the token is built from
	 * @throws OAuth2AuthenticationException as {@link #granted}
	 */
	public void write(JwtEncodingContext context) {
		Audience audience = granted(context);
		if (audience == null) {
			return;
		}
		writeHeader(context.getJwsHeader(), audience);
		context.getClaims().claims((claims) -> {
			claims.put(JwtClaimNames.AUD, AudienceClaim.of(audience, context));
			if (audience.tokenProfile() == TokenProfile.RFC9068) {
				writeRfc9068(context, claims);
			}
		});
	}

	/**
	 * Writes the granted audience to an opaque access token: {@code aud}. A token without
	 * audience stays as it is.
	 * @param context what the token is built from
	 * @throws OAuth2AuthenticationException as {@link #granted}
	 */
	public void write(OAuth2TokenClaimsContext context) {
		Audience audience = granted(context);
		if (audience != null) {
			context.getClaims().audience(AudienceClaim.of(audience, context));
		}
	}

	/**
	 * Verifies a JWT after all customizers: {@code iss} is the issuer; {@code aud} of an
	 * ID token is the client and nothing else (OpenID Connect Core 1.0 section 2);
	 * {@code aud} of an access token, where audiences are declared, is what was granted.
	 * @param context what the token is built from
	 * @throws OAuth2AuthenticationException {@code server_error} if the token differs;
	 * {@code invalid_target} if {@code aud} would be a client that has the identifier of
	 * an audience; else as {@link #granted}
	 */
	public void verify(JwtEncodingContext context) {
		context.getClaims().claims((claims) -> verify(context, claims));
	}

	/**
	 * Verifies an opaque access token after all customizers: {@code iss} is the issuer;
	 * {@code aud}, where audiences are declared, is what was granted.
	 * @param context what the token is built from
	 * @throws OAuth2AuthenticationException as {@link #verify(JwtEncodingContext)}
	 */
	public void verify(OAuth2TokenClaimsContext context) {
		context.getClaims().claims((claims) -> verify(context, claims));
	}

	private void verify(OAuth2TokenContext context, Map<String, Object> claims) {
		String issuer = context.getAuthorizationServerContext().getIssuer();
		if (!issuer.equals(String.valueOf(claims.get(JwtClaimNames.ISS)))) {
			throw differs(context, JwtClaimNames.ISS);
		}
		if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue()) || !this.audiences.isEmpty()) {
			Audience audience = granted(context);
			if (audience == null && this.audiences.find(context.getRegisteredClient().getClientId()) != null) {
				throw clientIsAudience(context);
			}
			List<String> expected = AudienceClaim.of(audience, context);
			List<String> actual = AudienceClaim.values(claims);
			if (actual.size() != expected.size() || !new HashSet<>(actual).equals(new HashSet<>(expected))) {
				throw differs(context, JwtClaimNames.AUD);
			}
		}
	}

	private static OAuth2AuthenticationException differs(OAuth2TokenContext context, String claim) {
		logger.error(LogMessage.format(
				"Refused an %s of client '%s': a customizer changed '%s', which says what was "
						+ "granted. Remove it from the customizer; audiences are declared with claims-dsl.audiences.",
				context.getTokenType().getValue(), context.getRegisteredClient().getClientId(), claim));
		return AudienceError.TOKEN_DIFFERS.exception();
	}

	private static OAuth2AuthenticationException clientIsAudience(OAuth2TokenContext context) {
		logger.error(LogMessage.format(
				"Refused an %s of client '%s': the identifier of the client is that of an audience, so "
						+ "the API would take the token for its own. Rename the client or the audience.",
				context.getTokenType().getValue(), context.getRegisteredClient().getClientId()));
		return AudienceError.TARGET_NOT_ALLOWED.exception();
	}

	private static void writeHeader(JwsHeader.Builder header, Audience audience) {
		SignatureAlgorithm algorithm = (audience.signingAlgorithm() != null)
				? SignatureAlgorithm.from(audience.signingAlgorithm()) : null;
		if (algorithm != null) {
			header.algorithm(algorithm);
		}
		if (audience.tokenProfile() == TokenProfile.RFC9068) {
			header.type("at+jwt");
		}
	}

	/** RFC 9068 section 2.2. */
	private static void writeRfc9068(JwtEncodingContext context, Map<String, Object> claims) {
		claims.put(OAuth2ParameterNames.CLIENT_ID, context.getRegisteredClient().getClientId());
		if (!context.getAuthorizedScopes().isEmpty()) {
			claims.put(OAuth2ParameterNames.SCOPE, String.join(" ", context.getAuthorizedScopes()));
		}
		Authentication principal = context.getPrincipal();
		if (principal != null) {
			AuthenticationEvent.write(principal, claims);
		}
	}

}

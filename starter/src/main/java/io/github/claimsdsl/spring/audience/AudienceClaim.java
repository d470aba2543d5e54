package io.github.claimsdsl.spring.audience;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.GrantTypes;
import io.github.claimsdsl.spring.endpoint.RefusedException;
import io.github.claimsdsl.spring.endpoint.UserInfoEndpoint;

/**
 * The claim {@code aud} of an access token (RFC 7519 section 4.1.3). Makes its value for
 * an audience and reads the value of a saved token.
 */
final class AudienceClaim {

	private AudienceClaim() {
	}

	/**
	 * Returns the value for a token. For an audience, it is the audience and, where the
	 * grant also issues an ID token, the userinfo endpoint. Without an audience, it is
	 * the client. The list is an {@link ArrayList}, which every authorization service can
	 * store.
	 */
	static List<String> of(@Nullable Audience audience, OAuth2TokenContext context) {
		List<String> values = new ArrayList<>(2);
		if (audience == null) {
			values.add(context.getRegisteredClient().getClientId());
			return values;
		}
		values.add(audience.id());
		if (issuesIdToken(context)) {
			values.add(UserInfoEndpoint.of(context.getAuthorizationServerContext()));
		}
		return values;
	}

	/**
	 * Returns the values of the saved access token of an authorization, without its
	 * client and the userinfo endpoint. The list is empty if there are no others.
	 */
	static List<String> remembered(OAuth2TokenContext context) {
		Map<String, Object> claims = accessTokenClaims(context.getAuthorization());
		if (claims == null) {
			throw notRemembered();
		}
		List<String> values = values(claims);
		values.remove(context.getRegisteredClient().getClientId());
		values.remove(UserInfoEndpoint.of(String.valueOf(claims.get(JwtClaimNames.ISS)),
				context.getAuthorizationServerContext().getAuthorizationServerSettings()));
		return values;
	}

	/** Returns whether the access token of an authorization was saved with its claims. */
	static boolean isSaved(OAuth2TokenContext context) {
		return accessTokenClaims(context.getAuthorization()) != null;
	}

	static RefusedException notRemembered() {
		return AudienceError.AUDIENCE_NOT_REMEMBERED
			.exception("the token was saved without its claims, so its audience is not known. Save access tokens "
					+ "with the metadata OAuth2Authorization.Token.CLAIMS_METADATA_NAME");
	}

	/**
	 * Returns the values of the claim in a modifiable list, empty if it is absent.
	 */
	static List<String> values(Map<String, Object> claims) {
		Object claim = claims.get(JwtClaimNames.AUD);
		Collection<?> written = (claim instanceof Collection<?> several) ? several : one(claim);
		List<String> values = new ArrayList<>(written.size());
		for (Object value : written) {
			values.add(String.valueOf(value));
		}
		return values;
	}

	private static Collection<?> one(@Nullable Object claim) {
		return (claim != null) ? List.of(claim) : List.of();
	}

	private static @Nullable Map<String, Object> accessTokenClaims(@Nullable OAuth2Authorization authorization) {
		OAuth2Authorization.Token<OAuth2AccessToken> token = (authorization != null) ? authorization.getAccessToken()
				: null;
		return (token != null) ? token.getClaims() : null;
	}

	private static boolean issuesIdToken(OAuth2TokenContext context) {
		AuthorizationGrantType grantType = context.getAuthorizationGrantType();
		return context.getAuthorizedScopes().contains(OidcScopes.OPENID)
				&& (grantType == null || !GrantTypes.WITHOUT_ID_TOKEN.contains(grantType.getValue()));
	}

}

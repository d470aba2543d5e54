package io.github.claimsdsl.spring.audience;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

/**
 * Decides, when a token is built, which audience it is for. Everything is decided again
 * that was decided when the request arrived, so that no converter or provider between can
 * change it.
 */
final class GrantedAudience {

	/** The attribute of a device authorization that holds its audience. */
	static final String ATTRIBUTE = Audience.class.getName();

	private final Audiences audiences;

	private final TokenExchangeGuard tokenExchange;

	GrantedAudience(Audiences audiences) {
		this.audiences = audiences;
		this.tokenExchange = new TokenExchangeGuard(audiences);
	}

	/**
	 * Returns the audience of an access token, or {@code null} if it is for none. Nobody
	 * requested the token that comes with a client registration (OpenID Connect Dynamic
	 * Client Registration 1.0 section 3.2): it is for the server itself.
	 */
	@Nullable Audience of(OAuth2TokenContext context) {
		String clientId = context.getRegisteredClient().getClientId();
		Set<String> scopes = context.getAuthorizedScopes();
		Authentication grant = context.getAuthorizationGrant();
		String requested = RequestedAudience.of(grant);
		AuthorizationGrantType grantType = context.getAuthorizationGrantType();
		if (AuthorizationGrantType.AUTHORIZATION_CODE.equals(grantType)) {
			return unchanged(requested, this.audiences.grant(requestedAtAuthorization(context), clientId, scopes));
		}
		if (AuthorizationGrantType.DEVICE_CODE.equals(grantType)) {
			return unchanged(requested, this.audiences.authorize(savedForDevice(context), clientId, scopes));
		}
		if (AuthorizationGrantType.REFRESH_TOKEN.equals(grantType)) {
			return unchanged(requested, this.audiences.authorize(AudienceClaim.remembered(context), clientId, scopes));
		}
		if (grant == null && AuthorizationGrantType.CLIENT_CREDENTIALS.equals(grantType)) {
			return null;
		}
		Audience audience = this.audiences.grant(requested, clientId, scopes);
		if (AuthorizationGrantType.TOKEN_EXCHANGE.equals(grantType)) {
			this.tokenExchange.check(context, audience);
		}
		return audience;
	}

	private static @Nullable Audience unchanged(@Nullable String requested, @Nullable Audience granted) {
		if (requested != null && (granted == null || !granted.id().equals(requested))) {
			throw AudienceError.TARGET_CHANGED.exception();
		}
		return granted;
	}

	private static @Nullable String requestedAtAuthorization(OAuth2TokenContext context) {
		OAuth2Authorization authorization = context.getAuthorization();
		OAuth2AuthorizationRequest request = (authorization != null)
				? authorization.getAttribute(OAuth2AuthorizationRequest.class.getName()) : null;
		return (request != null) ? RequestedAudience.of(request.getAdditionalParameters()) : null;
	}

	private static @Nullable String savedForDevice(OAuth2TokenContext context) {
		OAuth2Authorization authorization = context.getAuthorization();
		return (authorization != null) ? authorization.getAttribute(ATTRIBUTE) : null;
	}

}

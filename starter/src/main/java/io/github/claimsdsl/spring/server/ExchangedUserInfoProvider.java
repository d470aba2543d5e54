package io.github.claimsdsl.spring.server;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;

/**
 * Lets userinfo answer for exchanged tokens that have the scope {@code openid}. The
 * answer holds {@code sub} (OpenID Connect Core 1.0 section 5.3.2). The server itself
 * cannot answer, because it reads the ID token, which an exchange does not issue.
 */
final class ExchangedUserInfoProvider implements AuthenticationProvider {

	private final AuthenticationProvider delegate;

	private final OpaqueTokens tokens;

	ExchangedUserInfoProvider(AuthenticationProvider delegate, OpaqueTokens tokens) {
		this.delegate = delegate;
		this.tokens = tokens;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		try {
			return this.delegate.authenticate(authentication);
		}
		catch (OAuth2AuthenticationException ex) {
			boolean withoutIdToken = OAuth2ErrorCodes.INVALID_TOKEN.equals(ex.getError().getErrorCode());
			Authentication answer = withoutIdToken ? answer(authentication.getPrincipal()) : null;
			if (answer == null) {
				throw ex;
			}
			return answer;
		}
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.delegate.supports(authentication);
	}

	private @Nullable Authentication answer(@Nullable Object principal) {
		if (!(principal instanceof AbstractOAuth2TokenAuthenticationToken<?> bearer) || !bearer.isAuthenticated()) {
			return null;
		}
		OAuth2Authorization authorization = this.tokens.authorizations()
			.get()
			.findByToken(bearer.getToken().getTokenValue(), OAuth2TokenType.ACCESS_TOKEN);
		if (authorization == null
				|| !AuthorizationGrantType.TOKEN_EXCHANGE.equals(authorization.getAuthorizationGrantType())) {
			return null;
		}
		OAuth2Authorization.Token<OAuth2AccessToken> token = authorization.getAccessToken();
		Map<String, Object> claims = (token != null) ? token.getClaims() : null;
		if (token == null || claims == null || !token.isActive()
				|| !token.getToken().getScopes().contains(OidcScopes.OPENID) || !this.tokens.isForUserInfo(claims)) {
			return null;
		}
		return new OidcUserInfoAuthenticationToken(bearer,
				OidcUserInfo.builder().subject(String.valueOf(claims.get(JwtClaimNames.SUB))).build());
	}

}

package io.github.claimsdsl.spring.server;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;

import io.github.claimsdsl.spring.audience.AudienceTokens;
import io.github.claimsdsl.spring.audience.Audiences;
import io.github.claimsdsl.spring.endpoint.UserInfoEndpoint;

/**
 * Accepts the issuer's own opaque access tokens at its own endpoints, such as userinfo
 * (OpenID Connect Core 1.0 section 5.3.1).
 *
 * @param audiences the declared audiences
 * @param authorizations the store of the server; available after the server is
 * initialized
 */
record OpaqueTokens(Audiences audiences, Supplier<OAuth2AuthorizationService> authorizations) {

	/**
	 * Returns the authentication of an active token, or {@code null} if there is no such
	 * token. A token that is bound to a key is not accepted, because its holder would
	 * have to prove possession of the key (RFC 8705 section 3).
	 */
	@Nullable Authentication authenticate(String value) {
		OAuth2Authorization authorization = this.authorizations.get().findByToken(value, OAuth2TokenType.ACCESS_TOKEN);
		OAuth2Authorization.Token<OAuth2AccessToken> token = (authorization != null) ? authorization.getAccessToken()
				: null;
		Map<String, Object> claims = (token != null) ? token.getClaims() : null;
		if (token == null || claims == null || !token.isActive()
				|| !OAuth2AccessToken.TokenType.BEARER.equals(token.getToken().getTokenType())
				|| claims.containsKey("cnf") || !isOfIssuer(claims) || !isForUserInfo(claims)) {
			return null;
		}
		List<GrantedAuthority> authorities = token.getToken()
			.getScopes()
			.stream()
			.<GrantedAuthority>map((scope) -> new SimpleGrantedAuthority("SCOPE_" + scope))
			.toList();
		return new BearerTokenAuthentication(new DefaultOAuth2AuthenticatedPrincipal(
				String.valueOf(claims.get(JwtClaimNames.SUB)), claims, authorities), token.getToken(), authorities);
	}

	private static boolean isOfIssuer(Map<String, Object> claims) {
		return AuthorizationServerContextHolder.getContext()
			.getIssuer()
			.equals(String.valueOf(claims.get(JwtClaimNames.ISS)));
	}

	/**
	 * Returns whether a token is for userinfo. A token for an API must name the userinfo
	 * endpoint.
	 */
	boolean isForUserInfo(Map<String, Object> claims) {
		List<String> values = AudienceTokens.audience(claims);
		return !this.audiences.isAnyDeclared(values)
				|| values.contains(UserInfoEndpoint.of(AuthorizationServerContextHolder.getContext()));
	}

}

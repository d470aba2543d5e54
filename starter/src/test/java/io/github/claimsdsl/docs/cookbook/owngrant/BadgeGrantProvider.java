package io.github.claimsdsl.docs.cookbook.owngrant;

import java.security.Principal;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

record BadgeGrantProvider(Map<String, String> badges, UserDetailsService users,
		OAuth2AuthorizationService authorizations,
		Supplier<OAuth2TokenGenerator<?>> tokens) implements AuthenticationProvider {

	@Override
	public Authentication authenticate(Authentication authentication) {
		BadgeGrant grant = (BadgeGrant) authentication;
		OAuth2ClientAuthenticationToken principal = (OAuth2ClientAuthenticationToken) grant.getPrincipal();
		RegisteredClient client = principal.getRegisteredClient();
		if (client == null || !client.getAuthorizationGrantTypes().contains(BadgeGrant.TYPE)) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT);
		}
		Authentication user = user(grant);
		OAuth2Token token = generate(grant, client, user);
		OAuth2AccessToken accessToken = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, token.getTokenValue(),
				token.getIssuedAt(), token.getExpiresAt(), client.getScopes());
		this.authorizations.save(OAuth2Authorization.withRegisteredClient(client)
			.principalName(user.getName())
			.authorizationGrantType(BadgeGrant.TYPE)
			.authorizedScopes(client.getScopes())
			.attribute(Principal.class.getName(), user)
			.token(accessToken,
					(metadata) -> metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME,
							((ClaimAccessor) token).getClaims()))
			.build());
		return new OAuth2AccessTokenAuthenticationToken(client, principal, accessToken);
	}

	private Authentication user(BadgeGrant grant) {
		String username = (grant.badge() != null) ? this.badges.get(grant.badge()) : null;
		if (username == null) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
		}
		UserDetails user = this.users.loadUserByUsername(username);
		return UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities());
	}

	private OAuth2Token generate(BadgeGrant grant, RegisteredClient client, Authentication user) {
		Set<String> scopes = client.getScopes();
		OAuth2Token token = this.tokens.get()
			.generate(DefaultOAuth2TokenContext.builder()
				.registeredClient(client)
				.principal(user)
				.authorizationServerContext(AuthorizationServerContextHolder.getContext())
				.authorizedScopes(scopes)
				.tokenType(OAuth2TokenType.ACCESS_TOKEN)
				.authorizationGrantType(BadgeGrant.TYPE)
				.authorizationGrant(grant)
				.build());
		if (token == null) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.SERVER_ERROR);
		}
		return token;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return BadgeGrant.class.isAssignableFrom(authentication);
	}

}

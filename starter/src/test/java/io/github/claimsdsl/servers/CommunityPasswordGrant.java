package io.github.claimsdsl.servers;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.util.StringUtils;

/**
 * The password grant as most examples write it: its token is no
 * {@code OAuth2AuthorizationGrantAuthenticationToken} and keeps the user name, the
 * password and the scopes of the request, and no other parameter.
 */
final class CommunityPasswordGrant {

	static final AuthorizationGrantType TYPE = new AuthorizationGrantType("password");

	private CommunityPasswordGrant() {
	}

	static final class Token extends AbstractAuthenticationToken {

		private final transient Authentication client;

		private final String username;

		private final String password;

		private final transient Set<String> scopes;

		Token(Authentication client, String username, String password, Set<String> scopes) {
			super(List.of());
			this.client = client;
			this.username = username;
			this.password = password;
			this.scopes = scopes;
		}

		@Override
		public Object getPrincipal() {
			return this.client;
		}

		@Override
		public Object getCredentials() {
			return this.password;
		}

	}

	static final class Converter implements AuthenticationConverter {

		@Override
		public Authentication convert(HttpServletRequest request) {
			if (!TYPE.getValue().equals(request.getParameter("grant_type"))) {
				return null;
			}
			return new Token(SecurityContextHolder.getContext().getAuthentication(), request.getParameter("username"),
					request.getParameter("password"),
					Set.copyOf(List.of(StringUtils.delimitedListToStringArray(request.getParameter("scope"), " "))));
		}

	}

	/**
	 * Logs the user in and issues the tokens.
	 *
	 * @param users who knows the users
	 * @param authorizations where the authorization is saved
	 * @param tokens makes the tokens
	 */
	record Provider(AuthenticationManager users, OAuth2AuthorizationService authorizations,
			Supplier<OAuth2TokenGenerator<?>> tokens) implements AuthenticationProvider {

		@Override
		public Authentication authenticate(Authentication authentication) {
			Token grant = (Token) authentication;
			OAuth2ClientAuthenticationToken principal = (OAuth2ClientAuthenticationToken) grant.client;
			RegisteredClient client = principal.getRegisteredClient();
			Authentication user = this.users
				.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(grant.username, grant.password));
			DefaultOAuth2TokenContext.Builder context = DefaultOAuth2TokenContext.builder()
				.registeredClient(client)
				.principal(user)
				.authorizationServerContext(AuthorizationServerContextHolder.getContext())
				.authorizedScopes(grant.scopes)
				.authorizationGrantType(TYPE)
				.authorizationGrant(grant);
			OAuth2Authorization.Builder authorization = OAuth2Authorization.withRegisteredClient(client)
				.principalName(user.getName())
				.authorizationGrantType(TYPE)
				.authorizedScopes(grant.scopes)
				.attribute(Principal.class.getName(), user);
			OAuth2AccessToken accessToken = accessToken(context, authorization, grant.scopes);
			Map<String, Object> others = grant.scopes.contains("openid")
					? Map.of("id_token", idToken(context, authorization)) : Map.of();
			this.authorizations.save(authorization.build());
			return new OAuth2AccessTokenAuthenticationToken(client, principal, accessToken, null, others);
		}

		private OAuth2AccessToken accessToken(DefaultOAuth2TokenContext.Builder context,
				OAuth2Authorization.Builder authorization, Set<String> scopes) {
			OAuth2Token token = this.tokens.get().generate(context.tokenType(OAuth2TokenType.ACCESS_TOKEN).build());
			OAuth2AccessToken accessToken = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER,
					token.getTokenValue(), token.getIssuedAt(), token.getExpiresAt(), scopes);
			authorization.token(accessToken, (metadata) -> metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME,
					((ClaimAccessor) token).getClaims()));
			return accessToken;
		}

		private String idToken(DefaultOAuth2TokenContext.Builder context, OAuth2Authorization.Builder authorization) {
			Jwt jwt = (Jwt) this.tokens.get()
				.generate(context.tokenType(new OAuth2TokenType("id_token"))
					.authorization(authorization.build())
					.build());
			authorization.token(
					new OidcIdToken(jwt.getTokenValue(), jwt.getIssuedAt(), jwt.getExpiresAt(), jwt.getClaims()),
					(metadata) -> metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, jwt.getClaims()));
			return jwt.getTokenValue();
		}

		@Override
		public boolean supports(Class<?> authentication) {
			return Token.class.isAssignableFrom(authentication);
		}

	}

}

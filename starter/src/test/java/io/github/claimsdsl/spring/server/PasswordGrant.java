package io.github.claimsdsl.spring.server;

import java.security.Principal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.util.StringUtils;

/**
 * A custom grant as a team writes it: the password grant of OAuth 2.0.
 */
final class PasswordGrant {

	static final AuthorizationGrantType TYPE = new AuthorizationGrantType("password");

	private PasswordGrant() {
	}

	static AuthenticationConverter converter() {
		return (request) -> {
			if (!TYPE.getValue().equals(request.getParameter("grant_type"))) {
				return null;
			}
			Map<String, Object> parameters = new HashMap<>();
			request.getParameterMap()
				.forEach((name, values) -> parameters.put(name, (values.length == 1) ? values[0] : values));
			return new Token(SecurityContextHolder.getContext().getAuthentication(), scopes(request), parameters);
		};
	}

	private static Set<String> scopes(HttpServletRequest request) {
		String scope = request.getParameter("scope");
		return new LinkedHashSet<>(Arrays.asList(StringUtils.delimitedListToStringArray(scope, " ")));
	}

	static final class Token extends OAuth2AuthorizationGrantAuthenticationToken {

		private final transient Set<String> scopes;

		Token(Authentication client, Set<String> scopes, Map<String, Object> parameters) {
			super(TYPE, client, parameters);
			this.scopes = scopes;
		}

	}

	record Provider(AuthenticationManager users, OAuth2AuthorizationService authorizations,
			Supplier<OAuth2TokenGenerator<?>> tokens) implements AuthenticationProvider {

		@Override
		public Authentication authenticate(Authentication authentication) {
			Token grant = (Token) authentication;
			OAuth2ClientAuthenticationToken clientPrincipal = (OAuth2ClientAuthenticationToken) grant.getPrincipal();
			RegisteredClient client = clientPrincipal.getRegisteredClient();
			Map<String, Object> parameters = grant.getAdditionalParameters();
			Authentication user = this.users.authenticate(UsernamePasswordAuthenticationToken
				.unauthenticated(parameters.get("username"), parameters.get("password")));
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
			OAuth2AccessToken accessToken = accessToken(client, context, authorization, grant.scopes);
			OAuth2RefreshToken refreshToken = (OAuth2RefreshToken) this.tokens.get()
				.generate(context.tokenType(OAuth2TokenType.REFRESH_TOKEN).build());
			authorization.refreshToken(refreshToken);
			Map<String, Object> response = new HashMap<>();
			if (grant.scopes.contains("openid")) {
				response.put("id_token", idToken(context, authorization).getTokenValue());
			}
			this.authorizations.save(authorization.build());
			return new OAuth2AccessTokenAuthenticationToken(client, clientPrincipal, accessToken, refreshToken,
					response);
		}

		private OAuth2AccessToken accessToken(RegisteredClient client, DefaultOAuth2TokenContext.Builder context,
				OAuth2Authorization.Builder authorization, Set<String> scopes) {
			OAuth2Token token = this.tokens.get().generate(context.tokenType(OAuth2TokenType.ACCESS_TOKEN).build());
			OAuth2AccessToken accessToken = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER,
					token.getTokenValue(), token.getIssuedAt(), token.getExpiresAt(), scopes);
			authorization.token(accessToken, (metadata) -> {
				metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, ((ClaimAccessor) token).getClaims());
				metadata.put(OAuth2TokenFormat.class.getName(),
						client.getTokenSettings().getAccessTokenFormat().getValue());
			});
			return accessToken;
		}

		private OidcIdToken idToken(DefaultOAuth2TokenContext.Builder context,
				OAuth2Authorization.Builder authorization) {
			Jwt jwt = (Jwt) this.tokens.get()
				.generate(context.tokenType(new OAuth2TokenType("id_token"))
					.authorization(authorization.build())
					.build());
			OidcIdToken idToken = new OidcIdToken(jwt.getTokenValue(), jwt.getIssuedAt(), jwt.getExpiresAt(),
					jwt.getClaims());
			authorization.token(idToken,
					(metadata) -> metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, idToken.getClaims()));
			return idToken;
		}

		@Override
		public boolean supports(Class<?> authentication) {
			return Token.class.isAssignableFrom(authentication);
		}

	}

}

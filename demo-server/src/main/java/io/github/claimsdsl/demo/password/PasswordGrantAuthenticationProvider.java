package io.github.claimsdsl.demo.password;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Issues tokens for a user's password: an access token, a refresh token if the client may
 * refresh, and an ID token if the scope {@code openid} is asked for.
 */
final class PasswordGrantAuthenticationProvider implements AuthenticationProvider {

	private final AuthenticationManager users;

	private final OAuth2AuthorizationService authorizations;

	private final OAuth2TokenGenerator<? extends OAuth2Token> tokens;

	PasswordGrantAuthenticationProvider(AuthenticationManager users, OAuth2AuthorizationService authorizations,
			OAuth2TokenGenerator<? extends OAuth2Token> tokens) {
		this.users = users;
		this.authorizations = authorizations;
		this.tokens = tokens;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		PasswordGrantAuthenticationToken grant = (PasswordGrantAuthenticationToken) authentication;
		OAuth2ClientAuthenticationToken clientPrincipal = clientPrincipal(grant);
		RegisteredClient client = client(clientPrincipal);
		check(grant, client);
		Authentication user = user(grant);
		return issue(grant, clientPrincipal, client, user);
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return PasswordGrantAuthenticationToken.class.isAssignableFrom(authentication);
	}

	private static OAuth2ClientAuthenticationToken clientPrincipal(PasswordGrantAuthenticationToken grant) {
		if (grant.getPrincipal() instanceof OAuth2ClientAuthenticationToken client && client.isAuthenticated()) {
			return client;
		}
		throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
	}

	private static RegisteredClient client(OAuth2ClientAuthenticationToken principal) {
		RegisteredClient client = principal.getRegisteredClient();
		if (client == null) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
		}
		return client;
	}

	private static void check(PasswordGrantAuthenticationToken grant, RegisteredClient client) {
		if (!client.getAuthorizationGrantTypes().contains(PasswordGrantAuthenticationToken.PASSWORD)) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT);
		}
		if (!client.getScopes().containsAll(grant.scopes())) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
		}
	}

	/**
	 * Authenticates the user. All failures give the same answer, except those of the user
	 * store and of a used up failure budget.
	 */
	private Authentication user(PasswordGrantAuthenticationToken grant) {
		UsernamePasswordAuthenticationToken request = UsernamePasswordAuthenticationToken
			.unauthenticated(grant.username(), grant.password());
		request.setDetails(grant.getDetails());
		try {
			return this.users.authenticate(request);
		}
		catch (OAuth2AuthenticationException ex) {
			throw ex;
		}
		catch (InternalAuthenticationServiceException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
		catch (AuthenticationException ex) {
			throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_GRANT,
					"The username or the password is wrong, or the account cannot be used", null));
		}
	}

	private Authentication issue(PasswordGrantAuthenticationToken grant,
			OAuth2ClientAuthenticationToken clientPrincipal, RegisteredClient client, Authentication user) {
		DefaultOAuth2TokenContext.Builder context = context(grant, client, user);
		OAuth2Authorization.Builder authorization = OAuth2Authorization.withRegisteredClient(client)
			.principalName(user.getName())
			.authorizationGrantType(PasswordGrantAuthenticationToken.PASSWORD)
			.authorizedScopes(grant.scopes())
			.attribute(Principal.class.getName(), user);
		OAuth2AccessToken accessToken = accessToken(context, authorization, grant, client);
		OAuth2RefreshToken refreshToken = refreshToken(context, authorization, client);
		Map<String, Object> additionalParameters = new LinkedHashMap<>();
		if (grant.scopes().contains(OidcScopes.OPENID)) {
			additionalParameters.put(OidcParameterNames.ID_TOKEN, idToken(context, authorization).getTokenValue());
		}
		this.authorizations.save(authorization.build());
		return new OAuth2AccessTokenAuthenticationToken(client, clientPrincipal, accessToken, refreshToken,
				additionalParameters);
	}

	private static DefaultOAuth2TokenContext.Builder context(PasswordGrantAuthenticationToken grant,
			RegisteredClient client, Authentication user) {
		return DefaultOAuth2TokenContext.builder()
			.registeredClient(client)
			.principal(user)
			.authorizationServerContext(AuthorizationServerContextHolder.getContext())
			.authorizedScopes(grant.scopes())
			.authorizationGrantType(PasswordGrantAuthenticationToken.PASSWORD)
			.authorizationGrant(grant);
	}

	private OAuth2AccessToken accessToken(DefaultOAuth2TokenContext.Builder context,
			OAuth2Authorization.Builder authorization, PasswordGrantAuthenticationToken grant,
			RegisteredClient client) {
		OAuth2Token token = generate(context.tokenType(OAuth2TokenType.ACCESS_TOKEN).build());
		OAuth2AccessToken accessToken = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, token.getTokenValue(),
				token.getIssuedAt(), token.getExpiresAt(), grant.scopes());
		authorization.token(accessToken, (metadata) -> {
			if (token instanceof ClaimAccessor claims) {
				metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, claims.getClaims());
			}
			metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, false);
			metadata.put(OAuth2TokenFormat.class.getName(),
					client.getTokenSettings().getAccessTokenFormat().getValue());
		});
		return accessToken;
	}

	private @Nullable OAuth2RefreshToken refreshToken(DefaultOAuth2TokenContext.Builder context,
			OAuth2Authorization.Builder authorization, RegisteredClient client) {
		if (!client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.REFRESH_TOKEN)) {
			return null;
		}
		OAuth2RefreshToken token = (OAuth2RefreshToken) generate(
				context.tokenType(OAuth2TokenType.REFRESH_TOKEN).build());
		authorization.refreshToken(token);
		return token;
	}

	private OidcIdToken idToken(DefaultOAuth2TokenContext.Builder context, OAuth2Authorization.Builder authorization) {
		Jwt jwt = (Jwt) generate(context.tokenType(new OAuth2TokenType(OidcParameterNames.ID_TOKEN))
			.authorization(authorization.build())
			.build());
		OidcIdToken idToken = new OidcIdToken(jwt.getTokenValue(), jwt.getIssuedAt(), jwt.getExpiresAt(),
				jwt.getClaims());
		authorization.token(idToken,
				(metadata) -> metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, idToken.getClaims()));
		return idToken;
	}

	private OAuth2Token generate(OAuth2TokenContext context) {
		OAuth2Token token = this.tokens.generate(context);
		if (token == null) {
			throw new IllegalStateException(
					"No token generator makes a token of type " + context.getTokenType().getValue());
		}
		return token;
	}

}

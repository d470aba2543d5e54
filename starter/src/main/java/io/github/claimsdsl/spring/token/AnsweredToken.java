package io.github.claimsdsl.spring.token;

import java.security.Principal;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.util.Assert;

import io.github.claimsdsl.TokenFormat;
import io.github.claimsdsl.TokenType;

/**
 * The access token that an answer of userinfo or introspection is about. Immutable.
 *
 * @param type the type of the answer
 * @param context what the token was built from, as far as that was saved
 * @param format the format of the access token
 * @param claims the saved claims of the access token; none if it was saved without them
 * @param copied the claims that the server itself may copy into the answer
 */
public record AnsweredToken(TokenType type, OAuth2TokenContext context, TokenFormat format, Map<String, Object> claims,
		Map<String, Object> copied) {

	/**
	 * Returns the token that userinfo answers about. For it, the server copies claims
	 * from the ID token.
	 * @param authorization the authorization of the token
	 * @param client the client that the token was issued to
	 * @return the token
	 */
	public static AnsweredToken ofUserInfo(OAuth2Authorization authorization, RegisteredClient client) {
		return of(TokenType.USERINFO, authorization, client, AuthorizationServerContextHolder.getContext());
	}

	/**
	 * Returns the token that is introspected. For it, the server copies the claims of the
	 * access token.
	 * @param authorization the authorization of the token
	 * @param client the client that the token was issued to
	 * @return the token
	 */
	public static AnsweredToken ofIntrospection(OAuth2Authorization authorization, RegisteredClient client) {
		return of(TokenType.INTROSPECTION, authorization, client, AuthorizationServerContextHolder.getContext());
	}

	/**
	 * Returns the token that an answer is about.
	 * @param type the type of the answer
	 * @param authorization the authorization of the token
	 * @param client the client that the token was issued to
	 * @param server the server that is asked
	 * @return the token
	 */
	public static AnsweredToken of(TokenType type, OAuth2Authorization authorization, RegisteredClient client,
			AuthorizationServerContext server) {
		OAuth2Authorization.Token<OAuth2AccessToken> token = authorization.getAccessToken();
		Assert.notNull(token, "the authorization must have an access token");
		DefaultOAuth2TokenContext.Builder context = DefaultOAuth2TokenContext.builder()
			.registeredClient(client)
			.authorization(authorization)
			.authorizationServerContext(server)
			.authorizedScopes(token.getToken().getScopes())
			.authorizationGrantType(authorization.getAuthorizationGrantType())
			.tokenType(new OAuth2TokenType(type.value()));
		Authentication principal = authorization.getAttribute(Principal.class.getName());
		if (principal != null) {
			context.principal(principal);
		}
		else if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType())) {
			context.principal(self(client));
		}
		OAuth2Authorization.Token<?> copied = (type == TokenType.USERINFO) ? authorization.getToken(OidcIdToken.class)
				: token;
		return new AnsweredToken(type, context.build(), format(token, client), claims(token), claims(copied));
	}

	/**
	 * Makes the principal of a client, because the server saves only the principals of
	 * users.
	 */
	private static Authentication self(RegisteredClient client) {
		return new OAuth2ClientAuthenticationToken(client, client.getClientAuthenticationMethods().iterator().next(),
				null);
	}

	private static Map<String, Object> claims(OAuth2Authorization.@Nullable Token<?> token) {
		Map<String, Object> claims = (token != null) ? token.getClaims() : null;
		return (claims != null) ? claims : Map.of();
	}

	/**
	 * Returns the format of a token. A custom grant may save a token without it; then the
	 * setting of the client tells.
	 */
	private static TokenFormat format(OAuth2Authorization.Token<OAuth2AccessToken> token, RegisteredClient client) {
		Object saved = token.getMetadata(OAuth2TokenFormat.class.getName());
		String format = (saved != null) ? saved.toString()
				: client.getTokenSettings().getAccessTokenFormat().getValue();
		return OAuth2TokenFormat.REFERENCE.getValue().equals(format) ? TokenFormat.OPAQUE : TokenFormat.JWT;
	}

	/**
	 * Returns a copy for a token whose claims are not saved, such as a previewed one.
	 * @param claims the claims that the server would copy
	 * @return the copy
	 */
	public AnsweredToken copying(Map<String, Object> claims) {
		return new AnsweredToken(this.type, this.context, this.format, this.claims, claims);
	}

	/**
	 * Returns the name of the principal of the token.
	 * @return the name
	 */
	public String principalName() {
		return Objects.requireNonNull(this.context.getAuthorization()).getPrincipalName();
	}

	/** Returns the type of the token whose claims the server copies. */
	TokenType source() {
		return (this.type == TokenType.USERINFO) ? TokenType.ID_TOKEN : TokenType.ACCESS_TOKEN;
	}

}

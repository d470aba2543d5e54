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
 * An access token that an endpoint answers about. Immutable.
 *
 * @param type the type of the answer
 * @param context what the token was built from, as far as it was saved
 * @param format the format of the access token
 * @param claims the saved claims of the access token; none if it was saved without them
 * @param copied the claims that the server itself may copy into the answer
 */
public record AnsweredToken(TokenType type, OAuth2TokenContext context, TokenFormat format, Map<String, Object> claims,
		Map<String, Object> copied) {

	/**
	 * The token that userinfo answers about; the server copies from the ID token.
	 * @param authorization the authorization of the token
	 * @param client the client that the token was issued to
	 * @return the token
	 */
	public static AnsweredToken ofUserInfo(OAuth2Authorization authorization, RegisteredClient client) {
		return of(TokenType.USERINFO, authorization, client, AuthorizationServerContextHolder.getContext());
	}

	/**
	 * The token that is introspected; the server copies its claims.
	 * @param authorization the authorization of the token
	 * @param client the client that the token was issued to
	 * @return the token
	 */
	public static AnsweredToken ofIntrospection(OAuth2Authorization authorization, RegisteredClient client) {
		return of(TokenType.INTROSPECTION, authorization, client, AuthorizationServerContextHolder.getContext());
	}

	/**
	 * The token that an answer is about.
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

	/** The server saves the principal of users only. */
	private static Authentication self(RegisteredClient client) {
		return new OAuth2ClientAuthenticationToken(client, client.getClientAuthenticationMethods().iterator().next(),
				null);
	}

	private static Map<String, Object> claims(OAuth2Authorization.@Nullable Token<?> token) {
		Map<String, Object> claims = (token != null) ? token.getClaims() : null;
		return (claims != null) ? claims : Map.of();
	}

	/** A grant of the team's own may save a token without its format. */
	private static TokenFormat format(OAuth2Authorization.Token<OAuth2AccessToken> token, RegisteredClient client) {
		Object saved = token.getMetadata(OAuth2TokenFormat.class.getName());
		String format = (saved != null) ? saved.toString()
				: client.getTokenSettings().getAccessTokenFormat().getValue();
		return OAuth2TokenFormat.REFERENCE.getValue().equals(format) ? TokenFormat.OPAQUE : TokenFormat.JWT;
	}

	/**
	 * Returns a copy about a token whose claims are not saved.
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

	/** The type of the token whose claims the server copies. */
	TokenType source() {
		return (this.type == TokenType.USERINFO) ? TokenType.ID_TOKEN : TokenType.ACCESS_TOKEN;
	}

}

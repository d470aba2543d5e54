package io.github.claimsdsl.spring;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeActor;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeCompositeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.Actor;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenFormat;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.AudienceTokens;

/**
 * Reads what Spring Authorization Server knows about a token into a {@link TokenRequest}.
 */
final class TokenRequestReader {

	private final AudienceTokens audiences;

	private final boolean audiencesDeclared;

	private final TokenUsers users;

	TokenRequestReader(AudienceTokens audiences, boolean audiencesDeclared, TokenUsers users) {
		this.audiences = audiences;
		this.audiencesDeclared = audiencesDeclared;
		this.users = users;
	}

	boolean areAudiencesDeclared() {
		return this.audiencesDeclared;
	}

	/**
	 * Reads a token request.
	 * @param context the token about to be issued
	 * @param format its format
	 * @param claims the claims it has so far
	 * @return the request
	 */
	TokenRequest read(OAuth2TokenContext context, TokenFormat format, Map<String, Object> claims) {
		RegisteredClient client = context.getRegisteredClient();
		OAuth2Authorization authorization = context.getAuthorization();
		@Nullable Authentication principal = context.getPrincipal();
		TokenType type = tokenType(context);
		boolean refresh = isRefresh(context);
		return TokenRequest.of(client(client), grantType(context, refresh ? authorization : null))
			.tokenType(type)
			.tokenFormat(format)
			.issuance(refresh ? Issuance.REFRESH : Issuance.INITIAL)
			.audience((type == TokenType.ACCESS_TOKEN) ? audience(context, claims) : null)
			.scopes(context.getAuthorizedScopes())
			.parameters(parameters(context))
			.principalName((principal != null) ? principal.getName() : null)
			.user(this.users.user(context))
			.actor(actor(principal))
			.existingClaims(claims.keySet())
			.attribute(Authentication.class, principal)
			.attribute(RegisteredClient.class, client)
			.attribute(OAuth2Authorization.class, authorization)
			.build();
	}

	static TokenType tokenType(OAuth2TokenContext context) {
		return OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue()) ? TokenType.ID_TOKEN
				: TokenType.ACCESS_TOKEN;
	}

	private static Client client(RegisteredClient client) {
		return new Client(client.getClientId(), client.getClientName(), client.getScopes());
	}

	static boolean isRefresh(OAuth2TokenContext context) {
		return AuthorizationGrantType.REFRESH_TOKEN.equals(context.getAuthorizationGrantType());
	}

	/** A refreshed token keeps the grant that authorised it. */
	private static String grantType(OAuth2TokenContext context, @Nullable OAuth2Authorization refreshed) {
		if (refreshed != null) {
			return refreshed.getAuthorizationGrantType().getValue();
		}
		return Objects.requireNonNull(context.getAuthorizationGrantType()).getValue();
	}

	private @Nullable String audience(OAuth2TokenContext context, Map<String, Object> claims) {
		if (this.audiencesDeclared) {
			Audience granted = this.audiences.granted(context);
			return (granted != null) ? granted.id() : null;
		}
		return writtenAudience(context, claims);
	}

	/** Without declared audiences: what is in {@code aud} but the client and userinfo. */
	private static @Nullable String writtenAudience(OAuth2TokenContext context, Map<String, Object> claims) {
		Object written = claims.get(JwtClaimNames.AUD);
		Collection<?> values = (written instanceof Collection<?> several) ? several
				: (written != null) ? List.of(written) : List.of();
		for (Object value : values) {
			String audience = String.valueOf(value);
			if (!audience.equals(context.getRegisteredClient().getClientId()) && !isUserInfo(audience, context)) {
				return audience;
			}
		}
		return null;
	}

	private static boolean isUserInfo(String audience, OAuth2TokenContext context) {
		AuthorizationServerContext server = context.getAuthorizationServerContext();
		return audience.equals(server.getIssuer() + server.getAuthorizationServerSettings().getOidcUserInfoEndpoint());
	}

	private static Map<String, String> parameters(OAuth2TokenContext context) {
		Authentication grant = context.getAuthorizationGrant();
		return (grant instanceof OAuth2AuthorizationGrantAuthenticationToken token)
				? RequestParameters.readable(token.getAdditionalParameters()) : Map.of();
	}

	private static @Nullable Actor actor(@Nullable Authentication principal) {
		if (principal instanceof OAuth2TokenExchangeCompositeAuthenticationToken composite
				&& !composite.getActors().isEmpty()) {
			OAuth2TokenExchangeActor actor = composite.getActors().get(0);
			return new Actor(actor.getSubject(), actor.getIssuer());
		}
		return null;
	}

}

package io.github.claimsdsl.spring.token;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeActor;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeCompositeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.Actor;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenFormat;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.audience.AudienceTokens;
import io.github.claimsdsl.spring.audience.TokenGrant;
import io.github.claimsdsl.spring.ClientReader;
import io.github.claimsdsl.spring.user.TokenUsers;

/**
 * Converts what Spring Authorization Server knows about a token to a
 * {@link TokenRequest}.
 */
public final class TokenRequestReader {

	private final boolean audiencesDeclared;

	private final TokenUsers users;

	TokenRequestReader(boolean audiencesDeclared, TokenUsers users) {
		this.audiencesDeclared = audiencesDeclared;
		this.users = users;
	}

	boolean areAudiencesDeclared() {
		return this.audiencesDeclared;
	}

	/**
	 * Reads a token request.
	 * @param context the token that is about to be issued
	 * @param format its format
	 * @param grant what was granted
	 * @param claims the existing claims
	 * @return the request
	 */
	TokenRequest read(OAuth2TokenContext context, TokenFormat format, TokenGrant grant, Claims claims) {
		RegisteredClient client = context.getRegisteredClient();
		OAuth2Authorization authorization = context.getAuthorization();
		@Nullable Authentication principal = context.getPrincipal();
		TokenType type = tokenType(context);
		AuthorizationGrantType grantType = Objects.requireNonNull(context.getAuthorizationGrantType());
		boolean refresh = AuthorizationGrantType.REFRESH_TOKEN.equals(grantType);
		return TokenRequest.of(ClientReader.read(client), first(grantType, refresh ? authorization : null).getValue())
			.tokenType(type)
			.tokenFormat(format)
			.issuance(refresh ? Issuance.REFRESH : Issuance.INITIAL)
			.issuer(issuer(context))
			.audiences(type.isForApi() ? audiences(context, client, grant, claims.token()) : List.of())
			.subject(subject(grantType, principal))
			.scopes(context.getAuthorizedScopes())
			.parameters(grant.parameters())
			.principalName((principal != null) ? principal.getName() : null)
			.userSupplier(this.users.user(context))
			.actor(actor(principal))
			.existingClaims(claims.written())
			.attribute(Authentication.class, principal)
			.attribute(RegisteredClient.class, client)
			.attribute(OAuth2Authorization.class, authorization)
			.build();
	}

	/**
	 * The claims that exist before rules write theirs.
	 *
	 * @param token the claims of the access token
	 * @param written the claims of the token or answer that rules write to
	 */
	record Claims(Map<String, Object> token, Map<String, Object> written) {
	}

	public static TokenType tokenType(OAuth2TokenContext context) {
		return TokenType.of(context.getTokenType().getValue()).orElse(TokenType.ACCESS_TOKEN);
	}

	/**
	 * Returns the issuer, or {@code null} if a custom grant built the context without its
	 * server.
	 */
	private static @Nullable String issuer(OAuth2TokenContext context) {
		@Nullable AuthorizationServerContext server = context.getAuthorizationServerContext();
		return (server != null) ? server.getIssuer() : null;
	}

	/** Returns the grant that first authorized the token. A refreshed token keeps it. */
	private static AuthorizationGrantType first(AuthorizationGrantType stated,
			@Nullable OAuth2Authorization refreshed) {
		return (refreshed != null) ? refreshed.getAuthorizationGrantType() : stated;
	}

	private Collection<String> audiences(OAuth2TokenContext context, RegisteredClient client, TokenGrant grant,
			Map<String, Object> claims) {
		if (!this.audiencesDeclared) {
			return writtenAudiences(context, client.getClientId(), claims);
		}
		String granted = grant.audienceId();
		return (granted != null) ? List.of(granted) : List.of();
	}

	/**
	 * Returns the values of {@code aud} without the client and the userinfo endpoint.
	 * Used if no audiences are declared.
	 */
	private static List<String> writtenAudiences(OAuth2TokenContext context, String client,
			Map<String, Object> claims) {
		List<String> audiences = new ArrayList<>(0);
		for (String audience : AudienceTokens.audience(claims)) {
			if (!audience.equals(client) && !isUserInfo(audience, context)) {
				audiences.add(audience);
			}
		}
		return audiences;
	}

	/**
	 * Returns the subject of a token. It is the client for client_credentials and for an
	 * exchange of such a token.
	 */
	private static Subject subject(AuthorizationGrantType grantType, @Nullable Authentication principal) {
		if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(grantType)) {
			return Subject.CLIENT;
		}
		boolean exchanged = AuthorizationGrantType.TOKEN_EXCHANGE.equals(grantType);
		return (exchanged && TokenUsers.subject(principal) instanceof OAuth2ClientAuthenticationToken) ? Subject.CLIENT
				: Subject.USER;
	}

	private static boolean isUserInfo(String audience, OAuth2TokenContext context) {
		AuthorizationServerContext server = context.getAuthorizationServerContext();
		return audience.equals(server.getIssuer() + server.getAuthorizationServerSettings().getOidcUserInfoEndpoint());
	}

	/**
	 * Returns the current actor, which holds the actors before it. The server lists the
	 * current actor first and the oldest last.
	 */
	private static @Nullable Actor actor(@Nullable Authentication principal) {
		if (!(principal instanceof OAuth2TokenExchangeCompositeAuthenticationToken composite)) {
			return null;
		}
		List<OAuth2TokenExchangeActor> actors = composite.getActors();
		Deque<Actor> chain = new ArrayDeque<>(actors.size());
		for (int i = actors.size() - 1; i >= 0; i--) {
			chain.addFirst(new Actor(actors.get(i).getSubject(), actors.get(i).getIssuer(), List.copyOf(chain)));
		}
		return chain.peekFirst();
	}

}

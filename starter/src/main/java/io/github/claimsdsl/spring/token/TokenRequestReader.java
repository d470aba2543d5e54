package io.github.claimsdsl.spring.token;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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
 * Reads what Spring Authorization Server knows about a token into a {@link TokenRequest}.
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
	 * @param context the token about to be issued
	 * @param format its format
	 * @param grant what was granted
	 * @param claims the claims there are so far
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
			.existingClaims(present(claims.written()))
			.attribute(Authentication.class, principal)
			.attribute(RegisteredClient.class, client)
			.attribute(OAuth2Authorization.class, authorization)
			.build();
	}

	/**
	 * The claims there are before rules write theirs.
	 *
	 * @param token those of the access token
	 * @param written those of what rules write to: a token or an answer
	 */
	record Claims(Map<String, Object> token, Map<String, Object> written) {
	}

	/** What a customizer set to {@code null} or an empty text is no claim. */
	private static Set<String> present(Map<String, Object> claims) {
		if (!claims.containsValue(null) && !claims.containsValue("")) {
			return claims.keySet();
		}
		Set<String> names = new HashSet<>(claims.keySet());
		names.removeIf((name) -> claims.get(name) == null || "".equals(claims.get(name)));
		return names;
	}

	public static TokenType tokenType(OAuth2TokenContext context) {
		return TokenType.of(context.getTokenType().getValue()).orElse(TokenType.ACCESS_TOKEN);
	}

	/** A grant of the team's own may build a context without its server. */
	private static @Nullable String issuer(OAuth2TokenContext context) {
		@Nullable AuthorizationServerContext server = context.getAuthorizationServerContext();
		return (server != null) ? server.getIssuer() : null;
	}

	/** A refreshed token keeps the grant that authorised it. */
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

	/** Without declared audiences: what is in {@code aud} but the client and userinfo. */
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

	/** A token without a user is one of client_credentials, or made from one. */
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

	/** The server lists the current actor first, and the one before it next. */
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

package io.github.claimsdsl.spring.audience;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.util.StringUtils;

import io.github.claimsdsl.spring.endpoint.TokenEndpointCall;

/**
 * Decides who may exchange which token, for which scopes and for how long (RFC 8693
 * section 2), so that a chain of exchanges never gains rights that its first token did
 * not have.
 */
final class Delegation {

	private final Audiences audiences;

	private final int maxDepth;

	Delegation(Audiences audiences, int maxDepth) {
		this.audiences = audiences;
		this.maxDepth = maxDepth;
	}

	/**
	 * Decides about an exchange.
	 * @param context what the new token is built from
	 * @param audience the audience of the new token, or {@code null} for none
	 * @return what is granted
	 */
	TokenGrant grant(OAuth2TokenContext context, @Nullable Audience audience) {
		Set<String> scopes = Set.copyOf(context.getAuthorizedScopes());
		@Nullable Authentication grant = context.getAuthorizationGrant();
		ExchangedToken subject = (grant instanceof OAuth2TokenExchangeAuthenticationToken exchange)
				? ExchangedToken.of(context.getAuthorization(), exchange.getSubjectToken()) : null;
		if (subject == null || !(grant instanceof OAuth2TokenExchangeAuthenticationToken exchange)) {
			if (audience != null) {
				throw AudienceError.SUBJECT_TOKEN_NOT_ALLOWED.exception();
			}
			return TokenGrant.of(null, scopes);
		}
		ExchangedToken actor = actor(exchange);
		boolean forApi = audience != null;
		if (!mayExchange(context.getRegisteredClient(), subject, forApi)) {
			throw AudienceError.SUBJECT_TOKEN_NOT_ALLOWED.exception();
		}
		forApi |= this.audiences.isAnyDeclared(audiences(subject));
		if (actor != null && !mayExchange(context.getRegisteredClient(), actor, forApi)) {
			throw AudienceError.ACTOR_TOKEN_NOT_ALLOWED.exception();
		}
		if (isGuarded()) {
			AllowedActor.check(subject, actor, context.getRegisteredClient());
		}
		checkScopes(subject, audience, scopes);
		int depth = 1 + Math.max(subject.depth(), (actor != null) ? actor.depth() : 0);
		if (depth > this.maxDepth) {
			throw AudienceError.EXCHANGED_TOO_OFTEN.exception("the token was exchanged " + (depth - 1)
					+ " times already; claims-dsl.token-exchange.max-depth allows " + this.maxDepth);
		}
		return new TokenGrant(audience, scopes, List.of(), earliestExpiry(subject, actor), subject.next(depth),
				Map.of());
	}

	/**
	 * Returns whether this class checks actor tokens. If neither policies nor audiences
	 * are declared, only the server itself checks them.
	 */
	private boolean isGuarded() {
		return TokenEndpointCall.current() != null || !this.audiences.isEmpty();
	}

	private @Nullable ExchangedToken actor(OAuth2TokenExchangeAuthenticationToken exchange) {
		String value = exchange.getActorToken();
		if (!StringUtils.hasText(value) || !isGuarded()) {
			return null;
		}
		TokenEndpointCall call = TokenEndpointCall.current();
		OAuth2Authorization authorization = (call != null)
				? call.authorizations().findByToken(value, OAuth2TokenType.ACCESS_TOKEN) : null;
		ExchangedToken actor = ExchangedToken.of(authorization, value);
		if (actor == null) {
			throw AudienceError.ACTOR_TOKEN_NOT_ALLOWED.exception();
		}
		return actor;
	}

	/**
	 * Returns whether a client may exchange a token. A token of a declared audience may
	 * be exchanged by its client and by its API. If the exchange involves a declared
	 * audience, a token without one may be used only by the client of the first token in
	 * the chain. If no declared audience is involved, only the rules of Spring
	 * Authorization Server apply.
	 */
	private boolean mayExchange(RegisteredClient requester, ExchangedToken token, boolean forApi) {
		List<String> audiences = audiences(token);
		if (this.audiences.isAnyDeclared(audiences)) {
			return requester.getId().equals(token.client()) || this.audiences.isApiClient(requester, audiences);
		}
		return !forApi || requester.getId().equals(token.firstClient());
	}

	private void checkScopes(ExchangedToken subject, @Nullable Audience audience, Set<String> scopes) {
		List<String> audiences = audiences(subject);
		boolean declared = this.audiences.isAnyDeclared(audiences);
		if (audience == null && !declared) {
			return;
		}
		Set<String> inherited = new HashSet<>(scopes);
		if (audience != null && !audiences.contains(audience.id())) {
			inherited.retainAll(Audience.OIDC_SCOPES);
		}
		if (!(declared ? subject.scopes() : subject.firstScopes()).containsAll(inherited)) {
			throw AudienceError.SCOPE_NOT_IN_SUBJECT_TOKEN.exception();
		}
	}

	/**
	 * Returns the audiences of a token. It does not read them if no audiences are
	 * declared, because the token may then have been saved without its claims.
	 */
	private List<String> audiences(ExchangedToken token) {
		return this.audiences.isEmpty() ? List.of() : token.audiences();
	}

	private static @Nullable Instant earliestExpiry(ExchangedToken subject, @Nullable ExchangedToken actor) {
		return Stream.of(subject.expiresAt(), (actor != null) ? actor.expiresAt() : null)
			.filter((time) -> time != null)
			.min(Instant::compareTo)
			.orElse(null);
	}

}

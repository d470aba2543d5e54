package io.github.claimsdsl.spring.audience;

import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeCompositeAuthenticationToken;

/**
 * A subject or actor token of an exchange (RFC 8693 section 1.1): for which audiences it
 * is, and where the chain of exchanges that led to it began.
 */
final class ExchangedToken {

	/** The attribute of an exchanged token's authorization. */
	static final String ATTRIBUTE = "io.github.claimsdsl.exchange";

	private static final String CLIENT = "client";

	private static final String SCOPES = "scopes";

	private static final String DEPTH = "depth";

	private final OAuth2Authorization authorization;

	private final OAuth2Authorization.Token<OAuth2Token> token;

	private ExchangedToken(OAuth2Authorization authorization, OAuth2Authorization.Token<OAuth2Token> token) {
		this.authorization = authorization;
		this.token = token;
	}

	/** The token with a value, or {@code null} if the authorization does not hold it. */
	static @Nullable ExchangedToken of(@Nullable OAuth2Authorization authorization, String value) {
		OAuth2Authorization.Token<OAuth2Token> token = (authorization != null) ? authorization.getToken(value) : null;
		return (authorization != null && token != null) ? new ExchangedToken(authorization, token) : null;
	}

	@Nullable Instant expiresAt() {
		return this.token.getToken().getExpiresAt();
	}

	List<String> audiences() {
		Map<String, Object> claims = this.token.getClaims();
		if (claims == null) {
			throw AudienceClaim.notRemembered();
		}
		return AudienceClaim.values(claims);
	}

	/** The client that the token was issued to, by its registration's id. */
	String client() {
		return this.authorization.getRegisteredClientId();
	}

	/**
	 * The client of the chain's first token, by its registration's id, or {@code null} if
	 * it was not remembered.
	 */
	@Nullable Object firstClient() {
		return isExchanged() ? memory().get(CLIENT) : client();
	}

	/** The scopes of the chain's first token that this one has too. */
	Set<String> firstScopes() {
		Set<String> scopes = new HashSet<>(scopes());
		if (isExchanged()) {
			scopes.retainAll((memory().get(SCOPES) instanceof Collection<?> first) ? first : List.of());
		}
		return scopes;
	}

	Set<String> scopes() {
		return (this.token.getToken() instanceof OAuth2AccessToken accessToken) ? accessToken.getScopes()
				: this.authorization.getAuthorizedScopes();
	}

	/** The claims that were saved with the token; none if it was saved without them. */
	Map<String, Object> claims() {
		Map<String, Object> claims = this.token.getClaims();
		return (claims != null) ? claims : Map.of();
	}

	/**
	 * How many exchanges led to the token. Each adds one actor at most, also to a token
	 * whose depth was not remembered.
	 */
	int depth() {
		if (!isExchanged()) {
			return 0;
		}
		int remembered = (memory().get(DEPTH) instanceof Number depth) ? depth.intValue() : 1;
		return Math.max(remembered, actors());
	}

	private int actors() {
		Object principal = this.authorization.getAttribute(Principal.class.getName());
		return (principal instanceof OAuth2TokenExchangeCompositeAuthenticationToken composite)
				? composite.getActors().size() : 0;
	}

	/** What the next token of the chain remembers, in types that every store can keep. */
	Map<String, Object> next(int depth) {
		Map<String, Object> memory = new LinkedHashMap<>();
		Object client = firstClient();
		if (client != null) {
			memory.put(CLIENT, client);
		}
		memory.put(SCOPES, new ArrayList<>(firstScopes()));
		memory.put(DEPTH, depth);
		return Map.of(ATTRIBUTE, memory);
	}

	private boolean isExchanged() {
		return AuthorizationGrantType.TOKEN_EXCHANGE.equals(this.authorization.getAuthorizationGrantType());
	}

	private Map<?, ?> memory() {
		return (this.authorization.getAttribute(ATTRIBUTE) instanceof Map<?, ?> memory) ? memory : Map.of();
	}

}

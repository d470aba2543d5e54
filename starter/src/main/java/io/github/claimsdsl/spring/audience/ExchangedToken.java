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
 * A subject or actor token of an exchange (RFC 8693 section 1.1). It knows the audiences
 * of the token, and the client and scopes of the first token in the chain of exchanges
 * that led to it.
 */
final class ExchangedToken {

	/**
	 * The attribute in which the authorization of an exchanged token remembers the chain.
	 */
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

	/**
	 * Returns the token with the given value, or {@code null} if the authorization does
	 * not hold it.
	 */
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

	/** Returns the registration id of the client that the token was issued to. */
	String client() {
		return this.authorization.getRegisteredClientId();
	}

	/**
	 * Returns the registration id of the client of the first token in the chain, or
	 * {@code null} if it was not remembered.
	 */
	@Nullable Object firstClient() {
		return isExchanged() ? memory().get(CLIENT) : client();
	}

	/** Returns the scopes that both this token and the first token in the chain have. */
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

	/**
	 * Returns the claims that were saved with the token; none if it was saved without
	 * them.
	 */
	Map<String, Object> claims() {
		Map<String, Object> claims = this.token.getClaims();
		return (claims != null) ? claims : Map.of();
	}

	/**
	 * Returns how many exchanges led to the token. Each exchange adds at most one actor,
	 * so the number of actors is a lower bound if the depth was not remembered.
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

	/**
	 * Returns what the next token of the chain must remember, in types that every store
	 * can save.
	 */
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

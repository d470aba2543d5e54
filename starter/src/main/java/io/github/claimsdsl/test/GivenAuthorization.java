package io.github.claimsdsl.test;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import io.github.claimsdsl.TokenRequest;

/**
 * The authorization of a request that has none, although a server has one. Only what the
 * request tells can be read.
 */
final class GivenAuthorization extends OAuth2Authorization {

	private static final long serialVersionUID = 1L;

	private final transient TokenRequest request;

	private final transient RegisteredClient client;

	GivenAuthorization(TokenRequest request, RegisteredClient client) {
		this.request = request;
		this.client = client;
	}

	private static MissingInputException missing(String what) {
		return new MissingInputException(what + " of the authorization",
				"attribute(OAuth2Authorization.class, authorization)");
	}

	@Override
	public String getId() {
		throw missing("the id");
	}

	@Override
	public String getRegisteredClientId() {
		return this.client.getId();
	}

	@Override
	public String getPrincipalName() {
		throw missing("the name of the principal");
	}

	@Override
	public AuthorizationGrantType getAuthorizationGrantType() {
		return new AuthorizationGrantType(this.request.grantType());
	}

	@Override
	public Set<String> getAuthorizedScopes() {
		return this.request.scopes();
	}

	@Override
	public <T extends OAuth2Token> @Nullable Token<T> getToken(Class<T> tokenType) {
		throw missing("a token");
	}

	@Override
	public <T extends OAuth2Token> @Nullable Token<T> getToken(String tokenValue) {
		throw missing("a token");
	}

	@Override
	public Map<String, Object> getAttributes() {
		throw missing("the attributes");
	}

	@Override
	@SuppressWarnings("TypeParameterUnusedInFormals")
	public <T> @Nullable T getAttribute(String name) {
		throw missing("the attribute '" + name + "'");
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

}

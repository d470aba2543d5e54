package io.github.claimsdsl.spring;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenType;

/**
 * Describes the token to preview by what a client would send to get it. To preview an
 * answer of userinfo or introspection, describe the token that the answer is about.
 * Immutable.
 *
 * @param client the client identifier
 * @param grantType the grant type, such as {@code password}; for a URN, its last part is
 * enough
 * @param issuance whether the token is the first of its authorization or a refreshed one
 * @param user the name of the user, or {@code null} if the token is for the client itself
 * @param audience the API audience that the client asks for, or {@code null} for none
 * @param scopes the scopes of the token
 * @param tokenType the kind of token or answer; an introspection request is assumed to
 * come from the API or, for a token without an audience, from the client
 * @param issuer the issuer that the client would call, or {@code null} if the server has
 * only one
 * @since 0.1.0
 */
public record PreviewRequest(String client, String grantType, Issuance issuance, @Nullable String user,
		@Nullable String audience, Set<String> scopes, TokenType tokenType, @Nullable String issuer) {

	/**
	 * Creates the request, with a copy of the scopes.
	 */
	public PreviewRequest {
		scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
	}

	/**
	 * Creates the request for a server that has one issuer.
	 * @param client the client identifier
	 * @param grantType the grant type
	 * @param issuance the issuance
	 * @param user the name of the user, or {@code null}
	 * @param audience the API audience, or {@code null}
	 * @param scopes the scopes
	 * @param tokenType the kind of token
	 */
	public PreviewRequest(String client, String grantType, Issuance issuance, @Nullable String user,
			@Nullable String audience, Set<String> scopes, TokenType tokenType) {
		this(client, grantType, issuance, user, audience, scopes, tokenType, null);
	}

}

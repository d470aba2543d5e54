package io.github.claimsdsl.spring.audience;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.spring.issuer.Issuers;

/**
 * The client that asks for an audience, and the issuer that it asks. Immutable.
 *
 * @param client the client
 * @param issuer the issuer that is asked, or {@code null} if it is not known
 */
record Requester(RegisteredClient client, @Nullable String issuer) {

	/** Creates the requester from a client, at the issuer of the current request. */
	static Requester of(RegisteredClient client) {
		return new Requester(client, Issuers.current());
	}

	static Requester of(OAuth2TokenContext context) {
		@Nullable AuthorizationServerContext server = context.getAuthorizationServerContext();
		return new Requester(context.getRegisteredClient(), (server != null) ? server.getIssuer() : null);
	}

}

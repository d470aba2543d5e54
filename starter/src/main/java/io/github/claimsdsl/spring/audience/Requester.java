package io.github.claimsdsl.spring.audience;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.spring.issuer.Issuers;

/**
 * Who asks for an audience, and where. Immutable.
 *
 * @param clientId the identifier of the client
 * @param issuer the issuer that is asked, or {@code null} if it is not known
 */
record Requester(String clientId, @Nullable String issuer) {

	/** The client of the current request. */
	static Requester of(RegisteredClient client) {
		return ofClient(client.getClientId());
	}

	/** The client, by its identifier, of the current request. */
	static Requester ofClient(String clientId) {
		return new Requester(clientId, Issuers.current());
	}

	static Requester of(OAuth2TokenContext context) {
		@Nullable AuthorizationServerContext server = context.getAuthorizationServerContext();
		return new Requester(context.getRegisteredClient().getClientId(), (server != null) ? server.getIssuer() : null);
	}

}

package io.github.claimsdsl.spring.server;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Finds the client that sent a request.
 */
final class AuthenticatedClient {

	private AuthenticatedClient() {
	}

	/**
	 * Returns the client that a principal stands for, or {@code null} if the principal is
	 * not an authenticated client. The server itself refuses requests of such a
	 * principal.
	 */
	static @Nullable RegisteredClient of(@Nullable Object principal) {
		return (principal instanceof OAuth2ClientAuthenticationToken client && client.isAuthenticated())
				? client.getRegisteredClient() : null;
	}

	/**
	 * Returns whether a client may use a grant. If not, the audience need not be checked:
	 * the server itself answers with {@code unauthorized_client} (RFC 6749 section 5.2).
	 */
	static boolean mayUse(RegisteredClient client, @Nullable String grantType) {
		return client.getAuthorizationGrantTypes().stream().anyMatch((grant) -> grant.getValue().equals(grantType));
	}

}

package io.github.claimsdsl.spring.audience;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * The client that sent a request.
 */
final class AuthenticatedClient {

	private AuthenticatedClient() {
	}

	/**
	 * Returns the client a principal is, or {@code null} if it is not an authenticated
	 * client: the server itself refuses such requests.
	 */
	static @Nullable RegisteredClient of(@Nullable Object principal) {
		return (principal instanceof OAuth2ClientAuthenticationToken client && client.isAuthenticated())
				? client.getRegisteredClient() : null;
	}

}

package io.github.claimsdsl.spring.server;

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

	/**
	 * Returns whether a client may use a grant. If not, {@code unauthorized_client} comes
	 * before anything that is wrong with the audience (RFC 6749 section 5.2), and the
	 * server itself answers it.
	 */
	static boolean mayUse(RegisteredClient client, @Nullable String grantType) {
		return client.getAuthorizationGrantTypes().stream().anyMatch((grant) -> grant.getValue().equals(grantType));
	}

}

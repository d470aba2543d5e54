package io.github.claimsdsl.demo.client;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * Tells a client that may not use codes so. Spring Authorization Server looks for the
 * code while it authenticates the client, after the secret, and would answer
 * {@code invalid_grant}.
 */
public final class CodeGrantAuthenticationProvider implements AuthenticationProvider {

	private final AuthenticationProvider delegate;

	private final RegisteredClientRepository clients;

	/**
	 * Creates a provider.
	 * @param delegate authenticates the client
	 * @param clients the registered clients
	 */
	public CodeGrantAuthenticationProvider(AuthenticationProvider delegate, RegisteredClientRepository clients) {
		this.delegate = delegate;
		this.clients = clients;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		try {
			return this.delegate.authenticate(authentication);
		}
		catch (OAuth2AuthenticationException ex) {
			if (OAuth2ErrorCodes.INVALID_GRANT.equals(ex.getError().getErrorCode())
					&& !mayUseCodes(authentication.getName())) {
				throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT);
			}
			throw ex;
		}
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.delegate.supports(authentication);
	}

	private boolean mayUseCodes(String clientId) {
		RegisteredClient client = this.clients.findByClientId(clientId);
		return client != null
				&& client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.AUTHORIZATION_CODE);
	}

}

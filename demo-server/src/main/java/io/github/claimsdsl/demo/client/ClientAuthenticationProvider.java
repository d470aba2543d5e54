package io.github.claimsdsl.demo.client;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * Authenticates a client with the provider for its method. If the client may not use the
 * authorization code grant, it answers {@code unauthorized_client}. Spring Authorization
 * Server alone would answer {@code invalid_grant}, because it looks for the code while it
 * authenticates the client.
 */
public final class ClientAuthenticationProvider implements AuthenticationProvider {

	private final List<AuthenticationProvider> methods;

	private final RegisteredClientRepository clients;

	/**
	 * Creates a provider.
	 * @param methods the providers. Each returns {@code null} for a method that it does
	 * not handle
	 * @param clients the registered clients
	 */
	public ClientAuthenticationProvider(List<AuthenticationProvider> methods, RegisteredClientRepository clients) {
		this.methods = List.copyOf(methods);
		this.clients = clients;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		try {
			return this.methods.stream()
				.map((method) -> method.authenticate(authentication))
				.filter(Objects::nonNull)
				.findFirst()
				.orElse(null);
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
		return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
	}

	private boolean mayUseCodes(String clientId) {
		RegisteredClient client = this.clients.findByClientId(clientId);
		return client != null
				&& client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.AUTHORIZATION_CODE);
	}

}

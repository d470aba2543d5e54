package io.github.claimsdsl.spring.server;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2PushedAuthorizationRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Checks the audience of a pushed authorization request (RFC 9126 section 2.1). The
 * server saves the audience with the request.
 */
final class PushedAuthorizationProvider implements AuthenticationProvider {

	private final AuthenticationProvider delegate;

	private final EndpointChecks checks;

	PushedAuthorizationProvider(AuthenticationProvider delegate, EndpointChecks checks) {
		this.delegate = delegate;
		this.checks = checks;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		RegisteredClient client = AuthenticatedClient.of(authentication.getPrincipal());
		if (client != null && AuthenticatedClient.mayUse(client, AuthorizationGrantType.AUTHORIZATION_CODE.getValue())
				&& authentication instanceof OAuth2PushedAuthorizationRequestAuthenticationToken request) {
			this.checks.decide("pushed authorization request", client,
					AuthorizationGrantType.AUTHORIZATION_CODE.getValue(), () -> this.checks.requests()
						.ofParameters(request.getAdditionalParameters(), client, request.getScopes()));
		}
		return this.delegate.authenticate(authentication);
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.delegate.supports(authentication);
	}

}

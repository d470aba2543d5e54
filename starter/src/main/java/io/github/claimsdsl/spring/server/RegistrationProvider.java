package io.github.claimsdsl.spring.server;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2ClientRegistration;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.oidc.OidcClientRegistration;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcClientRegistrationAuthenticationToken;

/**
 * Registers clients (RFC 7591 and OpenID Connect Dynamic Client Registration 1.0) and
 * passes their metadata to the repository.
 */
final class RegistrationProvider implements AuthenticationProvider {

	private final AuthenticationProvider delegate;

	private final RegisteringClients clients;

	RegistrationProvider(AuthenticationProvider delegate, RegisteringClients clients) {
		this.delegate = delegate;
		this.clients = clients;
	}

	/** Returns whether a provider registers clients. */
	static boolean registers(AuthenticationProvider provider) {
		return provider.supports(OAuth2ClientRegistrationAuthenticationToken.class)
				|| provider.supports(OidcClientRegistrationAuthenticationToken.class);
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		Map<String, Object> metadata = metadata(authentication);
		if (metadata == null) {
			return this.delegate.authenticate(authentication);
		}
		Map<String, Object> kept = this.clients.withoutReserved(metadata);
		Authentication request = (kept.size() < metadata.size()) ? with(authentication, kept) : authentication;
		return this.clients.register(kept, () -> this.delegate.authenticate(request));
	}

	/** Returns a copy of the request with other metadata. */
	private static Authentication with(Authentication request, Map<String, Object> metadata) {
		Authentication principal = Objects.requireNonNull((Authentication) request.getPrincipal());
		AbstractAuthenticationToken other = (request instanceof OAuth2ClientRegistrationAuthenticationToken)
				? new OAuth2ClientRegistrationAuthenticationToken(principal,
						OAuth2ClientRegistration.withClaims(metadata).build())
				: new OidcClientRegistrationAuthenticationToken(principal,
						OidcClientRegistration.withClaims(metadata).build());
		other.setDetails(request.getDetails());
		return other;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.delegate.supports(authentication);
	}

	/**
	 * Returns the metadata of a client, or {@code null} if the request only reads a
	 * registration.
	 */
	private static @Nullable Map<String, Object> metadata(Authentication authentication) {
		if (authentication instanceof OAuth2ClientRegistrationAuthenticationToken registration) {
			return registration.getClientRegistration().getClaims();
		}
		return (authentication instanceof OidcClientRegistrationAuthenticationToken registration
				&& registration.getClientRegistration() != null) ? registration.getClientRegistration().getClaims()
						: null;
	}

}

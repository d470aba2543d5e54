package io.github.claimsdsl.demo.store;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

import io.github.claimsdsl.demo.registration.SelfRegistered;

/**
 * Stores no consent to a client that has registered itself. So the user is asked every
 * time and can refuse what was allowed before.
 */
final class ForgetfulConsentService implements OAuth2AuthorizationConsentService {

	private final OAuth2AuthorizationConsentService consents;

	private final RegisteredClientRepository clients;

	ForgetfulConsentService(OAuth2AuthorizationConsentService consents, RegisteredClientRepository clients) {
		this.consents = consents;
		this.clients = clients;
	}

	@Override
	public void save(OAuth2AuthorizationConsent consent) {
		if (isRemembered(consent.getRegisteredClientId())) {
			this.consents.save(consent);
		}
	}

	@Override
	public void remove(OAuth2AuthorizationConsent consent) {
		this.consents.remove(consent);
	}

	@Override
	public @Nullable OAuth2AuthorizationConsent findById(String clientId, String principalName) {
		return isRemembered(clientId) ? this.consents.findById(clientId, principalName) : null;
	}

	private boolean isRemembered(String clientId) {
		RegisteredClient client = this.clients.findById(clientId);
		return client == null || !SelfRegistered.is(client);
	}

}

package io.github.claimsdsl.docs.cookbook.serviceaccounts;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

final class ServiceAccounts {

	private ServiceAccounts() {
	}

	/** A client to save in the {@code RegisteredClientRepository}. */
	static RegisteredClient serviceAccount(String id, String encodedSecret, String team) {
		return RegisteredClient.withId(id)
			.clientId(id)
			.clientSecret(encodedSecret)
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.scope("read")
			.clientSettings(ClientSettings.builder().setting("team", team).build())
			.build();
	}

}

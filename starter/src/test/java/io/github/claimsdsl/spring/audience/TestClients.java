package io.github.claimsdsl.spring.audience;

import java.util.Map;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

/**
 * Registered clients with custom settings.
 */
public final class TestClients {

	private TestClients() {
	}

	public static RegisteredClient client(String id, Map<String, Object> settings) {
		return RegisteredClient.withId("id-of-" + id)
			.clientId(id)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.clientSettings(ClientSettings.builder().settings((all) -> all.putAll(settings)).build())
			.build();
	}

}

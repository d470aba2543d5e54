package io.github.claimsdsl.demo.console;

import java.util.List;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * A client to choose, and what it may use.
 *
 * @param client the client
 * @param audiences the audiences it may ask for
 */
record ClientChoice(RegisteredClient client, List<String> audiences) {

	public String id() {
		return this.client.getClientId();
	}

	/** The grants that authorise tokens: a refresh is an issuance. */
	public List<String> grantTypes() {
		return this.client.getAuthorizationGrantTypes()
			.stream()
			.filter((grant) -> !AuthorizationGrantType.REFRESH_TOKEN.equals(grant))
			.map(AuthorizationGrantType::getValue)
			.sorted()
			.toList();
	}

	public boolean refreshes() {
		return this.client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.REFRESH_TOKEN);
	}

	public List<String> scopes() {
		return this.client.getScopes().stream().sorted().toList();
	}

}

package io.github.claimsdsl.servers;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static io.github.claimsdsl.servers.Refusals.assertUndecided;

/**
 * What holds for every arrangement whose tokens are not what the policies decided: it
 * gives none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UndecidedChecks {

	private final Class<?> arrangement;

	private final Map<String, String> properties;

	Server server;

	UndecidedChecks(Class<?> arrangement, Map<String, String> properties) {
		this.arrangement = arrangement;
		this.properties = properties;
	}

	@BeforeAll
	void start() {
		this.server = Server.start(this.arrangement, this.properties);
	}

	@AfterAll
	void stop() {
		if (this.server != null) {
			this.server.close();
		}
	}

	@Test
	void tokenOfAClientThenRefused() {
		assertUndecided(() -> this.server.client()
			.post("/oauth2/token", "app", "grant_type", "client_credentials", "scope", "read"));
	}

	@Test
	void tokenForAnAudienceThenRefused() {
		assertUndecided(() -> this.server.client()
			.post("/oauth2/token", "app", "grant_type", "client_credentials", "scope", "read", "audience",
					Policies.API));
	}

	@Test
	void tokensOfAUserThenRefused() {
		assertUndecided(() -> CodeFlow.of(this.server).tokens("app", "openid read"));
	}

}

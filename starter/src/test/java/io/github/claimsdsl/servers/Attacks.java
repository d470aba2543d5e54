package io.github.claimsdsl.servers;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * Attacks on a server of one arrangement.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Attacks {

	private final Class<?> arrangement;

	private final Map<String, String> properties = Policies.withAudience();

	Server server;

	Attacks(Class<?> arrangement, Map<String, String> more) {
		this.arrangement = arrangement;
		this.properties.putAll(more);
	}

	static Answer credentials(Server server, String path, String client, String... parameters) {
		return server.client().post(path, client, TwoChecks.with(parameters, "grant_type", "client_credentials"));
	}

	@BeforeAll
	void start() {
		this.server = Server.start(this.arrangement, this.properties);
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

}

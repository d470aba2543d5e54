package io.github.claimsdsl.servers;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Denials about users, on a server that issues tokens to clients of their own too.
 */
class SubjectTests {

	private static final Map<String, String> DENIAL = Map.of("claims-dsl.policies.users.audience", "any",
			"claims-dsl.policies.users.deny[0].when", "user.roles contains 'user'",
			"claims-dsl.policies.users.deny[0].error", "access_denied", "claims-dsl.policies.users.deny[0].description",
			"Users with role user get no tokens");

	@Test
	void denialWhenForUsersThenClientsOfTheirOwnGetTokens() {
		Map<String, String> properties = new HashMap<>(DENIAL);
		properties.put("claims-dsl.policies.users.subject", "user");
		try (Server server = Server.start(StockServer.class, properties)) {
			client(server).granted();
			CodeFlow.of(server).tokens("app", "read").refused("access_denied");
		}
	}

	@Test
	void denialWhenForClientsThenUsersGetTokens() {
		Map<String, String> properties = new HashMap<>(Map.of("claims-dsl.policies.clients.audience", "any",
				"claims-dsl.policies.clients.subject", "client", "claims-dsl.policies.clients.deny[0].when",
				"client.id == 'app'", "claims-dsl.policies.clients.deny[0].error", "access_denied"));
		try (Server server = Server.start(StockServer.class, properties)) {
			client(server).refused("access_denied");
			Answer tokens = CodeFlow.of(server).tokens("app", "read").granted();
			assertThat(server.client()
				.post("/oauth2/token", "app", "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
						"subject_token", tokens.text("access_token"), "subject_token_type",
						"urn:ietf:params:oauth:token-type:access_token")
				.granted()
				.claims("access_token")).containsEntry("sub", "alice");
		}
	}

	/** Never with the author's text, which speaks of users. */
	@Test
	void denialWhenItNeedsAUserAndThereIsNoneThenRefusesWithTheDefaultError() {
		try (Server server = Server.start(StockServer.class, DENIAL)) {
			Answer answer = client(server);
			answer.refused("unauthorized_client");
			assertThat(answer.body()).doesNotContain("Users with role");
		}
	}

	private static Answer client(Server server) {
		return server.client().post("/oauth2/token", "app", "grant_type", "client_credentials", "scope", "read");
	}

}

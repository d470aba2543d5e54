package io.github.claimsdsl.demo.registration;

import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.demo.DemoServerTest;
import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.support.McpClient;
import io.github.claimsdsl.demo.support.Nodes;

/**
 * Where registration ends: without the profile {@code mcp}, and after too many. On a real
 * PostgreSQL, where all nodes know the clients.
 */
@DemoServerTest
class RegistrationLimitTests {

	private static final String NOTES = "http://localhost:9000/mcp-a";

	@LocalServerPort
	private int port;

	@Test
	void registerWhenProfileIsOffThenIsNotThere() {
		Answer answer = McpClient.ask(this.port);
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.error()).isEqualTo("invalid_request");
		for (String document : List.of("openid-configuration", "oauth-authorization-server")) {
			assertThat(new Http(this.port).get("/.well-known/" + document).json())
				.doesNotContainKey("registration_endpoint");
		}
		assertThat(new Http(this.port).postBody("/mcp-a", "{}", "application/json").status()).isIn(403, 404, 405);
	}

	@Test
	void registerWhenThereAreTooManyThenIsRefusedAndNodesShareTheClients() throws Exception {
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
				Nodes nodes = Nodes.on(postgres, "demo.failure-budget.failures=3")) {
			int first = nodes.start("spring.profiles.active=postgres,mcp");
			int second = nodes.start("spring.profiles.active=postgres,mcp");
			McpClient client = McpClient.register(first, "grant_types", List.of("authorization_code", "refresh_token"));
			McpClient there = client.at(second);
			assertThat(there.refresh(there.tokens(NOTES).string("refresh_token")).status()).isEqualTo(200);
			McpClient.register(first);
			assertThat(McpClient.ask(first, "client_name", "Bad\nname").status()).isEqualTo(400);
			Answer refused = McpClient.ask(first);
			assertThat(refused.status()).isEqualTo(429);
			assertThat(refused.header("Retry-After")).isNotEmpty();
			assertThat(refused.error()).isEqualTo("temporarily_unavailable");
		}
	}

}

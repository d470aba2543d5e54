package io.github.claimsdsl.servers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What attempts over HTTP have in common: a server with policies and audiences, and calls
 * to it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AttacksOfClients {

	static final String OTHER = "https://other.example.com";

	Server server;

	@BeforeAll
	void start() {
		Map<String, String> properties = Policies.withAudience();
		properties.put("claims-dsl.audiences[0].api-clients", "legacy");
		properties.put("claims-dsl.audiences[1].id", OTHER);
		properties.put("claims-dsl.audiences[1].clients", "partner,legacy");
		properties.put("claims-dsl.audiences[1].scopes", "read");
		properties.put("claims-dsl.audiences[1].token-profile", "spring");
		properties.put("claims-dsl.token-exchange.max-depth", "2");
		this.server = Server.start(StockServer.class, properties);
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	/** One attempt. */
	record Attempt(String name, Runnable action) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	static void together(List<Callable<Object>> calls) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			for (Future<Object> call : threads.invokeAll(calls)) {
				call.get();
			}
		}
		finally {
			threads.shutdown();
		}
	}

	static Attempt row(String name, Runnable action) {
		return new Attempt(name, action);
	}

	static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	static void api(Answer answer) {
		Map<String, Object> claims = answer.granted().claims("access_token");
		assertThat(FourChecks.audience(claims)).contains(Policies.API);
		assertThat(claims).containsEntry("decided", "yes").containsEntry("api", "yes");
	}

	static void plain(Answer answer) {
		Map<String, Object> claims = answer.granted().claims("access_token");
		assertThat(FourChecks.audience(claims)).doesNotContain(Policies.API, OTHER);
		assertThat(claims).containsEntry("decided", "yes").doesNotContainKey("api");
	}

	static void safe(Answer answer) {
		safe(answer, "app");
	}

	/** Either no token, or one that was decided, of a client that may have it. */
	static void safe(Answer answer, String client) {
		assertThat(answer.status()).as(answer.body()).isLessThan(500);
		if (answer.status() == 200 && answer.body().contains("access_token")) {
			assertThat(client).isNotEqualTo("barred");
			assertThat(answer.claims("access_token")).containsEntry("decided", "yes");
		}
		else {
			assertThat(answer.body()).doesNotContain("eyJ");
		}
	}

}

package io.github.claimsdsl.servers;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each refusal of an audience is one line of the log, at whatever endpoint.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalLogTests {

	private static final String OTHER = "https://other.example.com";

	private Server server;

	@BeforeAll
	void start() {
		Map<String, String> properties = Policies.withAudience();
		properties.put("claims-dsl.audiences[1].id", OTHER);
		properties.put("claims-dsl.audiences[1].clients", "app,legacy");
		properties.put("claims-dsl.audiences[1].scopes", "write");
		this.server = Server.start(StockServer.class, properties);
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	/**
	 * A request that is refused.
	 *
	 * @param text what it does
	 * @param error the error
	 * @param client the client
	 * @param request sends it
	 */
	record Refused(String text, String error, String client, Function<ParameterFlows, Answer> request) {

		@Override
		public String toString() {
			return this.text;
		}

	}

	static List<Refused> refused() {
		return List.of(
				new Refused("unknown", "invalid_target", "app",
						(flows) -> flows.machine("", "audience", "https://nowhere.example.com")),
				new Refused("forbidden", "invalid_target", "partner", (flows) -> flows.client()
					.post("/oauth2/token", "partner", "grant_type", "client_credentials", "audience", Policies.API)),
				new Refused("several", "invalid_target", "app",
						(flows) -> flows.machine("", "audience", Policies.API, "resource", OTHER)),
				new Refused("a scope that is not of it", "invalid_scope", "app",
						(flows) -> flows.machine("", "audience", OTHER)),
				new Refused("authorization request", "invalid_target", "app",
						(flows) -> flows.login().authorize("audience", "https://nowhere.example.com")),
				new Refused("authorization request, a scope that is not of it", "invalid_scope", "app",
						(flows) -> flows.login().authorize("resource", OTHER)),
				new Refused("pushed request", "invalid_target", "app",
						(flows) -> flows.push("", "audience", "https://nowhere.example.com")),
				new Refused("device request", "invalid_target", "app",
						(flows) -> flows.device("", "audience", "https://nowhere.example.com")),
				new Refused("code", "invalid_target", "app", (flows) -> {
					ParameterFlows alice = flows.login();
					return alice.code(alice.authorize("audience", Policies.API), "", "audience", OTHER);
				}), new Refused("refresh", "invalid_target", "app", (flows) -> {
					ParameterFlows alice = flows.login();
					Answer tokens = alice.code(alice.authorize("audience", Policies.API), "").granted();
					return alice.refresh(tokens, "", "audience", OTHER);
				}), new Refused("exchange", "invalid_target", "app", (flows) -> {
					ParameterFlows alice = flows.login();
					Answer tokens = alice.code(alice.authorize(), "").granted();
					return alice.exchange(tokens, "", "audience", "https://nowhere.example.com");
				}));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void audienceWhenRefusedThenOneLineSaysToWhomAndWhy(Refused refused) {
		List<String> lines = Logs.of(Level.WARN, () -> {
			Answer answer = refused.request().apply(ParameterFlows.of(this.server));
			String error = (answer.status() == 302) ? answer.redirected("error") : answer.text("error");
			assertThat(error).isEqualTo(refused.error());
		});
		assertThat(lines).singleElement()
			.asString()
			.startsWith("Refused")
			.contains("client '" + refused.client() + "'", "with " + refused.error() + ":");
	}

}

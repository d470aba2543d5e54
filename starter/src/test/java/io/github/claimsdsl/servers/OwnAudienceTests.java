package io.github.claimsdsl.servers;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A team whose customizer writes several APIs to {@code aud}, without declaring them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnAudienceTests {

	private static final String FIRST = "https://first.example.com";

	private static final String SECOND = "https://second.example.com";

	private Server server;

	@BeforeAll
	void start() {
		this.server = Server.start(TwoApis.class,
				Map.of("claims-dsl.audience-source", "customizer", "claims-dsl.policies.second.audience", SECOND,
						"claims-dsl.policies.second.claims.second", "'yes'", "claims-dsl.policies.second.deny[0].when",
						"client.id == 'barred'", "claims-dsl.policies.second.deny[0].error", "access_denied"));
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	@Test
	void claimOfThePolicyForTheSecondAudienceThenIsThere() {
		assertThat(ask("app").granted().claims("access_token")).containsEntry("second", "yes")
			.containsEntry("aud", List.of(FIRST, SECOND));
	}

	@Test
	void denialForTheSecondAudienceThenRefuses() {
		ask("barred").refused("access_denied");
	}

	private Answer ask(String client) {
		return this.server.client().post("/oauth2/token", client, "grant_type", "client_credentials");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class TwoApis {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> apis() {
			return (context) -> context.getClaims().audience(List.of(FIRST, SECOND));
		}

	}

}

package io.github.claimsdsl.servers;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * Clients that register themselves at one of several issuers: the audience of an issuer
 * stays with it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SelfRegistrationIssuerTests {

	private static final String AGENTS = "https://agents.example.com";

	private final Server server = start();

	private static Server start() {
		String port = IssuerTests.freePort();
		String base = "http://127.0.0.1:" + port;
		Map<String, String> properties = SelfRegistrationTests.properties();
		properties.put("server.port", port);
		properties.put("claims-dsl.issuers[0]", base + "/acme");
		properties.put("claims-dsl.issuers[1]", base + "/globex");
		properties.put("claims-dsl.audiences[1].issuers[0]", base + "/acme");
		return Server.start(Agents.class, properties);
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/acme", "/globex" })
	void clientThenGetsTheAudienceOfAnIssuerThereAlone(String issuer) {
		Answer client = register(issuer, "\"mcp\": false");
		assertThat(client.status()).as(client.body()).isEqualTo(201);
		assertThat(token("/acme", client, "resource", AGENTS).granted().claims("access_token")).containsEntry("aud",
				AGENTS);
		token("/globex", client, "resource", AGENTS).refused("invalid_target");
		token("/globex", client, "resource", Policies.API).refused("invalid_target");
		token("/other", client, "resource", AGENTS).refused("invalid_request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/other", "/ACME", "/acme/globex", "" })
	void registrationAtAnUndeclaredIssuerThenRefused(String issuer) {
		register(issuer, "\"client_name\": \"agent\"").refused("invalid_request");
	}

	@Test
	void settingThenIsIgnoredAtEveryIssuer() {
		assertThat(register("/globex", "\"mcp\": true").status()).isEqualTo(201);
	}

	private Answer register(String issuer, String metadata) {
		return this.server.client()
			.json(issuer + "/oauth2/register", "", "{\"grant_types\": [\"client_credentials\"], "
					+ "\"token_endpoint_auth_method\": \"client_secret_basic\", " + metadata + "}");
	}

	private Answer token(String issuer, Answer client, String... parameters) {
		return this.server.client()
			.post(issuer + "/oauth2/token", client, TwoChecks.with(parameters, "grant_type", "client_credentials"));
	}

	/** Anybody may register at any issuer. */
	@Configuration(proxyBeanMethods = false)
	static class Agents {

		@Bean
		AuthorizationServerSettings settings() {
			return AuthorizationServerSettings.builder().multipleIssuersAllowed(true).build();
		}

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http) {
			http.authorizeHttpRequests((requests) -> requests.requestMatchers("/**/oauth2/register").permitAll());
			return StockServer.chain(http,
					(server) -> server
						.clientRegistrationEndpoint((registration) -> registration.openRegistrationAllowed(true)
							.authenticationProviders((providers) -> providers.forEach(AgentServer::markClients))));
		}

	}

}

package io.github.claimsdsl.servers;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2ClientRegistration;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.converter.OAuth2ClientRegistrationRegisteredClientConverter;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * Clients that register themselves where the team's own code makes clients of their
 * metadata.
 */
class SelfRegistrationConverterTests {

	private static final String AGENTS = "https://agents.example.com";

	/** ClaimAccessor.getClaimAsBoolean makes true of "true". */
	@Test
	void settingReadFromMetadataOfAnotherTypeThenNotGained() {
		assertNotGained(Reading.class, SelfRegistrationTests.properties(), "\"mcp\": \"TRUE\"");
	}

	@Test
	void settingNormalizedFromMetadataThenNotGained() {
		Map<String, String> properties = SelfRegistrationTests.properties();
		properties.put("claims-dsl.audiences[1].clients.when", "client.settings.tier == 'gold'");
		assertNotGained(Reading.class, properties, "\"tier\": \"Gold\"");
	}

	/** The provider saves to the bean, not to the repository that the starter wraps. */
	@Test
	void settingOfAProviderWithItsOwnRepositoryThenNotGained() {
		assertNotGained(OwnProvider.class, SelfRegistrationTests.properties(), "\"mcp\": true");
	}

	@Test
	void identifierThatTheClientStatesThenNotGained() {
		Map<String, String> properties = SelfRegistrationTests.properties();
		properties.put("claims-dsl.audiences[1].clients.when", "client.id contains 'agent'");
		assertNotGained(Reading.class, properties, "\"client_id\": \"agent-x\"");
	}

	/** Also where nothing else is declared of clients. */
	@Test
	void identifierOfAnotherClientThenNotGained() {
		assertNotGained(Reading.class, Map.of("claims-dsl.audiences[0].id", AGENTS,
				"claims-dsl.audiences[0].clients.when", "client.id contains 'agent'"), "\"client_id\": \"agent-x\"");
	}

	@Test
	void textWithHalfACharacterThenRefused() {
		try (Server server = Server.start(OpenRegistration.Stock.class, SelfRegistrationTests.properties())) {
			register(server, "\"software_id\": \"a\\ud800\"").refused("invalid_client_metadata");
		}
	}

	/** Spring's own schema holds 2,000 characters of settings. */
	@Test
	void textOfTheLongestLengthThenKeptOrRefusedWithoutSql() {
		try (Server server = Server.start(AgentServer.OnH2.class, SelfRegistrationTests.properties())) {
			Answer answer = register(server, "\"software_id\": \"" + "a".repeat(2048) + '"');
			assertThat(answer.body()).doesNotContain("SQL");
		}
	}

	private static void assertNotGained(Class<?> arrangement, Map<String, String> properties, String metadata) {
		try (Server server = Server.start(arrangement, properties)) {
			Answer client = register(server, metadata);
			if (client.status() == 201) {
				server.client()
					.post("/oauth2/token", client, "grant_type", "client_credentials", "resource", AGENTS)
					.refused("invalid_target");
			}
		}
	}

	private static Answer register(Server server, String metadata) {
		return server.client()
			.json("/oauth2/register", "", "{\"grant_types\": [\"client_credentials\"], "
					+ "\"token_endpoint_auth_method\": \"client_secret_basic\", " + metadata + "}");
	}

	private static SecurityFilterChain chain(HttpSecurity http, OAuth2ClientRegistrationAuthenticationProvider own,
			Converter<OAuth2ClientRegistration, RegisteredClient> converter) {
		http.authorizeHttpRequests((requests) -> requests.requestMatchers("/oauth2/register").permitAll());
		return StockServer.chain(http, (server) -> server.clientRegistrationEndpoint(
				(registration) -> registration.openRegistrationAllowed(true).authenticationProviders((providers) -> {
					if (own != null) {
						providers.clear();
						providers.add(own);
					}
					providers.forEach((provider) -> ((OAuth2ClientRegistrationAuthenticationProvider) provider)
						.setRegisteredClientConverter(converter));
				})));
	}

	private static RegisteredClient read(OAuth2ClientRegistration asked) {
		RegisteredClient client = new OAuth2ClientRegistrationRegisteredClientConverter().convert(asked);
		Map<String, Object> settings = new LinkedHashMap<>(client.getClientSettings().getSettings());
		if (asked.hasClaim("mcp")) {
			settings.put("mcp", asked.getClaimAsBoolean("mcp"));
		}
		if (asked.hasClaim("tier")) {
			settings.put("tier", asked.getClaimAsString("tier").toLowerCase(Locale.ROOT));
		}
		RegisteredClient.Builder read = RegisteredClient.from(client)
			.clientSettings(ClientSettings.withSettings(settings).build());
		return (asked.hasClaim("client_id") ? read.clientId(asked.getClientId()) : read).build();
	}

	@Configuration(proxyBeanMethods = false)
	static class Reading {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http) {
			return chain(http, null, SelfRegistrationConverterTests::read);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnProvider {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http, RegisteredClientRepository clients,
				PasswordEncoder secrets) {
			OAuth2ClientRegistrationAuthenticationProvider own = new OAuth2ClientRegistrationAuthenticationProvider(
					clients, new InMemoryOAuth2AuthorizationService());
			own.setOpenRegistrationAllowed(true);
			own.setPasswordEncoder(secrets);
			return chain(http, own, SelfRegistrationConverterTests::read);
		}

	}

}

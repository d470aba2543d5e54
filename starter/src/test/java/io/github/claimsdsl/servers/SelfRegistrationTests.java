package io.github.claimsdsl.servers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * What clients get that anybody may register (RFC 7591), where audiences choose clients
 * by a condition.
 */
class SelfRegistrationTests {

	private static final String AGENTS = "https://agents.example.com";

	private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

	static Map<String, String> properties() {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("claims-dsl.client.settings.mcp", "boolean");
		properties.put("claims-dsl.client.settings.tier", "text");
		properties.put("claims-dsl.client.settings.api", "boolean");
		properties.put("claims-dsl.client.self-asserted.software_id", "text");
		properties.put("claims-dsl.client.self-asserted.contacts", "texts");
		properties.put("claims-dsl.client.self-asserted.level", "number");
		properties.put("claims-dsl.audiences[0].id", Policies.API);
		properties.put("claims-dsl.audiences[0].clients", "app");
		properties.put("claims-dsl.audiences[0].api-clients.when", "client.settings.api == true");
		properties.put("claims-dsl.audiences[0].scopes", "read");
		properties.put("claims-dsl.audiences[1].id", AGENTS);
		properties.put("claims-dsl.audiences[1].clients.when", "client.settings.mcp == true");
		properties.put("claims-dsl.audiences[1].default-for.when", "client.settings.tier == 'gold'");
		properties.put("claims-dsl.policies.every.audience", "any");
		properties.put("claims-dsl.policies.every.claims.software", "client.selfAsserted.software_id");
		properties.put("claims-dsl.policies.every.claims.contacts", "client.selfAsserted.contacts");
		properties.put("claims-dsl.policies.every.claims.tier", "client.settings.tier");
		return properties;
	}

	/** What a client might take for permission, in its metadata. */
	static List<String> metadata() {
		return List.of("\"mcp\": true", "\"mcp\": \"true\"", "\"tier\": \"gold\"", "\"api\": true",
				"\"settings\": {\"mcp\": true, \"tier\": \"gold\"}", "\"client_settings\": {\"mcp\": true}",
				"\"settings.mcp\": true", "\"client.settings\": {\"mcp\": true}", "\"client.settings.mcp\": true",
				"\"client_id\": \"app\", \"id\": \"id-of-app\"", "\"client_name\": \"app\"",
				"\"audience\": \"https://api.example.com\"", "\"audiences\": [\"https://agents.example.com\"]",
				"\"resource\": \"https://agents.example.com\"", "\"aud\": \"https://agents.example.com\"",
				"\"api-clients\": true, \"api_clients\": [\"app\"]", "\"default-for\": \"https://agents.example.com\"",
				"\"software_id\": \"app\", \"software_statement\": \"eyJhbGciOiJub25lIn0.eyJtY3AiOnRydWV9.\"",
				"\"token_settings\": {\"settings.token.access-token-format\": \"reference\"}",
				"\"settings.client.require-proof-key\": false",
				"\"io.github.claimsdsl.self-asserted\": {\"mcp\": true}", "\"selfAsserted\": {\"mcp\": true}",
				"\"claims-dsl\": {\"client\": {\"settings\": {\"mcp\": true}}}",
				"\"Mcp\": true, \"MCP\": true, \"mcp \": true",
				"\"grant_types\": [\"client_credentials\", \"" + EXCHANGE + "\"]", "\"contacts\": [\"mcp\", \"gold\"]",
				"\"@class\": \"java.util.HashMap\", \"mcp\": [\"java.lang.Boolean\", true]");
	}

	/** Registers a client, at the stock endpoint of RFC 7591. */
	private static Answer register(Server server, String metadata) {
		String grants = metadata.contains("grant_types") ? "" : "\"grant_types\": [\"client_credentials\"], ";
		return server.client()
			.json("/oauth2/register", "",
					"{" + grants + "\"token_endpoint_auth_method\": \"client_secret_basic\", " + metadata + "}");
	}

	private static Answer token(Server server, Answer client, String... parameters) {
		return server.client()
			.post("/oauth2/token", client, TwoChecks.with(parameters, "grant_type", "client_credentials"));
	}

	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	abstract static class NothingIsGained {

		private final Class<?> arrangement;

		Server server;

		NothingIsGained(Class<?> arrangement) {
			this.arrangement = arrangement;
		}

		@BeforeAll
		void start() {
			this.server = Server.start(this.arrangement, properties());
		}

		@AfterAll
		void stop() {
			this.server.close();
		}

		static Stream<String> metadata() {
			return SelfRegistrationTests.metadata().stream();
		}

		/** RFC 7591 section 5: metadata is self-asserted and must not be trusted. */
		@ParameterizedTest
		@MethodSource("metadata")
		void metadataThenGivesNothing(String metadata) {
			Answer client = register(this.server, metadata);
			if (client.status() != 201) {
				client.refused("invalid_client_metadata");
				return;
			}
			token(this.server, client, "audience", AGENTS).refused("invalid_target");
			token(this.server, client, "resource", Policies.API).refused("invalid_target");
			Answer own = token(this.server, client).granted();
			assertThat(own.claims("access_token")).containsEntry("aud", client.text("client_id"))
				.doesNotContainKey("tier");
			Answer api = CodeFlow.of(this.server).tokens("app", "read", "audience", Policies.API).granted();
			assertThat(this.server.client()
				.post("/oauth2/introspect", client, "token", api.text("access_token"))
				.granted()
				.json()).containsOnly(Map.entry("active", false));
			if (metadata.contains(EXCHANGE)) {
				this.server.client()
					.post("/oauth2/token", client, "grant_type", EXCHANGE, "subject_token", api.text("access_token"),
							"subject_token_type", "urn:ietf:params:oauth:token-type:access_token", "audience", AGENTS)
					.refused("invalid_target");
				this.server.client()
					.post("/oauth2/token", client, "grant_type", EXCHANGE, "subject_token", api.text("access_token"),
							"subject_token_type", "urn:ietf:params:oauth:token-type:access_token")
					.refused("invalid_scope");
			}
		}

	}

	@Nested
	class AtTheStockServer extends NothingIsGained {

		AtTheStockServer() {
			super(OpenRegistration.Stock.class);
		}

		@Test
		void metadataThenIsSelfAssertedInRules() {
			Answer client = register(this.server,
					"\"software_id\": \"agent\", \"contacts\": [\"a@example.com\"], \"logo_uri\": \"https://a.example.com\"");
			assertThat(token(this.server, client).granted().claims("access_token")).containsEntry("software", "agent")
				.containsEntry("contacts", List.of("a@example.com"));
			assertThat(token(this.server, register(this.server, "\"client_name\": \"none\"")).granted()
				.claims("access_token")).doesNotContainKeys("software", "contacts");
		}

		/** RFC 7591 section 3.2.2. */
		@ParameterizedTest
		@ValueSource(strings = { "\"software_id\": 5", "\"software_id\": [\"a\"]", "\"contacts\": \"a@example.com\"",
				"\"contacts\": [1]", "\"contacts\": [null]", "\"level\": \"5\"", "\"level\": 12345678901",
				"\"level\": true", "\"software_id\": {\"a\": 1}" })
		void metadataOfAnotherTypeThenRefused(String metadata) {
			register(this.server, metadata).refused("invalid_client_metadata");
		}

		@Test
		void metadataThatIsTooLargeTogetherThenRefused() {
			register(this.server, software("a".repeat(998))).refused("invalid_client_metadata");
			register(this.server, software("ä".repeat(499))).refused("invalid_client_metadata");
			register(this.server, software("a".repeat(500)) + ", \"contacts\": [\"" + "b".repeat(495) + "\"]")
				.refused("invalid_client_metadata");
			register(this.server, "\"contacts\": [" + "\"a\",".repeat(250) + "\"a\"]")
				.refused("invalid_client_metadata");
			assertThat(register(this.server, software("a".repeat(997))).status()).isEqualTo(201);
			assertThat(register(this.server, software("\\\"".repeat(498))).status()).isEqualTo(201);
			register(this.server, software("\\\"".repeat(499))).refused("invalid_client_metadata");
		}

		private static String software(String id) {
			return "\"software_id\": \"" + id + '"';
		}

	}

	/** Spring's guide on custom metadata copies it into the settings. */
	@Nested
	class WhereMetadataIsCopiedIntoTheSettings extends NothingIsGained {

		WhereMetadataIsCopiedIntoTheSettings() {
			super(OpenRegistration.Copying.class);
		}

		/** RFC 7591 section 2. */
		@Test
		void metadataOfTheNameOfASettingThenIgnored() {
			assertThat(register(this.server, "\"mcp\": true").status()).isEqualTo(201);
			assertThat(register(this.server, "\"tier\": \"gold\"").status()).isEqualTo(201);
		}

	}

	@Nested
	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	class WhereTheOperatorMarksClients {

		private final Server server = Server.start(OpenRegistration.Marking.class, properties());

		@AfterAll
		void stop() {
			this.server.close();
		}

		@Test
		void clientThenGetsTheAudienceOfItsSettingAndNoOther() {
			Answer client = register(this.server, "\"client_name\": \"agent\"");
			assertThat(token(this.server, client, "resource", AGENTS).granted().claims("access_token"))
				.containsEntry("aud", AGENTS)
				.containsEntry("tier", "free");
			token(this.server, client, "resource", Policies.API).refused("invalid_target");
			assertThat(token(this.server, client).granted().claims("access_token")).containsEntry("aud",
					client.text("client_id"));
		}

		@ParameterizedTest
		@ValueSource(strings = { "\"tier\": \"gold\"", "\"api\": true", "\"mcp\": false" })
		void metadataThenDoesNotChangeWhatTheOperatorDecides(String metadata) {
			Answer client = register(this.server, metadata);
			assertThat(token(this.server, client).granted().claims("access_token"))
				.containsEntry("aud", client.text("client_id"))
				.containsEntry("tier", "free");
			token(this.server, client, "resource", Policies.API).refused("invalid_target");
			token(this.server, client, "resource", AGENTS).granted();
		}

	}

	@Test
	void clientWhenReadByARuleInJavaThenHasSettingsAndWhatItSays() {
		try (Server server = Server.start(InJava.class, properties())) {
			assertThat(token(server, register(server, "\"software_id\": \"agent\"")).granted().claims("access_token"))
				.containsEntry("plan", "free of agent");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ OpenRegistration.Marking.class, ClientRules.class })
	static class InJava {

	}

	@ClaimRule(audience = "any")
	static class ClientRules {

		@Claim("plan")
		String plan(Client client) {
			return client.settings().get("tier") + " of " + client.selfAsserted().get("software_id");
		}

	}

	@Test
	void settingWhenOfAnotherTypeThenServerErrorAndNothingIsIssued() {
		Map<String, String> properties = properties();
		properties.put("claims-dsl.client.settings.tier", "number");
		properties.put("claims-dsl.audiences[1].default-for.when", "client.settings.tier == 3");
		try (Server server = Server.start(OpenRegistration.Marking.class, properties)) {
			token(server, register(server, "\"client_name\": \"agent\"")).refused("server_error");
		}
	}

	@Test
	void metadataWhenReportModeThenRegisteredAndOnlyReported() {
		Map<String, String> properties = properties();
		properties.put("claims-dsl.mode", "report");
		try (Server server = Server.start(OpenRegistration.Copying.class, properties)) {
			assertThat(register(server, "\"mcp\": true").status()).isEqualTo(201);
		}
	}

}

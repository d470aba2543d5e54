package io.github.claimsdsl.demo.registration;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.demo.McpServerTest;
import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.support.McpClient;

/**
 * RFC 7591: clients register themselves, and get no more than they may have.
 */
@McpServerTest
class OpenRegistrationTests {

	private static final String REGISTER = "/oauth2/register";

	@LocalServerPort
	private int port;

	@Autowired
	private RegisteredClientRepository clients;

	/** RFC 7591, section 3.2.1. */
	@Test
	void registerWhenPublicThenAnswersAllMetadata() {
		Answer answer = McpClient.ask(this.port, "client_name", "Inspector", "token_endpoint_auth_method", "none",
				"grant_types", List.of("authorization_code", "refresh_token"), "response_types", List.of("code"));
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.header("Content-Type")).startsWith("application/json");
		assertThat(answer.header("Cache-Control")).contains("no-store");
		Map<String, Object> metadata = answer.json();
		assertThat(metadata).containsKeys("client_id", "client_id_issued_at")
			.doesNotContainKeys("client_secret", "client_secret_expires_at")
			.containsEntry("client_name", "Inspector")
			.containsEntry("redirect_uris", List.of(McpClient.CALLBACK))
			.hasEntrySatisfying("grant_types", OpenRegistrationTests::areCodeAndRefresh)
			.containsEntry("response_types", List.of("code"))
			.containsEntry("token_endpoint_auth_method", "none")
			.containsEntry("scope", "mcp:tools");
		assertThat((Long) metadata.get("client_id_issued_at")).isCloseTo(Instant.now().getEpochSecond(),
				Offset.offset(60L));
	}

	/**
	 * RFC 7591, sections 2 and 3.2.1: the defaults, and what a secret needs beside it.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "", "client_secret_basic", "client_secret_post" })
	void registerWhenConfidentialThenAnswersASecretThatDoesNotExpire(String method) {
		Answer answer = method.isEmpty() ? McpClient.ask(this.port)
				: McpClient.ask(this.port, "token_endpoint_auth_method", method);
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.json()).containsEntry("client_secret_expires_at", 0L)
			.containsEntry("token_endpoint_auth_method", method.isEmpty() ? "client_secret_basic" : method)
			.containsEntry("grant_types", List.of("authorization_code"))
			.containsEntry("response_types", List.of("code"));
		assertThat(answer.string("client_secret")).hasSize(64);
		assertThat(client(answer).getClientSecret()).startsWith("{sha256}");
	}

	/** RFC 7591, section 3.2.1: the server may replace what the client asks for. */
	@Test
	void registerWhenAsksForMoreThenIsLeftOut() {
		Answer answer = McpClient.ask(this.port, "scope", "openid mcp:tools read:messages", "grant_types",
				List.of("authorization_code", "client_credentials", "password", "refresh_token",
						"urn:ietf:params:oauth:grant-type:device_code",
						"urn:ietf:params:oauth:grant-type:token-exchange"),
				"response_types", List.of("code", "token"), "mcp", false, "client_id", "trusted-app", "client_secret",
				"known", "jwks_uri", "https://attacker.example.com/keys", "require_proof_key", false, "audience",
				"https://api.example.com");
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.json()).containsEntry("scope", "mcp:tools")
			.hasEntrySatisfying("grant_types", OpenRegistrationTests::areCodeAndRefresh)
			.containsEntry("response_types", List.of("code"))
			.doesNotContainKeys("mcp", "jwks_uri", "require_proof_key", "audience");
		RegisteredClient client = client(answer);
		assertThat(client.getClientId()).isNotEqualTo("trusted-app");
		assertThat(client.getScopes()).containsExactly("mcp:tools");
		assertThat(client.getClientSettings().isRequireProofKey()).isTrue();
		assertThat(client.getClientSettings().isRequireAuthorizationConsent()).isTrue();
		assertThat(client.getClientSettings().getJwkSetUrl()).isNull();
		assertThat(client.getClientSettings().<Boolean>getSetting("mcp")).isTrue();
	}

	/** RFC 7591, section 3.2.2. */
	@ParameterizedTest
	@ValueSource(strings = { "http://attacker.example.com/callback", "javascript:alert(1)", "data:text/html,x",
			"https://a.example/callback#fragment", "/callback", "//a.example/callback", "https://a.example/c?x=1,2",
			"https://a.example/ü", "https://", "https:///callback", "https://user@a.example/callback", "",
			"https://a.example/{x}", "http://localhost.attacker.example/c", "http://127.0.0.1.attacker.example/c" })
	void registerWhenRedirectUriIsBadThenIsRefused(String uri) {
		assertRefused(McpClient.ask(this.port, "redirect_uris", List.of("https://good.example/callback", uri)),
				"invalid_redirect_uri");
	}

	@Test
	void registerWhenRedirectUrisAreMissingOrTooLongThenIsRefused() {
		assertRefused(McpClient.ask(this.port, "redirect_uris", List.of()), "invalid_client_metadata");
		assertRefused(new Http(this.port).postBody(REGISTER, "{\"client_name\":\"x\"}", "application/json"),
				"invalid_redirect_uri");
		assertRefused(McpClient.ask(this.port, "redirect_uris", List.of("https://a.example/" + "a".repeat(1000))),
				"invalid_redirect_uri");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://a.example/callback", "http://localhost:33418/", "http://127.0.0.1/",
			"http://[::1]:8080/callback", "cursor://anysphere.cursor-retrieval/oauth/callback", "com.example.app:/cb" })
	void registerWhenRedirectUriIsOfAWebAppOrANativeAppThenIsAccepted(String uri) {
		Answer answer = McpClient.ask(this.port, "redirect_uris", List.of(uri));
		assertThat(answer.status()).isEqualTo(201);
		assertThat(client(answer).getRedirectUris()).containsExactly(uri);
	}

	/** RFC 7591, section 3.2.2. */
	@ParameterizedTest
	@CsvSource({ "token_endpoint_auth_method, private_key_jwt", "token_endpoint_auth_method, tls_client_auth",
			"token_endpoint_auth_method, client_secret_jwt", "response_types, token", "grant_types, refresh_token",
			"grant_types, client_credentials", "jwks_uri, http://attacker.example.com/keys", "jwks_uri, no address" })
	void registerWhenMetadataCannotBeGrantedThenIsRefused(String name, String value) {
		Object metadata = name.endsWith("_types") ? List.of(value) : value;
		assertRefused(McpClient.ask(this.port, name, metadata), "invalid_client_metadata");
	}

	@Test
	void registerWhenNameIsTooLongOrHasControlCharactersThenIsRefused() {
		assertRefused(McpClient.ask(this.port, "client_name", "a".repeat(201)), "invalid_client_metadata");
		assertRefused(McpClient.ask(this.port, "client_name", "Good\nApp"), "invalid_client_metadata");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none",
			value = { "application/json | {", "application/json | []", "application/json | null",
					"application/json | 'text'", "application/json | ''", "application/json | {\"redirect_uris\":{}}",
					"text/plain | {\"redirect_uris\":[\"https://a.example/cb\"]}",
					"application/x-www-form-urlencoded | redirect_uris=https%3A%2F%2Fa.example" })
	void registerWhenBodyIsNoMetadataThenIsAnErrorAsJson(String type, String body) {
		Answer answer = new Http(this.port).postBody(REGISTER, body, type);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.error()).isIn("invalid_request", "invalid_client_metadata", "invalid_redirect_uri");
		assertThat(answer.body()).doesNotContain("Exception", "a.example", "Jackson");
	}

	@Test
	void registerWhenBodyIsVeryLongThenIsRefused() {
		assertRefused(McpClient.ask(this.port, "software_statement", "a".repeat(100_000)), "invalid_request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT", "DELETE", "PATCH" })
	void registerWhenMethodIsAnotherThenIsAnErrorAsJson(String method) {
		Answer answer = new Http(this.port).method(method, REGISTER);
		assertThat(answer.status()).isEqualTo(405);
		assertThat(answer.header("Allow")).isEqualTo("POST");
		assertThat(answer.error()).isEqualTo("invalid_request");
	}

	/** RFC 8414, section 2. */
	@ParameterizedTest
	@ValueSource(strings = { "openid-configuration", "oauth-authorization-server" })
	void discoveryWhenClientsMayRegisterThenNamesTheEndpoint(String document) {
		assertThat(new Http(this.port).get("/.well-known/" + document).json()).containsEntry("registration_endpoint",
				"http://localhost:9000/oauth2/register");
	}

	/** RFC 7591, section 2: a client without a name is shown by its id. */
	@Test
	void registerWhenThereIsNoNameThenIsNamedByItsId() {
		Answer answer = McpClient.ask(this.port, "client_name", " ");
		assertThat(answer.string("client_name")).isEqualTo(answer.string("client_id"));
	}

	private static void areCodeAndRefresh(Object grants) {
		assertThat(grants).asInstanceOf(InstanceOfAssertFactories.LIST)
			.containsExactlyInAnyOrder("authorization_code", "refresh_token");
	}

	private RegisteredClient client(Answer answer) {
		RegisteredClient client = this.clients.findByClientId(answer.string("client_id"));
		assertThat(client).isNotNull();
		return client;
	}

	private static void assertRefused(Answer answer, String error) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(400);
		assertThat(answer.error()).isEqualTo(error);
		assertThat(answer.body()).doesNotContain("attacker", "example", "Exception", "https:");
	}

}

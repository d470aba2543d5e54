package io.github.claimsdsl.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.jwk.JWKSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

import io.github.claimsdsl.demo.store.ExpiredAuthorizationPurge;
import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Discovery, keys, clients, revocation, introspection, the actuator and the purge.
 */
@DemoServerTest
class ServerTests {

	private static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

	@LocalServerPort
	private int port;

	@Autowired
	private RegisteredClientRepository clients;

	@Autowired
	private ExpiredAuthorizationPurge purge;

	private Http http;

	@BeforeEach
	void connect() {
		this.http = new Http(this.port);
	}

	@Test
	void discoversIssuerGrantsAndAlgorithms() {
		Answer discovery = this.http.get("/.well-known/openid-configuration");
		assertThat(discovery.json()).containsEntry("issuer", "http://localhost:9000");
		assertThat(list(discovery, "grant_types_supported")).contains("password", "authorization_code",
				"client_credentials", "refresh_token", TOKEN_EXCHANGE, "urn:ietf:params:oauth:grant-type:device_code");
		assertThat(list(discovery, "id_token_signing_alg_values_supported")).containsExactlyInAnyOrder("RS256",
				"ES256");
		assertThat(list(this.http.get("/.well-known/oauth-authorization-server"), "grant_types_supported"))
			.contains("password");
	}

	@Test
	void publishesOneKeyForEachAlgorithmAndNoPrivatePart() throws Exception {
		JWKSet keys = JWKSet.parse(this.http.get("/oauth2/jwks").body());
		assertThat(keys.getKeys()).extracting((key) -> key.getAlgorithm().getName())
			.containsExactlyInAnyOrder("RS256", "ES256");
		assertThat(keys.containsNonPublicKeys()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "machine, read:messages", "opaque-app, read:reports", "reports-job, read:reports",
			"restricted-job, read:restricted" })
	void issuesClientCredentials(String client, String scope) {
		Answer answer = this.http.token(client, "grant_type", "client_credentials", "scope", scope);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json()).containsEntry("scope", scope).doesNotContainKey("refresh_token");
	}

	@Test
	void issuesOpaqueTokensToTheOpaqueClient() {
		String token = this.http.token("opaque-app", "grant_type", "client_credentials").string("access_token");
		assertThat(token).doesNotContain(".");
		Answer answer = this.http.post("/oauth2/introspect", Http.form("token", token), "Authorization",
				Http.basic("opaque-app", "opaque-secret"));
		assertThat(answer.json()).containsEntry("active", true).containsEntry("client_id", "opaque-app");
	}

	@Test
	void tellsTheNameToClientsThatMaySeeTheProfile() throws Exception {
		Answer tokens = this.http.token("trusted-app", "grant_type", "password", "username", "alice", "password",
				"wonderland", "scope", "openid profile", "audience", "https://api.example.com");
		assertThat(tokens.claims("id_token").getStringClaim("name")).isEqualTo("Alice");
		assertThat(tokens.claims("access_token").getClaims()).doesNotContainKey("name");
	}

	@Test
	void exchangesATokenForTheMessagesApi() {
		String token = this.http
			.token("trusted-app", "grant_type", "password", "username", "alice", "password", "wonderland", "scope",
					"read:messages", "audience", "https://api.example.com")
			.string("access_token");
		Answer answer = this.http.token("messages-api", "grant_type", TOKEN_EXCHANGE, "subject_token", token,
				"subject_token_type", "urn:ietf:params:oauth:token-type:access_token", "scope", "read:reports",
				"audience", "https://reports.example.com");
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
	}

	@Test
	void introspectsForTheClientAndTheApiOfTheTokenOnly() {
		String token = this.http
			.token("machine", "grant_type", "client_credentials", "audience", "https://api.example.com")
			.string("access_token");
		assertThat(introspect(token, "machine").json()).containsEntry("active", true);
		assertThat(introspect(token, "messages-api").json()).containsEntry("active", true);
		assertThat(introspect(token, "reports-job").json()).containsOnly(Map.entry("active", false));
	}

	@Test
	void revokesForTheClientTheTokenWasIssuedToOnly() {
		String token = this.http.token("machine", "grant_type", "client_credentials").string("access_token");
		revoke(token, "trusted-app");
		assertThat(introspect(token, "machine").json()).containsEntry("active", true);
		revoke(token, "machine");
		assertThat(introspect(token, "machine").json()).containsEntry("active", false);
	}

	@ParameterizedTest
	@CsvSource({ "machine, password", "machine, refresh_token", "trusted-app, client_credentials",
			"machine, authorization_code", "machine, urn:ietf:params:oauth:grant-type:device_code",
			"opaque-app, " + TOKEN_EXCHANGE })
	void refusesAGrantThatTheClientMayNotUse(String client, String grant) {
		Answer answer = this.http.token(client, "grant_type", grant, "username", "alice", "password", "wonderland",
				"refresh_token", "any", "code", "any", "device_code", "any", "subject_token", "any",
				"subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.error()).isEqualTo("unauthorized_client");
	}

	@Test
	void refusesAnUnknownScopeOfAMachine() {
		assertThat(this.http.token("machine", "grant_type", "client_credentials", "scope", "read:everything").error())
			.isEqualTo("invalid_scope");
	}

	@Test
	void keepsTheEncodingOfAClientSecretAtUse() {
		String before = client("machine").getClientSecret();
		assertThat(this.http.token("machine", "grant_type", "client_credentials").status()).isEqualTo(200);
		assertThat(client("machine").getClientSecret()).isEqualTo(before).startsWith("{sha256}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/health/readiness" })
	void opensHealth(String path) {
		assertThat(this.http.get(path).status()).isIn(200, 404);
	}

	@Test
	void measuresRequestsDecisionsAndRulesButNotEveryFilter() {
		this.http.token("machine", "grant_type", "client_credentials", "audience", "https://api.example.com");
		Answer metrics = this.http.get("/actuator/metrics", "Authorization", Http.basic("alice", "wonderland"));
		assertThat(list(metrics, "names")).contains("http.server.requests", "claims.decision", "claims.rule")
			.doesNotContain("http.server.requests.active", "claims.decision.active")
			.noneMatch((name) -> name.toString().startsWith("spring.security"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/metrics", "/actuator/env", "/actuator/nothing" })
	void keepsTheOtherActuatorEndpointsForAdmins(String path) {
		assertThat(this.http.get(path).status()).isEqualTo(401);
		assertThat(this.http.get(path, "Authorization", Http.basic("carol", "chess")).status()).isEqualTo(403);
		assertThat(this.http.get(path, "Authorization", Http.basic("alice", "wonderland")).status()).isIn(200, 404);
	}

	@Test
	void showsTheActuatorToAnAdminInABrowser() {
		Browser browser = new Browser(this.port);
		assertThat(browser.open("/actuator/metrics").location().getPath()).isEqualTo("/login");
		assertThat(browser.follow(browser.signIn("alice", "wonderland")).status()).isEqualTo(200);
	}

	@Test
	void explainsItselfOnTheLandingPage() {
		Answer page = new Browser(this.port).open("/");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.body()).contains("http://localhost:9000", "/.well-known/openid-configuration", "/oauth2/jwks",
				"/userinfo", "email_verified", "/oauth2/introspect", "https://mydomain.com/claims/tier");
		assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
		assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
	}

	@Test
	void showsAPageForAnUnknownAddress() {
		Answer page = new Browser(this.port).open("/nowhere");
		assertThat(page.status()).isEqualTo(404);
		assertThat(page.body()).contains("There is no such page");
	}

	@Test
	void purgesAuthorizationsOnceAllTheirTokensHaveExpired() {
		String token = this.http.token("machine", "grant_type", "client_credentials").string("access_token");
		this.purge.purge(Instant.now());
		assertThat(introspect(token, "machine").json()).containsEntry("active", true);
		assertThat(this.purge.purge(Instant.now().plus(2, ChronoUnit.HOURS))).isPositive();
		assertThat(introspect(token, "machine").json()).containsEntry("active", false);
	}

	private void revoke(String token, String client) {
		this.http.post("/oauth2/revoke", Http.form("token", token), "Authorization",
				Http.basic(client, Http.secret(client)));
	}

	private Answer introspect(String token, String client) {
		return this.http.post("/oauth2/introspect", Http.form("token", token), "Authorization",
				Http.basic(client, Http.secret(client)));
	}

	private RegisteredClient client(String id) {
		RegisteredClient client = this.clients.findByClientId(id);
		assertThat(client).isNotNull();
		return client;
	}

	@SuppressWarnings("unchecked")
	private static List<Object> list(Answer answer, String member) {
		return (List<Object>) answer.json().get(member);
	}

}

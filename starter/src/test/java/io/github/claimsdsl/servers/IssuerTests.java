package io.github.claimsdsl.servers;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.servers.OAuthClient.Answer;
import io.github.claimsdsl.spring.PreviewRequest;
import io.github.claimsdsl.spring.preview.TokenPreview;

/**
 * One server with two declared issuers, two audiences and a policy of the first issuer.
 */
class IssuerTests {

	static final String GLOBEX_API = "https://globex.example.com";

	private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

	private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

	@Nested
	class InMemory extends IssuerChecks {

		InMemory() {
			super(SeveralIssuers.class);
		}

	}

	@Nested
	class OnADatabase extends IssuerChecks {

		OnADatabase() {
			super(SeveralIssuersOnADatabase.class);
		}

	}

	@Nested
	class OnPostgres extends IssuerChecks {

		OnPostgres() {
			super(SeveralIssuersOnPostgres.class);
		}

	}

	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	abstract static class IssuerChecks {

		private final Class<?> arrangement;

		private String base = "";

		private Server server;

		private OAuthClient browser;

		IssuerChecks(Class<?> arrangement) {
			this.arrangement = arrangement;
		}

		@BeforeAll
		void start() {
			String port = freePort();
			this.base = "http://127.0.0.1:" + port;
			Map<String, String> properties = properties(this.base);
			properties.put("server.port", port);
			this.server = Server.start(this.arrangement, properties);
			this.browser = this.server.client().login();
		}

		@AfterAll
		void stop() {
			this.server.close();
		}

		@Test
		void tokenThenHasTheClaimsOfItsIssuer() {
			Map<String, Object> acme = credentials("/acme").granted().claims("access_token");
			assertThat(acme).containsEntry("tenant", "acme").containsEntry("iss", this.base + "/acme");
			Map<String, Object> globex = credentials("/globex").granted().claims("access_token");
			assertThat(globex).doesNotContainKey("tenant").containsEntry("decided", "yes");
		}

		@ParameterizedTest
		@ValueSource(strings = { "/other", "", "/acme/globex", "/ACME", "/acme%20", "/oauth2/token" })
		void requestAtAnUndeclaredIssuerThenRefused(String issuer) {
			credentials(issuer).refused("invalid_request");
			assertThat(this.browser.page(issuer + "/.well-known/openid-configuration").status()).isEqualTo(404);
			Answer authorized = authorize(issuer);
			assertThat(authorized.status()).isEqualTo(400);
			assertThat(authorized.location()).isEmpty();
		}

		@Test
		void discoveryOfADeclaredIssuerThenAnswered() {
			Answer answer = this.browser.page("/acme/.well-known/openid-configuration").granted();
			assertThat(answer.text("issuer")).isEqualTo(this.base + "/acme");
		}

		@Test
		void audienceOfOneIssuerThenInvalidTargetAtTheOther() {
			assertThat(FourChecks
				.audience(credentials("/globex", "audience", GLOBEX_API).granted().claims("access_token")))
				.containsExactly(GLOBEX_API);
			credentials("/acme", "audience", GLOBEX_API).refused("invalid_target");
			assertThat(authorize("/acme", "audience", GLOBEX_API).redirected("error")).isEqualTo("invalid_target");
			this.browser.post("/acme/oauth2/device_authorization", "app", "scope", "read", "audience", GLOBEX_API)
				.refused("invalid_target");
			push("/acme", "audience", GLOBEX_API).refused("invalid_target");
		}

		@Test
		void defaultAudienceOfOneIssuerThenNoneAtTheOther() {
			Answer globex = credentialsOf("partner", "/globex").granted();
			assertThat(FourChecks.audience(globex.claims("access_token"))).containsExactly(GLOBEX_API);
			Answer acme = credentialsOf("partner", "/acme").granted();
			assertThat(FourChecks.audience(acme.claims("access_token"))).containsExactly("partner");
		}

		@Test
		void codeAtAnotherIssuerThenInvalidGrant() {
			Answer authorized = authorize("/acme");
			exchangeCode("/globex", authorized).refused("invalid_grant");
			exchangeCode("/acme", authorized).granted();
		}

		@Test
		void pushedRequestAtAnotherIssuerThenRefused() {
			Answer pushed = push("/acme");
			assertThat(pushed.status()).isEqualTo(201);
			String[] request = { "client_id", "app", "request_uri", pushed.text("request_uri") };
			assertThat(this.browser.page("/globex/oauth2/authorize", request).status()).isEqualTo(400);
			assertThat(this.browser.page("/acme/oauth2/authorize", request).redirected("code")).isNotEmpty();
		}

		@Test
		void refreshTokenAtAnotherIssuerThenInvalidGrant() {
			Answer tokens = tokens("/acme");
			refresh("/globex", tokens).refused("invalid_grant");
			assertThat(refresh("/acme", tokens).granted().claims("access_token")).containsEntry("tenant", "acme");
		}

		@Test
		void deviceCodeAtAnotherIssuerThenInvalidGrant() {
			Answer device = this.browser.post("/acme/oauth2/device_authorization", "app", "scope", "read").granted();
			Answer elsewhere = this.browser.page("/globex/oauth2/device_verification", "user_code",
					device.text("user_code"));
			assertThat(elsewhere.status()).isEqualTo(400);
			device("/globex", device).refused("invalid_grant");
			device("/acme", device).refused("authorization_pending");
		}

		@Test
		void exchangeAtAnotherIssuerThenInvalidGrant() {
			String token = tokens("/acme").text("access_token");
			exchange("/globex", token).refused("invalid_grant");
			exchange("/acme", token).granted();
		}

		@Test
		void introspectionAtAnotherIssuerThenNotActive() {
			String token = tokens("/acme").text("access_token");
			assertThat(introspect("/globex", token)).containsExactly(Map.entry("active", false));
			assertThat(introspect("/acme", token)).containsEntry("active", true);
		}

		@Test
		void revocationAtAnotherIssuerThenTokenStays() {
			String token = tokens("/acme").text("access_token");
			this.browser.post("/globex/oauth2/revoke", "app", "token", token);
			assertThat(introspect("/acme", token)).containsEntry("active", true);
		}

		@Test
		void userInfoAtAnotherIssuerThenInvalidToken() {
			String token = tokens("/acme").text("access_token");
			assertThat(this.browser.json("/acme/userinfo", token, "").status()).isEqualTo(200);
			Answer elsewhere = this.browser.json("/globex/userinfo", token, "");
			assertThat(elsewhere.status()).isEqualTo(401);
			assertThat(elsewhere.text("error")).isEqualTo("invalid_token");
		}

		/** Rules select on the issuer of the token. */
		@Test
		void answersThenHaveTheClaimsOfTheIssuerOfTheToken() {
			Answer acme = tokens("/acme");
			Answer globex = tokens("/globex");
			assertThat(this.browser.json("/acme/userinfo", acme.text("access_token"), "").granted().json())
				.containsEntry("seen", "at acme");
			assertThat(this.browser.json("/globex/userinfo", globex.text("access_token"), "").granted().json())
				.doesNotContainKey("seen");
			assertThat(introspect("/acme", acme.text("access_token"))).containsEntry("seen", "at acme");
			assertThat(introspect("/globex", globex.text("access_token"))).containsEntry("active", true)
				.doesNotContainKey("seen");
		}

		@Test
		void previewThenIsOfTheNamedIssuer() {
			TokenPreview preview = this.server.bean(TokenPreview.class);
			assertThat(preview.preview(request(this.base + "/acme")).claims()).containsEntry("tenant", "acme");
			assertThat(preview.preview(request(this.base + "/globex")).claims()).doesNotContainKey("tenant");
			assertThatIllegalArgumentException().isThrownBy(() -> preview.preview(request(this.base + "/other")));
			assertThat(preview.preview(request(null)).reason()).contains("the server has several issuers");
		}

		private static PreviewRequest request(String issuer) {
			return new PreviewRequest("app", "client_credentials", Issuance.INITIAL, null, null, Set.of("read"),
					TokenType.ACCESS_TOKEN, issuer);
		}

		private Answer credentials(String issuer, String... parameters) {
			return credentialsOf("app", issuer, parameters);
		}

		private Answer credentialsOf(String client, String issuer, String... parameters) {
			return this.browser.post(issuer + "/oauth2/token", client,
					TwoChecks.with(parameters, "grant_type", "client_credentials", "scope", "read"));
		}

		private Answer authorize(String issuer, String... parameters) {
			return this.browser.page(issuer + "/oauth2/authorize", code(parameters));
		}

		private Answer push(String issuer, String... parameters) {
			return this.browser.post(issuer + "/oauth2/par", "app", code(parameters));
		}

		private static String[] code(String... parameters) {
			return TwoChecks.with(parameters, "response_type", "code", "client_id", "app", "redirect_uri",
					Company.REDIRECT_URI, "scope", "openid read");
		}

		private Answer exchangeCode(String issuer, Answer authorized) {
			return this.browser.post(issuer + "/oauth2/token", "app", "grant_type", "authorization_code", "code",
					authorized.redirected("code"), "redirect_uri", Company.REDIRECT_URI);
		}

		private Answer tokens(String issuer) {
			return exchangeCode(issuer, authorize(issuer)).granted();
		}

		private Answer refresh(String issuer, Answer tokens) {
			return this.browser.post(issuer + "/oauth2/token", "app", "grant_type", "refresh_token", "refresh_token",
					tokens.text("refresh_token"));
		}

		private Answer device(String issuer, Answer device) {
			return this.browser.post(issuer + "/oauth2/token", "app", "grant_type", DEVICE, "device_code",
					device.text("device_code"));
		}

		private Answer exchange(String issuer, String token) {
			return this.browser.post(issuer + "/oauth2/token", "app", "grant_type",
					"urn:ietf:params:oauth:grant-type:token-exchange", "subject_token", token, "subject_token_type",
					ACCESS_TOKEN, "scope", "read");
		}

		private Map<String, Object> introspect(String issuer, String token) {
			return this.browser.post(issuer + "/oauth2/introspect", "app", "token", token).granted().json();
		}

	}

	@Test
	void undeclaredIssuerWhenReportingThenAnswered() {
		Map<String, String> properties = properties("http://127.0.0.1");
		properties.put("claims-dsl.mode", "report");
		try (Server server = Server.start(SeveralIssuers.class, properties)) {
			OAuthClient browser = server.client().login();
			browser.post("/other/oauth2/token", "app", "grant_type", "client_credentials", "scope", "read").granted();
			Answer authorized = browser.page("/acme/oauth2/authorize", "response_type", "code", "client_id", "app",
					"redirect_uri", Company.REDIRECT_URI, "scope", "read");
			browser
				.post("/globex/oauth2/token", "app", "grant_type", "authorization_code", "code",
						authorized.redirected("code"), "redirect_uri", Company.REDIRECT_URI)
				.granted();
		}
	}

	static Map<String, String> properties(String base) {
		Map<String, String> properties = new LinkedHashMap<>(Policies.withAudience());
		properties.put("claims-dsl.issuers", base + "/acme," + base + "/globex");
		properties.put("claims-dsl.audiences[1].id", GLOBEX_API);
		properties.put("claims-dsl.audiences[1].clients", "app,partner");
		properties.put("claims-dsl.audiences[1].default-for", "partner");
		properties.put("claims-dsl.audiences[1].scopes", "read");
		properties.put("claims-dsl.audiences[1].issuers", base + "/globex");
		properties.put("claims-dsl.policies.acme.audience", "any");
		properties.put("claims-dsl.policies.acme.issuer", base + "/acme");
		properties.put("claims-dsl.policies.acme.claims.tenant", "'acme'");
		properties.put("claims-dsl.policies.seen.audience", "any");
		properties.put("claims-dsl.policies.seen.token-type", "introspection,userinfo");
		properties.put("claims-dsl.policies.seen.issuer", base + "/acme");
		properties.put("claims-dsl.policies.seen.claims.seen", "'at acme'");
		return properties;
	}

	static String freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return String.valueOf(socket.getLocalPort());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class SeveralIssuers {

		@Bean
		AuthorizationServerSettings settings() {
			return AuthorizationServerSettings.builder().multipleIssuersAllowed(true).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StoreTests.DatabaseStore.class)
	static class SeveralIssuersOnADatabase extends SeveralIssuers {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(PostgresStore.class)
	static class SeveralIssuersOnPostgres extends SeveralIssuers {

	}

}

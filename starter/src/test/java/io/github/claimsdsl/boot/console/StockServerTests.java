package io.github.claimsdsl.boot.console;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console and the endpoint {@code claims} on a server as Spring Boot makes it: no
 * issuer is configured, and there is no bean for authorizations or audit events.
 */
@ExtendWith(OutputCaptureExtension.class)
class StockServerTests {

	private static final String PATH = "/claims-dsl";

	private static final String[] PROXY = { "X-Forwarded-Host", "auth.example.com", "X-Forwarded-Proto", "https",
			"X-Forwarded-Prefix", "/sso" };

	private static final AtomicReference<RuntimeException> FAILURE = new AtomicReference<>();

	private static String start = "";

	private static ConsoleServer server;

	private static Visitor admin;

	private static String csrf = "";

	@Configuration(proxyBeanMethods = false)
	static class Stock {

		@Bean
		AuthorizationServerSettings withoutIssuer() {
			return AuthorizationServerSettings.builder().build();
		}

		/** Fails as a store that is down, or as one that cannot read a row. */
		@Bean
		@Primary
		RegisteredClientRepository failing(RegisteredClientRepository clients) {
			return new RegisteredClientRepository() {

				@Override
				public void save(RegisteredClient client) {
					clients.save(client);
				}

				@Override
				public RegisteredClient findById(String id) {
					fail();
					return clients.findById(id);
				}

				@Override
				public RegisteredClient findByClientId(String id) {
					fail();
					return clients.findByClientId(id);
				}

				private void fail() {
					if (FAILURE.get() != null) {
						throw FAILURE.get();
					}
				}

			};
		}

	}

	@BeforeAll
	static void start(CapturedOutput output) {
		server = ConsoleServer.start(Stock.class, "server.servlet.context-path", "/auth",
				"server.forward-headers-strategy", "framework", "management.endpoints.web.exposure.include", "claims",
				"management.endpoint.claims.access", "unrestricted");
		start = output.getAll();
		admin = server.visitor().signIn("alice", "wonderland");
		csrf = Visitor.csrf(admin.open(PATH).body());
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@AfterEach
	void repair() {
		FAILURE.set(null);
	}

	private static String token(String... headers) throws Exception {
		return String.valueOf(
				JSONObjectUtils
					.parse(post(server.visitor(), "/oauth2/token", "grant_type=client_credentials&scope=openid",
							with(headers, "Authorization", Visitor.basic("app", "secret"), "Content-Type",
									"application/x-www-form-urlencoded"))
						.body())
					.get("access_token"));
	}

	private static String issuer(String... headers) throws Exception {
		return SignedJWT.parse(token(headers)).getJWTClaimsSet().getIssuer();
	}

	private static HttpResponse<String> post(Visitor visitor, String path, String body, String... headers) {
		return visitor.send("POST", path, HttpRequest.BodyPublishers.ofString(body), headers);
	}

	private static String[] with(String[] some, String... more) {
		return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
	}

	private static String submit(String page, String... fields) {
		HttpResponse<String> answer = admin.submitFrom(PATH + page, PATH + page, fields);
		assertThat(answer.statusCode()).isEqualTo(200);
		return answer.body();
	}

	private static String preview(String... fields) {
		return Pages
			.text(submit("", with(fields, "client", "app", "grantType", "client_credentials", "scopes", "openid")));
	}

	private static HttpResponse<String> endpoint(String more, String... headers) {
		return post(admin, "/actuator/claims", "{\"client\":\"app\",\"grantType\":\"client_credentials\"" + more + "}",
				with(headers, "X-CSRF-TOKEN", csrf, "Content-Type", "application/json"));
	}

	@Test
	void startWhenTheConsoleIsOnThenTheLineSaysWhere() {
		assertThat(start).contains("users: UserDetailsService, console at /auth/claims-dsl");
	}

	@Test
	void previewWhenNoIssuerIsConfiguredThenHasTheIssuerOfItsRequest() throws Exception {
		String issuer = issuer();
		assertThat(issuer).isEqualTo(server.address());
		assertThat(admin.open(PATH).body()).contains("name=\"issuer\" type=\"text\" value=\"" + issuer + "\"");
		assertThat(preview()).containsPattern("iss \\d+ bytes \"" + issuer + "\"")
			.contains("curl '" + issuer + "/oauth2/token'");
	}

	@Test
	void pageWhenBehindAProxyThenHasTheIssuerOfTokensThere() throws Exception {
		assertThat(issuer(PROXY)).isEqualTo("https://auth.example.com/sso");
		assertThat(admin.open(PATH, PROXY).body()).contains("value=\"https://auth.example.com/sso\"");
		assertThat(admin.open(PATH + "/expression", PROXY).body()).contains("value=\"https://auth.example.com/sso\"");
	}

	@Test
	void previewWhenAnIssuerIsNamedThenHasIt() {
		assertThat(preview("issuer", "https://public.example.com")).contains("\"https://public.example.com\"",
				"curl 'https://public.example.com/oauth2/token'");
	}

	@Test
	void endpointWhenNoIssuerIsNamedThenIsThatOfItsRequest() throws Exception {
		assertThat(endpoint("").body()).contains("\"iss\":\"" + issuer() + "\"", "\"outcome\":\"issued\"");
		assertThat(endpoint("", PROXY).body()).contains("\"iss\":\"" + issuer(PROXY) + "\"");
		assertThat(endpoint(",\"issuer\":\"https://public.example.com\"").body())
			.contains("\"iss\":\"https://public.example.com\"");
	}

	@Test
	void tokenWhenThereIsNoAuthorizationBeanThenIsExplainedAsItWasSaved() throws Exception {
		assertThat(server.context().getBeanProvider(OAuth2AuthorizationService.class)).isEmpty();
		assertThat(Pages.text(submit("/explain", "token", token()))).contains("No difference.")
			.doesNotContain("guessed");
		assertThat(Pages.text(submit("/explain", "token", token(PROXY)))).contains("No difference.");
	}

	@Test
	void footerWhenAuditEventsAreNotRecordedThenDoesNotSpeakOfThem() {
		assertThat(Pages.text(admin.open(PATH).body())).contains("Signed in as alice .").doesNotContain("audit events");
	}

	@Test
	void tokenWhenItsClientCannotBeReadThenTheClientIsAskedFor() throws Exception {
		String token = token();
		FAILURE.set(new IllegalArgumentException("{bcrypt}x"));
		assertThat(Pages.text(submit("/explain", "token", token)))
			.contains("Its client cannot be found or read: fill in the client.",
					"This request is not possible: there is no such client.")
			.doesNotContain("not a token of this server", "bcrypt");
		assertThat(preview()).contains(
				"This request is not possible: the client cannot be read: RegisteredClientRepository threw java.lang.IllegalArgumentException.")
			.doesNotContain("bcrypt");
		assertThat(endpoint("").statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/explain", "/expression" })
	void pageWhenTheClientsCannotBeReachedThenSaysTryAgain(String page, CapturedOutput output) throws Exception {
		String token = token();
		FAILURE.set(new DataAccessResourceFailureException("db.internal"));
		HttpResponse<String> answer = admin.submit(PATH + page, "_csrf", csrf, "token", token, "client", "app",
				"grantType", "client_credentials", "expression", "client.id");
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.body()).contains("The server cannot reach its data store").doesNotContain("db.internal");
		assertThat(endpoint("").statusCode()).isEqualTo(503);
		assertThat(output).contains("The console cannot answer, because a store threw ");
	}

}

package io.github.claimsdsl.servers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code claims-dsl.mode: report} beside the same server without the library: answers,
 * tokens and introspection are the same, and the log says what would have been done.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportModeTests {

	private static final Set<String> VARYING = Set.of("iat", "exp", "nbf", "jti");

	private Server plain;

	private Server reporting;

	@BeforeAll
	void start() {
		Map<String, String> off = Policies.withAudience();
		off.put("claims-dsl.enabled", "false");
		Map<String, String> report = Policies.withAudience();
		report.put("claims-dsl.mode", "report");
		this.plain = Server.start(PlainGrant.class, off);
		this.reporting = Server.start(PlainGrant.class, report);
	}

	@AfterAll
	void stop() {
		this.plain.close();
		this.reporting.close();
	}

	record Ask(String text, Function<Server, Answer> request) {

		@Override
		public String toString() {
			return this.text;
		}

	}

	static List<Ask> requests() {
		return List.of(ask("allowed", "app"), ask("denied", "barred"),
				ask("audience granted", "app", "audience", Policies.API),
				ask("audience unknown", "app", "audience", "https://unknown.example.com"),
				ask("audience of others", "partner", "resource", Policies.API),
				ask("two audiences", "app", "resource", Policies.API, "audience", "https://two.example.com"),
				new Ask("audience hidden",
						(server) -> server.client()
							.post("/oauth2/token?audience=x", "app", "grant_type", "client_credentials", "audience",
									Policies.API)),
				new Ask("undecided",
						(server) -> server.client()
							.post("/oauth2/token", "app", "grant_type", "password", "username", "alice", "password",
									"wonderland", "scope", "openid read")),
				new Ask("code flow",
						(server) -> CodeFlow.of(server)
							.tokens("app", "openid read", "audience", "https://unknown.example.com")),
				new Ask("code flow for the API",
						(server) -> CodeFlow.of(server).tokens("app", "openid read", "audience", Policies.API)),
				new Ask("device", (server) -> server.client()
					.post("/oauth2/device_authorization", "partner", "scope", "read", "audience", Policies.API)),
				new Ask("pushed request",
						(server) -> server.client()
							.post("/oauth2/par", "partner", "response_type", "code", "client_id", "partner",
									"redirect_uri", Company.REDIRECT_URI, "scope", "read", "audience", Policies.API)),
				new Ask("exchange",
						(server) -> exchange(server, "partner",
								CodeFlow.of(server).tokens("app", "read", "audience", Policies.API))),
				new Ask("introspection by others", (server) -> {
					Answer token = server.client()
						.post("/oauth2/token", "app", "grant_type", "client_credentials", "audience", Policies.API);
					return server.client()
						.post("/oauth2/introspect", "partner", "token", token.granted().text("access_token"));
				}));
	}

	private static Ask ask(String text, String client, String... parameters) {
		return new Ask(text,
				(server) -> server.client()
					.post("/oauth2/token", client,
							TwoChecks.with(parameters, "grant_type", "client_credentials", "scope", "read")));
	}

	private static Answer exchange(Server server, String client, Answer subject) {
		return server.client()
			.post("/oauth2/token", client, "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
					"subject_token", subject.text("access_token"), "subject_token_type",
					"urn:ietf:params:oauth:token-type:access_token");
	}

	@ParameterizedTest
	@MethodSource("requests")
	void answerThenIsThatOfTheServerWithoutTheLibrary(Ask ask) {
		Answer expected = ask.request().apply(this.plain);
		Answer answer = ask.request().apply(this.reporting);
		assertThat(answer.status()).as(answer.body()).isEqualTo(expected.status());
		assertThat(form(answer)).isEqualTo(form(expected));
	}

	@Test
	void logThenSaysWhatWouldHaveBeenRefused() {
		assertThat(log("denied")).singleElement()
			.asString()
			.contains("Would refuse the access_token of client 'barred'", "access_denied", "every.deny");
		assertThat(log("audience unknown")).anyMatch((line) -> line.startsWith("Would refuse the token request of "
				+ "client 'app', grant type 'client_credentials', with invalid_target"));
		assertThat(log("audience hidden")).anyMatch((line) -> line.contains("with invalid_request"));
		assertThat(log("undecided")).anyMatch((line) -> line.contains("does not call the policies"));
		assertThat(log("device")).anyMatch((line) -> line.startsWith("Would refuse the device authorization request"));
		assertThat(log("pushed request"))
			.anyMatch((line) -> line.startsWith("Would refuse the pushed authorization request"));
		assertThat(log("code flow")).anyMatch((line) -> line.startsWith("Would refuse the authorization request"))
			.anyMatch((line) -> line.startsWith("Would refuse the access_token"));
		assertThat(log("allowed")).isEmpty();
		assertThat(log("audience granted")).isEmpty();
	}

	@Test
	void startThenWarnsThatNothingIsEnforced(CapturedOutput output) {
		Map<String, String> report = Policies.withAudience();
		report.put("claims-dsl.mode", "report");
		Server.start(StockServer.class, report).close();
		assertThat(output)
			.contains("Claim policies: 2, rules: 2, denials: 1, audiences: 1, mode: report, users: UserDetailsService")
			.contains("claims-dsl.mode is report");
	}

	@Test
	void policyInReportModeThenRefusesNothingAndTheStartNamesIt(CapturedOutput output) {
		Map<String, String> report = Policies.withoutAudiences();
		report.put("claims-dsl.policies.every.mode", "report");
		report.put("claims-dsl.policies.other.audience", "any");
		report.put("claims-dsl.policies.other.claims.other", "'yes'");
		try (Server server = Server.start(StockServer.class, report)) {
			Map<String, Object> claims = requests().get(1).request().apply(server).granted().claims("access_token");
			assertThat(claims).containsEntry("other", "yes").doesNotContainKey("decided");
		}
		assertThat(output)
			.contains("Policy 'every' is in mode report: it writes no claim, and its denials every.deny[0] "
					+ "refuse nothing")
			.contains("Would refuse the access_token of client 'barred'");
	}

	@Test
	void userWhoIsDisabledThenIsReported() {
		InMemoryUserDetailsManager users = (InMemoryUserDetailsManager) this.reporting
			.bean(org.springframework.security.core.userdetails.UserDetailsService.class);
		Answer subject = CodeFlow.of(this.reporting).tokens("app", "read");
		users.updateUser(User.withUsername("alice").password("{noop}wonderland").disabled(true).build());
		try {
			assertThat(Logs.of(Level.WARN, () -> exchange(this.reporting, "app", subject).granted()))
				.anyMatch((line) -> line.startsWith("Would refuse") && line.contains("invalid_grant"));
		}
		finally {
			users.updateUser(User.withUsername("alice").password("{noop}wonderland").roles("user").build());
		}
	}

	private List<String> log(String text) {
		Ask ask = requests().stream().filter((request) -> request.text().equals(text)).findFirst().orElseThrow();
		return Logs.of(Level.WARN, () -> assertThat(ask.request().apply(this.reporting)).isNotNull())
			.stream()
			.filter((line) -> line.startsWith("Would refuse"))
			.toList();
	}

	/** What does not differ between two answers to the same request. */
	private static Map<String, Object> form(Answer answer) {
		Map<String, Object> form = new LinkedHashMap<>(answer.json());
		form.replaceAll((name, value) -> (value instanceof String text && text.startsWith("eyJ"))
				? steady(Answer.claimsOf(text)) : value);
		form.keySet()
			.removeAll(Set.of("refresh_token", "device_code", "user_code", "verification_uri",
					"verification_uri_complete", "request_uri", "expires_in"));
		return steady(form);
	}

	private static Map<String, Object> steady(Map<String, Object> claims) {
		Map<String, Object> steady = new LinkedHashMap<>(claims);
		steady.keySet().removeAll(VARYING);
		steady.remove("auth_time");
		steady.remove("sid");
		steady.computeIfPresent("iss", (name, issuer) -> "the issuer");
		return steady;
	}

	/** The community's grant with a generator that calls no policy. */
	@Configuration(proxyBeanMethods = false)
	@Import(PasswordGrantTests.PlainGenerator.class)
	static class PlainGrant {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> teams() {
			return (context) -> context.getClaims().claim("team", "ours");
		}

	}

}

package io.github.claimsdsl.docs.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.nimbusds.jose.util.JSONObjectUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.test.ClaimPolicyTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The examples of docs/migration/from-auth0.md: each Action runs in Node.js, and the
 * policy beside it decides the same for the same logins.
 */
class Auth0PageTests {

	static final Auth0User ANN = new Auth0User("auth0|1", "ann@example.com", true, "Ann", "Berg", "annie",
			List.of("admin", "app:read"),
			Map.of("plan", "gold", "quota", 20, "address", Map.of("city", "Oslo"), "features", List.of("beta")),
			Map.of("preferred-theme", "dark"), Instant.parse("2025-06-01T00:00:00Z"),
			Instant.parse("2026-02-01T00:00:00Z"));

	private static final Auth0User BARE = new Auth0User("auth0|2", null, false, null, null, null, List.of(), Map.of(),
			Map.of(), Instant.parse("2025-06-01T00:00:00Z"), null);

	private static final Auth0User NEW = new Auth0User("auth0|3", "new@mydomain.com", true, null, "Only", "newbie",
			List.of("user"), Map.of("plan", "silver"), Map.of(), Instant.parse("2026-02-28T00:00:00Z"), null);

	/** A login, or a request of a machine. */
	record Login(@Nullable Auth0User user, RegisteredClient client, @Nullable String audience, Set<String> scopes,
			Map<String, String> parameters) {

		TokenRequest.Builder request(Instant now) {
			TokenRequest.Builder request = ClaimPolicyTester
				.request(this.client, (this.user != null) ? "authorization_code" : "client_credentials")
				.scopes(this.scopes)
				.parameters(this.parameters)
				.now(now);
			return (this.user != null) ? request.user(this.user) : request;
		}

		Map<String, Object> event() {
			Map<String, Object> event = new LinkedHashMap<>();
			Object tier = this.client.getClientSettings().getSetting("tier");
			event.put("client", Map.of("client_id", this.client.getClientId(), "name", this.client.getClientName(),
					"metadata", (tier != null) ? Map.of("tier", tier) : Map.of()));
			event.put("request", Map.of("query", this.parameters));
			event.put("transaction", Map.of("requested_scopes", List.copyOf(this.scopes)));
			if (this.audience != null) {
				event.put("resource_server", Map.of("identifier", this.audience));
			}
			if (this.user != null) {
				event.put("authorization", Map.of("roles", this.user.roles()));
				event.put("user", profile(this.user));
			}
			return event;
		}

		private static Map<String, Object> profile(Auth0User user) {
			Map<String, Object> profile = new LinkedHashMap<>();
			profile.put("user_id", user.userId());
			profile.put("email", user.email());
			profile.put("email_verified", user.emailVerified());
			profile.put("given_name", user.givenName());
			profile.put("family_name", user.familyName());
			profile.put("nickname", user.nickname());
			profile.put("app_metadata", user.appMetadata());
			profile.put("user_metadata", user.userMetadata());
			profile.put("created_at", user.createdAt().toString());
			profile.put("last_password_reset",
					(user.lastPasswordReset() != null) ? user.lastPasswordReset().toString() : null);
			profile.values().removeIf((value) -> value == null);
			return profile;
		}

	}

	@ParameterizedTest
	@CsvSource({ "roles,", "api, https://api.example.com", "metadata,", "client,", "scopes,", "domain,", "verified,",
			"no-users, https://jobs.example.com", "reset,", "rule," })
	void policyThenDecidesAsTheAction(String example, @Nullable String audience) throws Exception {
		ClaimPolicyTester policies = ClaimPolicyTester.forUser(Auth0User.class)
			.yaml(new ClassPathResource("migration/auth0/" + example + ".yml"))
			.build();
		compare(example, policies, logins(audience), MigrationPage.NOW);
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z", "2026-03-06T23:59:59Z", "2026-03-07T00:00:00Z" })
	void ruleInJavaThenDecidesAsTheAction(Instant now) throws Exception {
		ClaimPolicyTester policies = ClaimPolicyTester.forUser(Auth0User.class).rules(new WeekdayRule()).build();
		compare("weekdays", policies, logins(null), now);
	}

	@ParameterizedTest
	@CsvSource({ "internal", "external" })
	void policyForMachinesThenDecidesAsTheAction(String tier) throws Exception {
		ClaimPolicyTester policies = ClaimPolicyTester.withoutUser()
			.yaml(new ClassPathResource("migration/auth0/machine.yml"))
			.build();
		Login machine = new Login(null, client("batch", "Batch", tier), null, Set.of(), Map.of());
		compare("machine", policies, List.of(machine), MigrationPage.NOW);
	}

	private static List<Login> logins(@Nullable String audience) {
		List<Login> logins = new ArrayList<>();
		for (Auth0User user : List.of(ANN, BARE, NEW)) {
			for (RegisteredClient client : List.of(client("spa", "My SPA", "gold"), client("app", "App", null))) {
				for (Set<String> scopes : List.of(Set.of("openid"), Set.of("openid", "profile", "email"))) {
					for (Map<String, String> parameters : List.of(Map.<String, String>of(), Map.of("tenant", "acme"))) {
						logins.add(new Login(user, client, null, scopes, parameters));
						if (audience != null) {
							logins.add(new Login(user, client, audience, scopes, parameters));
						}
					}
				}
			}
		}
		return logins;
	}

	private static RegisteredClient client(String id, String name, @Nullable String tier) {
		ClientSettings.Builder settings = ClientSettings.builder();
		return RegisteredClient.withId(id)
			.clientId(id)
			.clientName(name)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.clientSettings((tier != null) ? settings.setting("tier", tier).build() : settings.build())
			.build();
	}

	private static void compare(String example, ClaimPolicyTester policies, List<Login> logins, Instant now)
			throws Exception {
		List<Map<String, Object>> results = run(example, logins, now);
		assertThat(results).hasSameSizeAs(logins);
		for (int i = 0; i < logins.size(); i++) {
			Login login = logins.get(i);
			assertSame(policies.evaluate(login.request(now).audience(login.audience()).build()), results.get(i),
					"access_token");
			if (login.user() != null && login.audience() == null) {
				assertSame(policies.evaluate(login.request(now).tokenType(TokenType.ID_TOKEN).build()), results.get(i),
						"id_token");
			}
		}
	}

	private static void assertSame(ClaimDecision decision, Map<String, Object> action, String token) throws Exception {
		Object denied = action.get("denied");
		assertThat(decision.refusal().map((error) -> error.description()).orElse(null)).isEqualTo(denied);
		if (denied == null) {
			assertThat(JSONObjectUtils.parse(JSONObjectUtils.toJSONString(decision.claims())))
				.isEqualTo(action.get(token));
		}
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> run(String example, List<Login> logins, Instant now) throws Exception {
		Process node = node("src/test/resources/migration/actions.js",
				"src/test/resources/migration/auth0/" + example + ".js", now.toString());
		try (var input = node.getOutputStream()) {
			input.write(JSONObjectUtils.toJSONString(Map.of("events", logins.stream().map(Login::event).toList()))
				.getBytes(StandardCharsets.UTF_8));
		}
		String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(node.waitFor()).as(output).isZero();
		return (List<Map<String, Object>>) JSONObjectUtils.parse(output).get("all");
	}

	private static Process node(String... arguments) {
		try {
			ProcessBuilder node = new ProcessBuilder(Stream.concat(Stream.of("node"), Stream.of(arguments)).toList())
				.redirectError(ProcessBuilder.Redirect.INHERIT);
			node.environment().put("TZ", "UTC");
			return node.start();
		}
		catch (IOException ex) {
			assumeTrue(false, "SKIPPED: no Node.js, so no Action was run");
			throw new IllegalStateException(ex);
		}
	}

	static List<List<String>> rows() {
		return MigrationPage.of("from-auth0.md").table("in an Action | expression | for Ann | for Bare");
	}

	@ParameterizedTest
	@MethodSource("rows")
	void expressionThenHasItsValues(List<String> row) {
		MigrationPage.check(ClaimPolicyTester.forUser(Auth0User.class), row.get(1), request(ANN), row.get(2));
		MigrationPage.check(ClaimPolicyTester.forUser(Auth0User.class), row.get(1), request(BARE), row.get(3));
	}

	private static TokenRequest request(Auth0User user) {
		return new Login(user, client("spa", "My SPA", "gold"), null, Set.of("email"), Map.of())
			.request(MigrationPage.NOW)
			.build();
	}

}

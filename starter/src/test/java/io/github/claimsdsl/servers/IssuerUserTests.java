package io.github.claimsdsl.servers;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.DisabledException;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.servers.OAuthClient.Answer;
import io.github.claimsdsl.spring.PreviewRequest;
import io.github.claimsdsl.spring.UserIdentity;
import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.preview.TokenPreview;

/**
 * One server with two issuers, each of which has its own alice.
 */
class IssuerUserTests {

	@Nested
	class InMemory extends UserChecks {

		InMemory() {
			super(Tenants.class);
		}

	}

	@Nested
	class OnADatabase extends UserChecks {

		OnADatabase() {
			super(TenantsOnADatabase.class);
		}

	}

	@Nested
	class OnPostgres extends UserChecks {

		OnPostgres() {
			super(TenantsOnPostgres.class);
		}

	}

	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	abstract static class UserChecks {

		private final Class<?> arrangement;

		private String base = "";

		private Server server;

		private OAuthClient browser;

		UserChecks(Class<?> arrangement) {
			this.arrangement = arrangement;
		}

		@BeforeAll
		void start() {
			String port = IssuerTests.freePort();
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

		@BeforeEach
		void hire() {
			save("acme", true);
			save("globex", true);
		}

		private void save(String tenant, boolean active) {
			this.server.bean(EmployeeDirectory.class)
				.save(new Employee(tenant + "/alice", "alice@" + tenant + ".example", List.of(tenant), active));
		}

		@Test
		void issuedTokenThenIsOfTheUserOfItsIssuer() {
			for (String tenant : List.of("acme", "globex")) {
				Answer tokens = tokens(tenant);
				assertThat(tokens.claims("access_token")).containsEntry("mail", "alice@" + tenant + ".example")
					.containsEntry("at", this.base + "/" + tenant)
					.containsEntry("sub", "alice");
				assertThat(tokens.claims("id_token")).containsEntry("mail", "alice@" + tenant + ".example");
			}
		}

		@Test
		void refreshedAndExchangedTokenThenIsOfTheUserOfItsIssuer() {
			for (String tenant : List.of("acme", "globex")) {
				Answer tokens = tokens(tenant);
				tokens = refresh(tenant, tokens).granted();
				assertThat(tokens.claims("access_token")).containsEntry("mail", "alice@" + tenant + ".example");
				assertThat(exchange(tenant, tokens).granted().claims("access_token")).containsEntry("mail",
						"alice@" + tenant + ".example");
			}
		}

		/** By a rule with issuer as a selector, and one with the input request.issuer. */
		@Test
		void answersThenAreOfTheUserAndTheIssuerThatIsAsked() {
			for (String tenant : List.of("acme", "globex")) {
				Answer tokens = tokens(tenant);
				for (Map<String, Object> answer : List.of(userInfo(tenant, tokens).granted().json(),
						introspect(tenant, tokens))) {
					assertThat(answer).containsEntry("group", tenant)
						.containsEntry("level", tenant.equals("acme") ? "gold" : "silver")
						.containsEntry("asked", this.base + "/" + tenant);
				}
			}
		}

		/** Who has left one tenant stays in the other. */
		@Test
		void userWhenLockedAtOneIssuerThenRefusedThereAlone() {
			Answer acme = tokens("acme");
			Answer globex = tokens("globex");
			save("globex", false);
			assertThat(userInfo("globex", globex).status()).isEqualTo(401);
			assertThat(introspect("globex", globex)).containsExactly(Map.entry("active", false));
			exchange("globex", globex).refused("invalid_grant");
			refresh("globex", globex).refused("invalid_grant");
			exchangeCode("globex", authorize("globex")).refused("invalid_grant");
			userInfo("acme", acme).granted();
			assertThat(introspect("acme", acme)).containsEntry("active", true);
			exchange("acme", acme).granted();
			refresh("acme", acme).granted();
			tokens("acme");
		}

		@Test
		void previewThenIsOfTheUserOfTheNamedIssuer() {
			for (String tenant : List.of("acme", "globex")) {
				assertThat(preview(tenant, TokenType.ACCESS_TOKEN)).containsEntry("mail",
						"alice@" + tenant + ".example");
				assertThat(preview(tenant, TokenType.ID_TOKEN)).containsEntry("mail", "alice@" + tenant + ".example");
				for (TokenType answer : List.of(TokenType.USERINFO, TokenType.INTROSPECTION)) {
					assertThat(preview(tenant, answer)).containsEntry("group", tenant)
						.containsEntry("level", tenant.equals("acme") ? "gold" : "silver")
						.containsEntry("asked", this.base + "/" + tenant);
				}
			}
		}

		private Map<String, Object> preview(String tenant, TokenType type) {
			return this.server.bean(TokenPreview.class)
				.preview(new PreviewRequest("app", "authorization_code", Issuance.INITIAL, "alice", null,
						Set.of("openid", "read"), type, this.base + "/" + tenant))
				.claims();
		}

		private Answer tokens(String tenant) {
			return exchangeCode(tenant, authorize(tenant)).granted();
		}

		private Answer authorize(String tenant) {
			return this.browser.page("/" + tenant + "/oauth2/authorize", "response_type", "code", "client_id", "app",
					"redirect_uri", Company.REDIRECT_URI, "scope", "openid read");
		}

		private Answer exchangeCode(String tenant, Answer authorized) {
			return token(tenant, "grant_type", "authorization_code", "code", authorized.redirected("code"),
					"redirect_uri", Company.REDIRECT_URI);
		}

		private Answer refresh(String tenant, Answer tokens) {
			return token(tenant, "grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token"));
		}

		private Answer exchange(String tenant, Answer tokens) {
			return token(tenant, "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token",
					tokens.text("access_token"), "subject_token_type", ExchangeServer.ACCESS_TOKEN);
		}

		private Answer token(String tenant, String... parameters) {
			return this.browser.post("/" + tenant + "/oauth2/token", "app", parameters);
		}

		private Answer userInfo(String tenant, Answer tokens) {
			return this.browser.json("/" + tenant + "/userinfo", tokens.text("access_token"), "");
		}

		private Map<String, Object> introspect(String tenant, Answer tokens) {
			return this.browser.post("/" + tenant + "/oauth2/introspect", "app", "token", tokens.text("access_token"))
				.granted()
				.json();
		}

	}

	private static Map<String, String> properties(String base) {
		Map<String, String> properties = IssuerTests.properties(base);
		policy(properties, "mail", "access_token,id_token", "mail", "user.email");
		properties.put("claims-dsl.policies.at.audience", "any");
		properties.put("claims-dsl.policies.at.claims.at", "request.issuer");
		policy(properties, "group", "userinfo,introspection", "group", "user.groups[0]");
		properties.put("claims-dsl.policies.group.claims.asked", "request.issuer");
		policy(properties, "gold", "userinfo,introspection", "level", "'gold'");
		properties.put("claims-dsl.policies.gold.issuer", base + "/acme");
		policy(properties, "silver", "userinfo,introspection", "level", "'silver'");
		properties.put("claims-dsl.policies.silver.issuer", base + "/globex");
		return properties;
	}

	private static void policy(Map<String, String> properties, String name, String types, String claim, String value) {
		String policy = "claims-dsl.policies." + name + ".";
		properties.put(policy + "token-type", types);
		properties.put(policy + "audience", "any");
		properties.put(policy + "claims." + claim, value);
	}

	/** Finds users by the tenant that the path of the issuer names. */
	@Component
	static final class TenantEmployees implements UserSource<Employee> {

		private final EmployeeDirectory directory;

		TenantEmployees(EmployeeDirectory directory) {
			this.directory = directory;
		}

		@Override
		public @Nullable Employee loadUser(String name) {
			throw new IllegalStateException("no issuer");
		}

		@Override
		public @Nullable Employee loadUser(UserIdentity identity) {
			String issuer = Objects.requireNonNull(identity.issuer());
			Employee employee = this.directory
				.find(issuer.substring(issuer.lastIndexOf('/') + 1) + "/" + identity.name());
			if (employee != null && !employee.active()) {
				throw new DisabledException("The employee has left");
			}
			return employee;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ IssuerTests.SeveralIssuers.class, EmployeeDirectory.class, TenantEmployees.class })
	static class Tenants {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ IssuerTests.SeveralIssuersOnADatabase.class, EmployeeDirectory.class, TenantEmployees.class })
	static class TenantsOnADatabase {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ IssuerTests.SeveralIssuersOnPostgres.class, EmployeeDirectory.class, TenantEmployees.class })
	static class TenantsOnPostgres {

	}

}

package io.github.claimsdsl.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import io.github.claimsdsl.docs.migration.ApiTokenCustomizer;
import io.github.claimsdsl.docs.migration.AudienceCustomizer;
import io.github.claimsdsl.docs.migration.Member;
import io.github.claimsdsl.docs.migration.Members;
import io.github.claimsdsl.servers.OAuthClient.Answer;
import io.github.claimsdsl.spring.UserSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The steps of docs/migration/from-customizer.md, in a server each: the same requests get
 * the same tokens.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomizerMigrationTests {

	private static final Set<String> VARYING = Set.of("iat", "exp", "nbf", "jti", "auth_time", "sid", "iss");

	private static final Map<String, Function<Server, Answer>> REQUESTS = Map.of("a code",
			(server) -> code(server, "web-app", "read"), "a code and the e-mail address",
			(server) -> code(server, "web-app", "read email"), "a login",
			(server) -> code(server, "web-app", "openid profile email read"), "a login without a profile",
			(server) -> code(server, "other", "openid"), "another client",
			(server) -> code(server, "other", "read email"), "a machine",
			(server) -> server.client()
				.post("/oauth2/token", "batch", "grant_type", "client_credentials", "scope", "read"),
			"a refresh", (server) -> {
				CodeFlow flow = CodeFlow.of(server);
				return flow.refresh("web-app", flow.tokens("web-app", "read email").granted());
			});

	private Map<String, Map<String, Object>> before;

	@BeforeAll
	void issueTokensOfTheCustomizer() {
		try (Server server = Server.start(Before.class, Map.of("claims-dsl.enabled", "false"))) {
			this.before = answers(server);
		}
		assertThat(claims(this.before, "a login", "access_token")).containsEntry("aud", "https://api.example.com")
			.containsEntry("roles", List.of("user"))
			.containsEntry("department", "sales")
			.containsEntry("https://mydomain.com/claims/email", "alice@mydomain.com");
		assertThat(claims(this.before, "a login", "id_token")).containsEntry("name", "Alice Liddell");
		assertThat(claims(this.before, "a machine", "access_token")).containsEntry("tier", "internal");
		assertThat(claims(this.before, "a refresh", "access_token")).containsEntry("department", "sales");
	}

	@Test
	void policiesWhenReportedBesideTheCustomizerThenTokensAreTheSameAndTheLogSaysSo() throws IOException {
		Map<String, String> report = Map.of("spring.config.import", "classpath:migration/customizer.yml",
				"claims-dsl.mode", "report");
		try (Server server = Server.start(Before.class, report)) {
			assertThat(Logs.of(Level.INFO, () -> assertThat(answers(server)).isEqualTo(this.before)))
				.filteredOn((line) -> line.startsWith("Claim '"))
				.hasSize(5)
				.containsAll(Files.readAllLines(Path.of("src/test/resources/migration/report.txt")))
				.allSatisfy(
						(line) -> assertThat(line).contains("is set by a customizer, to the same value as by rule "));
		}
	}

	@Test
	void policiesWhenEnforcedBesideTheCustomizerThenItsClaimsStayAndTheLogSaysSo() {
		try (Server server = Server.start(Before.class,
				Map.of("spring.config.import", "classpath:migration/customizer.yml"))) {
			assertThat(Logs.of(Level.WARN, () -> assertThat(answers(server)).isEqualTo(this.before)))
				.anySatisfy((line) -> assertThat(line).contains("members.department", "customizer"))
				.anySatisfy((line) -> assertThat(line).contains("machines.tier", "customizer"));
		}
	}

	@Test
	void policiesWhenTheCustomizerHasTheAudienceAloneThenTokensAreTheSame() {
		try (Server server = Server.start(Moved.class,
				Map.of("spring.config.import", "classpath:migration/customizer.yml"))) {
			assertThat(answers(server)).isEqualTo(this.before);
		}
	}

	@Test
	void policiesWhenTheAudienceIsDeclaredThenUserinfoIsNamedToo() {
		try (Server server = Server.start(After.class, Map.of("spring.config.import",
				"classpath:migration/customizer.yml,classpath:migration/customizer-audience.yml"))) {
			Map<String, Map<String, Object>> after = answers(server);
			Object audience = claims(after, "a login", "access_token").put("aud", "https://api.example.com");
			assertThat(audience).asInstanceOf(InstanceOfAssertFactories.LIST)
				.hasSize(2)
				.first()
				.isEqualTo("https://api.example.com");
			assertThat(audience.toString()).endsWith("/userinfo]");
			assertThat(after).isEqualTo(this.before);
		}
	}

	/** As the customizer of Spring's guide copies them. */
	@Test
	void authoritiesOfALoginThenHoldMoreThanRoles() {
		try (Server server = Server.start(Authorities.class, Map.of("claims-dsl.enabled", "false"))) {
			assertThat(claims(Map.of("login", steady(code(server, "web-app", "read").granted().json())), "login",
					"access_token"))
				.hasEntrySatisfying("roles", (roles) -> assertThat(roles).asInstanceOf(InstanceOfAssertFactories.LIST)
					.containsExactlyInAnyOrder("user", "FACTOR_PASSWORD"));
		}
	}

	private static Answer code(Server server, String client, String scopes) {
		return CodeFlow.of(server).tokens(client, scopes);
	}

	private static Map<String, Map<String, Object>> answers(Server server) {
		return REQUESTS.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(request) -> steady(request.getValue().apply(server).granted().json())));
	}

	/** What does not differ between two answers to the same request. */
	private static Map<String, Object> steady(Map<String, Object> answer) {
		Map<String, Object> steady = new LinkedHashMap<>(answer);
		steady.keySet().removeAll(Set.of("refresh_token", "expires_in"));
		steady.replaceAll((name, value) -> value.toString().startsWith("eyJ") ? decoded(value.toString()) : value);
		return steady;
	}

	private static Map<String, Object> decoded(String token) {
		Map<String, Object> claims = new LinkedHashMap<>(Answer.claimsOf(token));
		claims.keySet().removeAll(VARYING);
		return claims;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> claims(Map<String, Map<String, Object>> answers, String request, String token) {
		return (Map<String, Object>) answers.get(request).get(token);
	}

	/** A team with its customizer. */
	@Configuration(proxyBeanMethods = false)
	@Import({ After.class, ApiTokenCustomizer.class })
	static class Before {

	}

	/** A team that takes all authorities for roles. */
	@Configuration(proxyBeanMethods = false)
	@Import(After.class)
	static class Authorities {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> authorities() {
			return (context) -> context.getClaims()
				.claim("roles",
						context.getPrincipal()
							.getAuthorities()
							.stream()
							.map(GrantedAuthority::getAuthority)
							.map((authority) -> authority.replaceFirst("^ROLE_", ""))
							.collect(Collectors.toSet()));
		}

	}

	/** A team that moved its claims, but not the audience. */
	@Configuration(proxyBeanMethods = false)
	@Import({ After.class, AudienceCustomizer.class })
	static class Moved {

	}

	/** A team without customizers. */
	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class After {

		@Bean
		Members members() {
			return Map.of("alice",
					new Member("alice", "alice@mydomain.com", "Alice", "Liddell", "sales", List.of("user")))::get;
		}

		@Bean
		UserSource<Member> memberSource(Members members) {
			return members::find;
		}

		@Bean
		RegisteredClientRepository clients() {
			return new InMemoryRegisteredClientRepository(
					List.of("web-app", "batch", "other").stream().map(After::client).toList());
		}

		private static RegisteredClient client(String id) {
			return RegisteredClient.from(Company.client(id, OAuth2TokenFormat.SELF_CONTAINED))
				.scope("profile")
				.scope("email")
				.build();
		}

	}

}

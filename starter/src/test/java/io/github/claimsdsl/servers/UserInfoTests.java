package io.github.claimsdsl.servers;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;
import io.github.claimsdsl.servers.AnswerServer.Team;
import io.github.claimsdsl.servers.OAuthClient.Answer;
import io.github.claimsdsl.spring.PreviewRequest;
import io.github.claimsdsl.spring.UserSource;
import io.github.claimsdsl.spring.preview.PreviewedToken;
import io.github.claimsdsl.spring.preview.TokenPreview;

/**
 * What rules write to userinfo (OpenID Connect Core 1.0 section 5.3): decided when it is
 * asked, for the scopes, client and grant of the access token.
 */
class UserInfoTests {

	private static final String DENIAL = "claims-dsl.policies.groups.deny.contractors.";

	@Nested
	class InMemory extends Checks {

		InMemory() {
			super(AnswerServer.InMemory.class);
		}

	}

	@Nested
	class OnADatabase extends Checks {

		OnADatabase() {
			super(AnswerServer.OnADatabase.class);
		}

	}

	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	abstract static class Checks {

		private final AnswerServer server;

		Checks(Class<?> arrangement) {
			this.server = AnswerServer.start(arrangement, DENIAL + "when",
					"user.groups != null && user.groups contains 'contractor'", DENIAL + "description",
					"Not for contractors", "claims-dsl.policies.groups.claims.audience", "request.audience");
		}

		@BeforeEach
		void employ() {
			this.server.save("alice@company.example", true, "staff");
		}

		@AfterAll
		void stop() {
			this.server.close();
		}

		private Answer tokens(String client, String scope, String... parameters) {
			return this.server.flow().tokens(client, scope, parameters).granted();
		}

		@ParameterizedTest
		@CsvSource({ "app, ''", "app, " + Policies.API, "opaque, ''", "opaque, " + Policies.API })
		void claimsThenAreThoseOfTheScopes(String client, String audience) {
			String[] parameters = audience.isEmpty() ? new String[0] : new String[] { "audience", audience };
			assertThat(this.server.userInfo(tokens(client, "openid email read", parameters)).granted().json())
				.containsOnly(Map.entry("sub", "alice"), Map.entry("email", "alice@company.example"),
						Map.entry("groups", List.of("staff")));
			assertThat(this.server.userInfo(tokens(client, "openid read", parameters)).granted().json())
				.containsOnly(Map.entry("sub", "alice"), Map.entry("groups", List.of("staff")));
		}

		@Test
		void userWhenChangedThenAnswerIsOfToday() {
			Answer tokens = tokens("app", "openid email");
			this.server.save("alice@new.example", true, "board");
			assertThat(tokens.claims("id_token")).containsEntry("email", "alice@company.example");
			assertThat(this.server.userInfo(tokens).granted().json()).containsEntry("email", "alice@new.example")
				.containsEntry("groups", List.of("board"));
			this.server.save(null, true, "board");
			assertThat(this.server.userInfo(tokens).granted().json()).doesNotContainKey("email");
		}

		@Test
		void refreshedTokenThenKeepsItsGrantAndScopes() {
			Answer tokens = this.server.flow().refresh("app", tokens("app", "openid email")).granted();
			assertThat(this.server.userInfo(tokens).granted().json()).containsKeys("email", "groups");
		}

		@Test
		void exchangedTokenThenIsAnsweredByTheSameRules() {
			Answer exchanged = this.server.exchange("app", tokens("app", "openid email"), "scope", "openid email")
				.granted();
			assertThat(this.server.userInfo(exchanged).granted().json()).containsOnly(Map.entry("sub", "alice"),
					Map.entry("email", "alice@company.example"), Map.entry("groups", List.of("staff")));
		}

		/** RFC 6750 section 3.1. */
		@Test
		void userWhenLockedOrGoneThenInvalidToken() {
			Answer tokens = tokens("app", "openid");
			this.server.save("alice@company.example", false, "staff");
			assertThat(Logs.of(Level.WARN, () -> assertInvalid(this.server.userInfo(tokens)))).singleElement()
				.asString()
				.startsWith(
						"Refused the userinfo of client 'app', grant type 'authorization_code', with invalid_token: ")
				.contains("DisabledException");
			this.server.save("alice@company.example", true, "staff");
			this.server.userInfo(tokens).granted();
		}

		@Test
		void denialWhenItHoldsThenInvalidToken() {
			Answer tokens = tokens("app", "openid email");
			this.server.save("alice@company.example", true, "contractor");
			List<String> lines = Logs.of(Level.WARN, () -> {
				Answer answer = this.server.userInfo(tokens);
				assertInvalid(answer);
				assertThat(answer.text("error_description")).isEqualTo("Not for contractors");
			});
			assertThat(lines).singleElement()
				.asString()
				.startsWith("Refused the userinfo of client 'app', grant type 'authorization_code' with invalid_token: "
						+ "deny: denied, rule groups.deny.contractors");
		}

		@Test
		void tokenThatIsForAnApiAloneRevokedOrNoneThenInvalidToken() {
			Answer tokens = tokens("app", "read", "audience", Policies.API);
			assertThat(this.server.userInfo(tokens).status()).isEqualTo(401);
			Answer revoked = tokens("app", "openid");
			this.server.flow().client().post("/oauth2/revoke", "app", "token", revoked.text("access_token")).granted();
			assertThat(this.server.userInfo(revoked).status()).isEqualTo(401);
			assertThat(this.server.flow().client().json("/userinfo", "none", "").status()).isEqualTo(401);
		}

	}

	private static void assertInvalid(Answer answer) {
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.json()).containsEntry("error", "invalid_token").doesNotContainKeys("sub", "email", "groups");
	}

	private static Answer userInfo(AnswerServer server, String scope) {
		return server.userInfo(server.flow().tokens("app", scope).granted());
	}

	@Test
	void requiredClaimWhenAbsentThenInvalidToken() {
		try (AnswerServer server = AnswerServer.start(AnswerServer.InMemory.class,
				"claims-dsl.policies.groups.claims.board.value", "size(user.groups) > 1 ? user.groups[1] : null",
				"claims-dsl.policies.groups.claims.board.required", "true")) {
			assertInvalid(userInfo(server, "openid"));
			server.save("alice@company.example", true, "staff", "board");
			assertThat(userInfo(server, "openid").granted().json()).containsEntry("board", "board");
		}
	}

	@Test
	void ruleWhenItFailsThenServerErrorUnlessItOmitsTheClaim() {
		try (AnswerServer server = AnswerServer.start(AnswerServer.InMemory.class,
				"claims-dsl.policies.groups.claims.half.value", "1 / size(user.groups)",
				"claims-dsl.policies.groups.claims.third.value", "1 / size(user.groups)",
				"claims-dsl.policies.groups.claims.third.on-error", "omit-claim")) {
			server.save("alice@company.example", true);
			userInfo(server, "openid").refused("server_error");
		}
		try (AnswerServer server = AnswerServer.start(AnswerServer.InMemory.class,
				"claims-dsl.policies.groups.claims.third.value", "1 / size(user.groups)",
				"claims-dsl.policies.groups.claims.third.on-error", "omit-claim")) {
			server.save("alice@company.example", true);
			assertThat(userInfo(server, "openid").granted().json()).doesNotContainKey("third").containsKey("groups");
		}
	}

	@Test
	void answerWhenTooLargeThenServerError() {
		try (AnswerServer server = AnswerServer.start(AnswerServer.InMemory.class, "claims-dsl.max-token-size", "2KB",
				"claims-dsl.policies.groups.claims.long", "user.email")) {
			server.save("a".repeat(3000), true, "staff");
			userInfo(server, "openid").refused("server_error");
		}
	}

	@Test
	void answerWhenLargeAndNoRuleWritesToItThenStays() {
		try (AnswerServer server = AnswerServer.start(LargePicture.class,
				onlyGroups("claims-dsl.policies.groups.mode", "report"))) {
			userInfo(server, "openid").granted();
		}
		try (AnswerServer server = AnswerServer.start(LargePicture.class,
				onlyGroups("claims-dsl.policies.groups.scope", "email"))) {
			userInfo(server, "openid").granted();
			userInfo(server, "openid email").refused("server_error");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "claims-dsl.mode", "claims-dsl.policies.groups.mode" })
	void modeWhenReportThenNothingIsChanged(String mode) {
		try (AnswerServer server = AnswerServer.start(AnswerServer.InMemory.class, mode, "report", DENIAL + "when",
				"user.groups != null && user.groups contains 'staff'", "claims-dsl.policies.mail.client", "opaque")) {
			Answer tokens = server.flow().tokens("app", "openid").granted();
			assertThat(Logs.of(Level.WARN,
					() -> assertThat(server.userInfo(tokens).granted().json()).containsOnly(Map.entry("sub", "alice"))))
				.singleElement()
				.asString()
				.startsWith("Would refuse the userinfo of client 'app'");
			server.save("alice@company.example", false, "guest");
			assertThat(server.userInfo(tokens).status()).isEqualTo(mode.equals("claims-dsl.mode") ? 200 : 401);
		}
	}

	/** The server's own userinfo refuses opaque tokens, and so it stays. */
	@ParameterizedTest
	@ValueSource(strings = { "claims-dsl.mode", "claims-dsl.policies.groups.mode" })
	void modeWhenReportThenUserInfoOpensToNoOtherTokens(String mode) {
		try (AnswerServer server = AnswerServer.start(AnswerServer.InMemory.class, onlyGroups(mode, "report"))) {
			assertThat(server.userInfo(server.flow().tokens("opaque", "openid").granted()).status()).isEqualTo(401);
		}
		try (AnswerServer server = AnswerServer.start(AnswerServer.InMemory.class, onlyGroups(mode, "enforce"))) {
			server.userInfo(server.flow().tokens("opaque", "openid").granted()).granted();
		}
	}

	private static Map<String, String> onlyGroups(String mode, String value) {
		return Map.of("claims-dsl.policies.groups.token-type", "userinfo", "claims-dsl.policies.groups.claims.groups",
				"user.groups", mode, value);
	}

	@Test
	void mapperOfTheTeamThenRunsBeforeTheRulesAndItsClaimsStay() {
		try (AnswerServer server = AnswerServer.start(OwnMapper.class)) {
			Answer tokens = server.flow().tokens("app", "openid email").granted();
			List<String> lines = Logs.of(Level.WARN,
					() -> assertThat(server.userInfo(tokens).granted().json()).containsOnly(Map.entry("sub", "alice"),
							Map.entry("email", "of@the.mapper"), Map.entry("tenant", "of the mapper"),
							Map.entry("groups", List.of("staff"))));
			assertThat(lines).singleElement()
				.asString()
				.contains("Claim 'email' of userinfo is set already; rule mail.email");
		}
	}

	/** The server's own mapper takes standard claims from the ID token. */
	@ParameterizedTest
	@ValueSource(classes = { OwnCustomizer.class, OwnCustomizerOnADatabase.class })
	void claimOfACustomizerThenStaysWhereverTheServerCopiesIt(Class<?> arrangement) {
		try (AnswerServer server = AnswerServer.start(arrangement, "claims-dsl.policies.level.token-type",
				"access_token,introspection", "claims-dsl.policies.level.audience", "any",
				"claims-dsl.policies.level.claims.email", "user.email", "claims-dsl.policies.level.claims.level",
				"user.email")) {
			Answer tokens = server.flow().tokens("app", "openid email").granted();
			server.save("alice@new.example", true, "staff");
			for (int i = 0; i < 2; i++) {
				assertThat(server.userInfo(tokens).granted().json()).containsEntry("email", "of@the.customizer")
					.containsEntry("groups", List.of("staff"));
				assertThat(server.introspected("app", tokens)).containsEntry("email", "of@the.customizer")
					.containsEntry("level", "alice@new.example");
				assertThat(preview(server, TokenType.USERINFO).claims()).containsEntry("email", "of@the.customizer");
				assertThat(preview(server, TokenType.INTROSPECTION).claims()).containsEntry("email",
						"of@the.customizer");
				tokens = server.flow().refresh("app", tokens).granted();
			}
		}
	}

	private static PreviewedToken preview(AnswerServer server, TokenType type) {
		return server.server()
			.bean(TokenPreview.class)
			.preview(new PreviewRequest("app", "authorization_code", Issuance.INITIAL, "alice", null,
					Set.of("openid", "email"), type, "https://issuer.example.com"));
	}

	@Test
	void userSourceWhenItCannotBeReachedThenTemporarilyUnavailable() {
		try (AnswerServer server = AnswerServer.start(Unreachable.class)) {
			Answer tokens = server.flow().tokens("app", "openid").granted();
			Answer answer = server.userInfo(tokens);
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.text("error")).isEqualTo("temporarily_unavailable");
			Answer introspected = server.introspect("app",
					server.flow()
						.tokens("app", "openid read", "audience", Policies.API)
						.granted()
						.text("access_token"));
			assertThat(introspected.status()).isEqualTo(503);
		}
	}

	@Test
	void rulesInJavaThenWriteToTheAnswersTheyName() {
		try (AnswerServer server = AnswerServer.start(JavaRules.class)) {
			Answer tokens = server.flow().tokens("app", "openid read", "audience", Policies.API).granted();
			assertThat(server.userInfo(tokens).granted().json()).containsEntry("initials", "ALI");
			assertThat(server.introspected("messages-api", tokens)).containsEntry("initials", "ALI");
			assertThat(server.introspected("app", tokens)).doesNotContainKey("initials");
			server.save("alice@company.example", true, "banned");
			assertInvalid(server.userInfo(tokens));
			assertThat(server.introspected("app", tokens)).containsExactly(Map.entry("active", false));
		}
	}

	@Test
	void rulesWhenOpenIdConnectIsOffThenStartFails() {
		assertThat(Server.failure(WithoutOpenIdConnect.class, AnswerServer.properties()))
			.hasMessageContaining("no authorization server of this application has a userinfo endpoint")
			.hasMessageContaining("(no-userinfo)");
	}

	@Test
	void tokensWhenThereAreNoRulesForUserInfoThenAreAnsweredAsTheServerHasIt() {
		try (AnswerServer server = AnswerServer.start(AnswerServer.InMemory.class,
				"claims-dsl.policies.groups.token-type", "id_token", "claims-dsl.policies.mail.token-type",
				"id_token")) {
			Answer tokens = server.flow().tokens("app", "openid email").granted();
			server.save("alice@new.example", false, "staff");
			assertThat(server.userInfo(tokens).granted().json()).containsOnly(Map.entry("sub", "alice"),
					Map.entry("email", "alice@company.example"));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Team.class)
	static class OwnMapper {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http) {
			return StockServer.chain(http,
					(server) -> server.oidc((oidc) -> oidc
						.userInfoEndpoint((userInfo) -> userInfo.userInfoMapper((context) -> OidcUserInfo.builder()
							.subject(context.getAuthorization().getPrincipalName())
							.email("of@the.mapper")
							.claim("tenant", "of the mapper")
							.build()))));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Team.class)
	static class LargePicture {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http) {
			return StockServer.chain(http,
					(server) -> server.oidc((oidc) -> oidc
						.userInfoEndpoint((userInfo) -> userInfo.userInfoMapper((context) -> OidcUserInfo.builder()
							.subject(context.getAuthorization().getPrincipalName())
							.picture("data:" + "a".repeat(9000))
							.build()))));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ StockServer.class, Team.class })
	static class Unreachable {

		@Bean
		@Primary
		UserSource<Employee> unreachable() {
			return new UserSource<>() {

				@Override
				public Employee loadUser(String name) {
					throw new UncheckedIOException(new ConnectException("refused"));
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ StockServer.class, Team.class, Initials.class })
	static class JavaRules {

	}

	@ClaimRule(audience = "any", tokenType = { TokenType.USERINFO, TokenType.INTROSPECTION })
	static class Initials {

		@Claim("initials")
		String initials(Employee employee) {
			return employee.name().substring(0, 3).toUpperCase(Locale.ROOT);
		}

		@Deny(description = "Banned")
		boolean banned(Employee employee) {
			return employee.groups().contains("banned");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ StoreTests.DatabaseStore.class, OwnCustomizer.class })
	static class OwnCustomizerOnADatabase {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ StockServer.class, Team.class })
	static class OwnCustomizer {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> customizer() {
			return (context) -> context.getClaims().claim("email", "of@the.customizer");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Team.class)
	static class WithoutOpenIdConnect {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http) {
			return StockServer.chain(http, withDefaults());
		}

	}

}

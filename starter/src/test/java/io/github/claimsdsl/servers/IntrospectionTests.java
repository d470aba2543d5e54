package io.github.claimsdsl.servers;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import ch.qos.logback.classic.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * What rules write to introspection (RFC 7662 section 2.2): for the API that a token is
 * for, and for the client of a token without audience. Denials hold for whoever asks.
 */
class IntrospectionTests {

	private static final String DENIAL = AnswerServer.TIER + "deny.contractors.when";

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
			this.server = AnswerServer.start(arrangement, DENIAL,
					"user.groups != null && user.groups contains 'contractor'", "claims-dsl.policies.both.token-type",
					"access_token,introspection", "claims-dsl.policies.both.audience", Policies.API,
					"claims-dsl.policies.both.claims.level", "size(user.groups) > 0 ? user.groups[0] : null",
					"claims-dsl.policies.both.claims.since", "now", "claims-dsl.policies.any.token-type",
					"introspection", "claims-dsl.policies.any.audience", "any", "claims-dsl.policies.any.claims.mail",
					"user.email");
		}

		@BeforeEach
		void employ() {
			this.server.save("alice@company.example", true, "staff");
		}

		@AfterAll
		void stop() {
			this.server.close();
		}

		private Answer forApi(String client) {
			return this.server.flow().tokens(client, "openid read", "audience", Policies.API).granted();
		}

		@ParameterizedTest
		@ValueSource(strings = { "app", "opaque" })
		void apiThenSeesMoreThanTheTokenCarries(String client) {
			Answer tokens = forApi(client);
			assertThat(this.server.introspected("messages-api", tokens)).containsEntry("active", true)
				.containsEntry("sub", "alice")
				.containsEntry("client_id", client)
				.containsEntry("tier", "staff")
				.containsEntry("mail", "alice@company.example");
			if (client.equals("app")) {
				assertThat(tokens.claims("access_token")).doesNotContainKeys("tier", "mail").containsKey("level");
			}
		}

		@ParameterizedTest
		@ValueSource(strings = { "app", "opaque" })
		void clientThenSeesSavedClaimsOnly(String client) {
			assertThat(this.server.introspected(client, forApi(client))).containsEntry("active", true)
				.containsEntry("level", "staff")
				.doesNotContainKeys("tier", "mail");
		}

		@Test
		void strangerThenNotActive() {
			assertThat(this.server.introspected("stranger", forApi("app"))).containsExactly(Map.entry("active", false));
		}

		@Test
		void tokenWithoutAudienceThenItsClientSeesTheClaims() {
			Answer tokens = this.server.flow().tokens("app", "openid read").granted();
			assertThat(this.server.introspected("app", tokens)).containsEntry("mail", "alice@company.example")
				.doesNotContainKey("tier");
			assertThat(this.server.introspected("messages-api", tokens)).containsEntry("active", true)
				.doesNotContainKeys("mail", "tier");
		}

		@Test
		void userWhenChangedThenApiSeesTodayAndTheClientWhatWasSaved() {
			Answer tokens = forApi("app");
			this.server.save("alice@new.example", true, "board");
			Map<String, Object> today = this.server.introspected("messages-api", tokens);
			assertThat(today).containsEntry("level", "board").containsEntry("tier", "board").containsKey("since");
			assertThat(today.get("since")).isInstanceOf(Number.class);
			assertThat(this.server.introspected("app", tokens)).containsEntry("level", "staff");
			this.server.save("alice@new.example", true);
			assertThat(this.server.introspected("messages-api", tokens)).doesNotContainKeys("level", "tier");
		}

		@ParameterizedTest
		@ValueSource(strings = { "messages-api", "app" })
		void denialWhenItHoldsThenNotActiveForAnyAsker(String asker) {
			Answer tokens = forApi("app");
			this.server.save("alice@company.example", true, "contractor");
			assertThat(Logs.of(Level.WARN,
					() -> assertThat(this.server.introspected(asker, tokens))
						.containsExactly(Map.entry("active", false))))
				.singleElement()
				.asString()
				.startsWith("Refused the introspection of client 'app', grant type 'authorization_code' with "
						+ "invalid_token: deny: denied, rule tier.deny.contractors");
		}

		@ParameterizedTest
		@ValueSource(strings = { "messages-api", "app" })
		void userWhenLockedThenNotActiveForAnyAsker(String asker) {
			Answer tokens = forApi("app");
			this.server.save("alice@company.example", false, "staff");
			assertThat(this.server.introspected(asker, tokens)).containsExactly(Map.entry("active", false));
		}

		@Test
		void exchangedTokenThenApiSeesTheClaims() {
			Answer tokens = this.server.flow().tokens("app", "openid read").granted();
			Answer exchanged = this.server.exchange("app", tokens, "audience", Policies.API, "scope", "read").granted();
			assertThat(this.server.introspected("messages-api", exchanged)).containsEntry("tier", "staff");
		}

		@Test
		void tokenOfAClientThenRulesThatNeedAUserAreSkipped() {
			Answer tokens = this.server.flow()
				.client()
				.post("/oauth2/token", "app", "grant_type", "client_credentials", "scope", "read")
				.granted();
			assertThat(this.server.introspected("app", tokens)).containsEntry("active", true).doesNotContainKey("mail");
		}

		/** RFC 7662 section 2.1: other tokens can be introspected too. */
		@Test
		void refreshTokenAndIdTokenThenAreAnsweredAsBefore() {
			Answer tokens = forApi("app");
			assertThat(introspected(tokens, "refresh_token")).containsEntry("active", true)
				.doesNotContainKeys("tier", "mail");
			assertThat(introspected(tokens, "id_token")).containsEntry("active", true)
				.doesNotContainKeys("tier", "mail");
		}

		private Map<String, Object> introspected(Answer tokens, String member) {
			return this.server.introspect("app", tokens.text(member)).granted().json();
		}

		@Test
		void tokenWhenRevokedOrUnknownThenNotActive() {
			Answer tokens = forApi("app");
			this.server.flow().client().post("/oauth2/revoke", "app", "token", tokens.text("access_token")).granted();
			assertThat(this.server.introspected("messages-api", tokens)).containsExactly(Map.entry("active", false));
			assertThat(this.server.introspect("messages-api", "none").granted().json())
				.containsExactly(Map.entry("active", false));
		}

	}

	private static final String REQUIRED = AnswerServer.TIER + "claims.board.";

	@ParameterizedTest
	@ValueSource(strings = { "messages-api", "app" })
	void requiredClaimWhenAbsentThenNotActiveForAnyAsker(String asker) {
		try (AnswerServer server = AnswerServer.start(AnswerServer.InMemory.class, REQUIRED + "value",
				"size(user.groups) > 1 ? user.groups[1] : null", REQUIRED + "required", "true")) {
			Answer tokens = server.flow().tokens("app", "read", "audience", Policies.API).granted();
			assertThat(server.introspected(asker, tokens)).containsExactly(Map.entry("active", false));
			server.save("alice@company.example", true, "staff", "board");
			assertThat(server.introspected(asker, tokens)).containsEntry("active", true);
			assertThat(server.introspected("app", tokens)).doesNotContainKey("board");
		}
	}

	/** What was saved is no reason to take a user for what he is no more. */
	@ParameterizedTest
	@ValueSource(strings = { "messages-api", "app" })
	void requiredClaimWhenAbsentTodayAndSavedThenNotActiveForAnyAsker(String asker) {
		try (AnswerServer server = AnswerServer.start(AnswerServer.InMemory.class,
				"claims-dsl.policies.both.token-type", "access_token,introspection",
				"claims-dsl.policies.both.audience", Policies.API, "claims-dsl.policies.both.claims.level.value",
				"size(user.groups) > 0 ? user.groups[0] : null", "claims-dsl.policies.both.claims.level.required",
				"true")) {
			Answer tokens = server.flow().tokens("app", "read", "audience", Policies.API).granted();
			assertThat(server.introspected(asker, tokens)).containsEntry("level", "staff");
			server.save("alice@company.example", true);
			assertThat(server.introspected(asker, tokens)).containsExactly(Map.entry("active", false));
		}
	}

	@Test
	void ruleWhenItFailsThenServerErrorForTheApiAloneThatWouldSeeIt() {
		try (AnswerServer server = AnswerServer.start(AnswerServer.InMemory.class, AnswerServer.TIER + "claims.half",
				"1 / size(user.groups)")) {
			server.save("alice@company.example", true);
			Answer tokens = server.flow().tokens("app", "read", "audience", Policies.API).granted();
			server.introspect("messages-api", tokens.text("access_token")).refused("server_error");
			assertThat(server.introspected("app", tokens)).containsEntry("active", true);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "claims-dsl.mode", AnswerServer.TIER + "mode" })
	void modeWhenReportThenNothingIsChanged(String mode) {
		try (AnswerServer server = AnswerServer.start(AnswerServer.InMemory.class, mode, "report", DENIAL,
				"user.groups != null && user.groups contains 'staff'")) {
			Answer tokens = server.flow()
				.tokens("app", "read", mode.equals("claims-dsl.mode") ? "resource" : "audience", Policies.API)
				.granted();
			assertThat(Logs.of(Level.WARN,
					() -> assertThat(server.introspected("app", tokens)).containsEntry("active", true)
						.doesNotContainKey("tier")))
				.filteredOn((line) -> line.startsWith("Would refuse the introspection of client 'app'"))
				.hasSize(mode.equals("claims-dsl.mode") ? 0 : 1);
			server.save("alice@company.example", false, "staff");
			assertThat(server.introspected("app", tokens)).containsEntry("active", true);
		}
	}

	/** A grant of the team's own may forget what the others save. */
	@Test
	void tokenWhenSavedWithoutItsClaimsOrUserThenServerErrorThatSaysWhatToSave() {
		try (AnswerServer server = AnswerServer.start(Forgetful.class)) {
			Answer tokens = server.flow().tokens("app", "openid read", "audience", Policies.API).granted();
			ForgetfulStore store = server.server().bean(ForgetfulStore.class);
			store.forgotten = (saved) -> saved.token(saved.build().getAccessToken().getToken(),
					(metadata) -> metadata.remove(OAuth2Authorization.Token.CLAIMS_METADATA_NAME));
			assertThat(Logs.of(Level.WARN,
					() -> server.introspect("app", tokens.text("access_token")).refused("server_error")))
				.singleElement()
				.asString()
				.contains("Save access tokens with the metadata OAuth2Authorization.Token.CLAIMS_METADATA_NAME");
			store.forgotten = (saved) -> saved.attributes((attributes) -> attributes.remove(Principal.class.getName()));
			assertThat(Logs.of(Level.WARN,
					() -> server.introspect("messages-api", tokens.text("access_token")).refused("server_error")))
				.singleElement()
				.asString()
				.contains("Save it with the attribute java.security.Principal");
			server.userInfo(tokens).refused("server_error");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ StockServer.class, AnswerServer.Team.class })
	static class Forgetful {

		@Bean
		ForgetfulStore authorizations() {
			return new ForgetfulStore();
		}

	}

	/** Forgets a part of what it reads. */
	static final class ForgetfulStore implements OAuth2AuthorizationService {

		private final OAuth2AuthorizationService store = new InMemoryOAuth2AuthorizationService();

		private volatile Consumer<OAuth2Authorization.Builder> forgotten = (saved) -> {
		};

		@Override
		public void save(OAuth2Authorization authorization) {
			this.store.save(authorization);
		}

		@Override
		public void remove(OAuth2Authorization authorization) {
			this.store.remove(authorization);
		}

		@Override
		public OAuth2Authorization findById(String id) {
			return this.store.findById(id);
		}

		@Override
		public OAuth2Authorization findByToken(String token, OAuth2TokenType tokenType) {
			OAuth2Authorization found = this.store.findByToken(token, tokenType);
			if (found == null) {
				return null;
			}
			OAuth2Authorization.Builder builder = OAuth2Authorization.from(found);
			this.forgotten.accept(builder);
			return builder.build();
		}

	}

	/** A rule in Java is given what it is given when the token is issued. */
	@Test
	void rulesInJavaThenGetThePrincipalOfTheToken() {
		try (AnswerServer server = AnswerServer.start(JavaRules.class)) {
			Answer ofClient = server.flow()
				.client()
				.post("/oauth2/token", "app", "grant_type", "client_credentials", "scope", "read")
				.granted();
			assertThat(ofClient.claims("access_token")).containsEntry("who", "app of id-of-app");
			assertThat(server.introspected("app", ofClient)).containsEntry("who", "app of id-of-app")
				.containsEntry("saved", true);
			Answer ofUser = server.flow().tokens("app", "read").granted();
			assertThat(server.introspected("app", ofUser)).containsEntry("who", "alice of id-of-app");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ StockServer.class, AnswerServer.Team.class, Who.class })
	static class JavaRules {

	}

	@ClaimRule(audience = "any", tokenType = { TokenType.ACCESS_TOKEN, TokenType.INTROSPECTION })
	static class Who {

		@Claim("who")
		String who(Authentication principal, RegisteredClient client) {
			return principal.getName() + " of " + client.getId();
		}

		@Claim("saved")
		boolean saved(@Nullable OAuth2Authorization authorization) {
			return authorization != null && authorization.getAccessToken() != null;
		}

	}

	/** Where a customizer writes {@code aud}, no client is known to be the API. */
	@Test
	void tokenForAnApiThatIsNotDeclaredThenNobodySeesTheClaims() {
		Map<String, String> properties = Map.of("claims-dsl.audience-source", "customizer",
				"claims-dsl.policies.tier.token-type", "introspection", "claims-dsl.policies.tier.audience", "any",
				"claims-dsl.policies.tier.claims.groups", "user.groups");
		try (AnswerServer server = AnswerServer.start(OwnAudience.class, properties)) {
			Answer tokens = server.flow().tokens("app", "read").granted();
			assertThat(server.introspected("app", tokens)).containsEntry("active", true).doesNotContainKey("groups");
			assertThat(server.introspected("messages-api", tokens)).containsEntry("active", true)
				.doesNotContainKey("groups");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ StockServer.class, AnswerServer.Team.class })
	static class OwnAudience {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> audience() {
			return (context) -> {
				if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
					context.getClaims().audience(List.of("https://a.example.com", "https://b.example.com"));
				}
			};
		}

	}

	@Test
	void tokenWhenNoAudiencesAreDeclaredThenItsClientSeesTheClaims() {
		Map<String, String> properties = Map.of("claims-dsl.policies.tier.token-type", "introspection",
				"claims-dsl.policies.tier.audience", "any", "claims-dsl.policies.tier.claims.groups", "user.groups");
		try (AnswerServer server = AnswerServer.start(AnswerServer.InMemory.class, properties)) {
			Answer tokens = server.flow().tokens("app", "read").granted();
			assertThat(server.introspected("app", tokens)).containsEntry("groups", List.of("staff"));
			assertThat(server.introspected("stranger", tokens)).containsEntry("active", true)
				.doesNotContainKey("groups");
		}
	}

}

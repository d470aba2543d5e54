package io.github.claimsdsl.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.test.context.TestPropertySource;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.user.AppUser;
import io.github.claimsdsl.demo.user.AppUserRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What userinfo and introspection answer about a token of each format, over HTTP. The
 * user dora is there for the tests alone.
 */
@DemoServerTest
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:answers;DB_CLOSE_DELAY=-1")
@ParameterizedClass
@ValueSource(strings = { "self-contained", "reference" })
class AnswerTests {

	private static final String API = "https://api.example.com";

	private static final String REPORTS = "https://reports.example.com";

	private static final String CLAIMS = "https://mydomain.com/claims/";

	private static final String TIER = CLAIMS + "tier";

	private static final String CALLBACK = "http://127.0.0.1:8099/callback";

	private static final Map<String, Object> NOT_ACTIVE = Map.of("active", false);

	@Parameter
	private String format;

	@LocalServerPort
	private int port;

	@Autowired
	private RegisteredClientRepository clients;

	@Autowired
	private AppUserRepository users;

	@Autowired
	private PasswordEncoder encoder;

	@Autowired
	private JdbcClient jdbc;

	private Http http;

	@BeforeEach
	void prepare() {
		this.http = new Http(this.port);
		issueTokensOfTheFormat("trusted-app");
		issueTokensOfTheFormat("web-app");
		issueTokensOfTheFormat("messages-api");
		this.users.insert(new AppUser("dora", "dora@mydomain.com", true, Set.of("user"), "silver", null, false),
				this.encoder.encode("cards"));
	}

	@AfterEach
	void removeDora() {
		this.jdbc.sql("delete from app_user_role where username = 'dora'").update();
		this.jdbc.sql("delete from app_user where username = 'dora'").update();
	}

	private void issueTokensOfTheFormat(String id) {
		RegisteredClient client = this.clients.findByClientId(id);
		assertThat(client).isNotNull();
		this.clients.save(RegisteredClient.from(client)
			.tokenSettings(TokenSettings.withSettings(client.getTokenSettings().getSettings())
				.accessTokenFormat(new OAuth2TokenFormat(this.format))
				.build())
			.build());
	}

	private boolean isJwt() {
		return this.format.equals("self-contained");
	}

	/** OpenID Connect Core 1.0 section 5.4. */
	@ParameterizedTest
	@CsvSource({ "alice, wonderland, Alice, true", "carol, chess, Carol, false" })
	void userinfoThenHasTheClaimsOfTheScopes(String user, String password, String name, boolean verified) {
		for (String audience : new String[] { null, API, REPORTS }) {
			for (String scope : List.of("openid", "openid profile", "openid email", "openid profile email")) {
				Map<String, Object> expected = new LinkedHashMap<>(Map.of("sub", user));
				if (scope.contains("profile")) {
					expected.put("name", name);
				}
				if (scope.contains("email")) {
					expected.put("email", user + "@mydomain.com");
					expected.put("email_verified", verified);
				}
				everyGrant(user, password, scope, audience).forEach((grant, tokens) -> {
					assertProfile(tokens, audience);
					assertThat(userinfo(tokens).json()).as("%s, %s, %s", grant, audience, scope).isEqualTo(expected);
					assertThat(tokens.claims("id_token").getClaim("name")).isEqualTo(expected.get("name"));
					assertThat(tokens.claims("id_token").getClaims()).doesNotContainKeys("email", "email_verified");
				});
			}
		}
	}

	/** RFC 9068 section 2.1, for the API that has this profile. */
	private void assertProfile(Answer tokens, @Nullable String audience) {
		if (isJwt()) {
			assertThat(String.valueOf(tokens.jwt("access_token").getHeader().getType()).equals("at+jwt"))
				.isEqualTo(API.equals(audience));
		}
	}

	@Test
	void tokenThenCarriesNoClaimOfTheAnswers() {
		everyGrant("alice", "wonderland", "openid profile email read:reports", REPORTS)
			.forEach((grant, tokens) -> assertThat(introspect(tokens, client(grant)).json()).as(grant)
				.containsEntry("active", true)
				.containsKeys(CLAIMS + "roles", CLAIMS + "department")
				.doesNotContainKeys(TIER, "name", "email", "email_verified"));
		if (isJwt()) {
			assertThat(
					password("alice", "wonderland", "openid profile email", REPORTS).claims("access_token").getClaims())
				.doesNotContainKeys(TIER, "name", "email", "email_verified");
		}
	}

	@ParameterizedTest
	@CsvSource({ "alice, wonderland, platinum", "carol, chess," })
	void introspectionByTheReportsApiThenHasTheTier(String user, String password, @Nullable String tier) {
		for (String scope : List.of("read:reports", "openid read:reports", "openid profile email read:reports")) {
			everyGrant(user, password, scope, REPORTS).forEach((grant, tokens) -> {
				Map<String, Object> answer = introspect(tokens, "messages-api").json();
				assertThat(answer).as("%s, %s", grant, scope)
					.containsEntry("active", true)
					.containsEntry("sub", user)
					.containsEntry("client_id", client(grant))
					.containsKey(CLAIMS + "roles")
					.doesNotContainKeys("name", "email", "email_verified");
				assertThat(answer.get(TIER)).as("%s, %s", grant, scope).isEqualTo(tier);
			});
		}
	}

	@Test
	void introspectionOfOtherTokensThenHasNoTier() {
		assertThat(introspect(password("alice", "wonderland", "openid read:messages", API), "messages-api").json())
			.containsEntry("active", true)
			.containsEntry(CLAIMS + "email", "alice@mydomain.com")
			.doesNotContainKey(TIER);
		Answer withoutApi = password("alice", "wonderland", "openid read:reports", null);
		assertThat(introspect(withoutApi, "trusted-app").json()).containsEntry("active", true).doesNotContainKey(TIER);
		assertThat(introspect(withoutApi, "messages-api").json()).isEqualTo(NOT_ACTIVE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "machine", "reports-job", "opaque-app" })
	void introspectionByOthersThenIsNotActive(String asker) {
		assertThat(introspect(password("alice", "wonderland", "read:reports", REPORTS), asker).json())
			.isEqualTo(NOT_ACTIVE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "reports-job", "opaque-app" })
	void introspectionOfAClientsTokenThenHasNoTier(String client) {
		Answer tokens = this.http.token(client, "grant_type", "client_credentials", "scope", "read:reports", "audience",
				REPORTS);
		assertThat(introspect(tokens, "messages-api").json()).containsEntry("active", true)
			.containsEntry("sub", client)
			.doesNotContainKey(TIER);
	}

	@Test
	void exchangedTokenThenIsAnsweredAsItsOwnAudienceAndScopesSay() {
		Answer subject = password("alice", "wonderland", "openid profile email", null);
		assertThat(userinfo(exchange("trusted-app", subject, null, "openid email")).json())
			.isEqualTo(Map.of("sub", "alice", "email", "alice@mydomain.com", "email_verified", true));
		Answer forApi = password("alice", "wonderland", "read:messages", API);
		assertThat(introspect(exchange("messages-api", forApi, REPORTS, "read:reports"), "messages-api").json())
			.containsEntry("active", true)
			.containsEntry(TIER, "platinum");
		Answer forReports = exchange("trusted-app", subject, REPORTS, "openid");
		assertThat(introspect(forReports, "messages-api").json()).containsEntry(TIER, "platinum");
		assertUnauthorized(userinfo(forReports));
	}

	@Test
	void answersWhenTheUserHasChangedThenAreOfToday() {
		Map<String, Answer> all = everyGrant("dora", "cards", "openid email", REPORTS);
		this.jdbc
			.sql("update app_user set email = 'dora@new.example', email_verified = false, tier = 'gold'"
					+ " where username = 'dora'")
			.update();
		all.values().forEach((tokens) -> {
			assertThat(userinfo(tokens).json())
				.isEqualTo(Map.of("sub", "dora", "email", "dora@new.example", "email_verified", false));
			assertThat(introspect(tokens, "messages-api").json()).containsEntry(TIER, "gold");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "openid", "openid profile email" })
	void answersWhenTheUserIsLockedOrRemovedThenTheTokenIsNotValid(String scope) {
		Map<String, Answer> all = everyGrant("dora", "cards", scope, REPORTS);
		Answer exchanged = exchange("trusted-app", password("dora", "cards", scope, null), null, "openid");
		setLocked(true);
		all.values().forEach(this::assertNotValid);
		assertUnauthorized(userinfo(exchanged));
		setLocked(false);
		all.values().forEach((tokens) -> {
			assertThat(userinfo(tokens).json()).containsEntry("sub", "dora");
			assertThat(introspect(tokens, "messages-api").json()).containsEntry(TIER, "silver");
		});
		removeDora();
		all.values().forEach(this::assertNotValid);
		assertUnauthorized(userinfo(exchanged));
	}

	private void setLocked(boolean locked) {
		this.jdbc.sql("update app_user set locked = ? where username = 'dora'").param(locked).update();
	}

	private void assertNotValid(Answer tokens) {
		assertUnauthorized(userinfo(tokens));
		for (String asker : List.of("messages-api", "trusted-app", "web-app")) {
			assertThat(introspect(tokens, asker).json()).isEqualTo(NOT_ACTIVE);
		}
	}

	/** RFC 6750 section 3.1. */
	private static void assertUnauthorized(Answer answer) {
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.error()).isEqualTo("invalid_token");
		assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
		assertThat(answer.body()).doesNotContain("dora");
	}

	/** OpenID Connect Core 1.0 section 5.3.1: userinfo is for tokens of openid. */
	@Test
	void userinfoWhenTheTokenHasNotTheScopeOpenidThenTellsNothing() {
		Answer answer = userinfo(password("alice", "wonderland", "profile email", null));
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.error()).isEqualTo("insufficient_scope");
	}

	@Test
	void answersWhenTheTokenIsRevokedThenItIsNotValid() {
		Answer tokens = password("dora", "cards", "openid", REPORTS);
		this.http.post("/oauth2/revoke", Http.form("token", tokens.string("access_token")), "Authorization",
				Http.basic("trusted-app", "trusted-secret"));
		assertNotValid(tokens);
	}

	/** The tokens of the password and the code grant, and those after their refresh. */
	private Map<String, Answer> everyGrant(String user, String password, String scope, @Nullable String audience) {
		Map<String, Answer> tokens = new LinkedHashMap<>();
		tokens.put("password", password(user, password, scope, audience));
		tokens.put("password, refreshed", refresh("trusted-app", password(user, password, scope, audience)));
		tokens.put("code", code(user, password, scope, audience));
		tokens.put("code, refreshed", refresh("web-app", code(user, password, scope, audience)));
		return tokens;
	}

	private static String client(String grant) {
		return grant.startsWith("code") ? "web-app" : "trusted-app";
	}

	private Answer password(String user, String password, String scope, @Nullable String audience) {
		return granted("trusted-app", audience, "grant_type", "password", "username", user, "password", password,
				"scope", scope);
	}

	private Answer code(String user, String password, String scope, @Nullable String audience) {
		Map<String, String> request = Browser.request("web-app", CALLBACK, scope);
		if (audience != null) {
			request.put("audience", audience);
		}
		Answer redirect = new Browser(this.port).authorize(user, password, request);
		return granted("web-app", null, "grant_type", "authorization_code", "code", Browser.parameter(redirect, "code"),
				"redirect_uri", CALLBACK, "code_verifier", Browser.VERIFIER);
	}

	private Answer refresh(String client, Answer tokens) {
		return granted(client, null, "grant_type", "refresh_token", "refresh_token", tokens.string("refresh_token"));
	}

	private Answer exchange(String client, Answer subject, @Nullable String audience, String scope) {
		return granted(client, audience, "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
				"subject_token", subject.string("access_token"), "subject_token_type",
				"urn:ietf:params:oauth:token-type:access_token", "scope", scope);
	}

	private Answer granted(String client, @Nullable String audience, String... parameters) {
		List<String> form = new ArrayList<>(List.of(parameters));
		if (audience != null) {
			form.addAll(List.of("audience", audience));
		}
		Answer tokens = this.http.token(client, form.toArray(String[]::new));
		assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
		assertThat(tokens.string("access_token").contains(".")).as("JWT").isEqualTo(isJwt());
		return tokens;
	}

	private Answer userinfo(Answer tokens) {
		return this.http.get("/userinfo", "Authorization", "Bearer " + tokens.string("access_token"));
	}

	private Answer introspect(Answer tokens, String asker) {
		return this.http.post("/oauth2/introspect", Http.form("token", tokens.string("access_token")), "Authorization",
				Http.basic(asker, Http.secret(asker)));
	}

}

package io.github.claimsdsl.demo;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.test.context.TestPropertySource;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.user.AppUser;
import io.github.claimsdsl.demo.user.AppUserRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of OpenID Connect Core 1.0, sections 5.3 and 5.4, and of RFC 6750 for
 * userinfo. The demo's rules do not know every standard claim: this server has rules for
 * the others too. The user zoë is there for the tests alone.
 */
@DemoServerTest
@TestPropertySource(properties = """
		spring.datasource.url=jdbc:h2:mem:standard;DB_CLOSE_DELAY=-1
		claims-dsl.policies.standard-profile.token-type=userinfo
		claims-dsl.policies.standard-profile.scope=profile
		claims-dsl.policies.standard-profile.claims[family_name]='Liddell'
		claims-dsl.policies.standard-profile.claims[given_name]=user.username
		claims-dsl.policies.standard-profile.claims[middle_name]=user.tier
		claims-dsl.policies.standard-profile.claims[nickname]='Al'
		claims-dsl.policies.standard-profile.claims[preferred_username]=user.username
		claims-dsl.policies.standard-profile.claims[profile]='https://mydomain.com/people'
		claims-dsl.policies.standard-profile.claims[picture]='https://mydomain.com/picture.png'
		claims-dsl.policies.standard-profile.claims[website]=user.department
		claims-dsl.policies.standard-profile.claims[gender]='female'
		claims-dsl.policies.standard-profile.claims[birthdate]='1852-05-04'
		claims-dsl.policies.standard-profile.claims[zoneinfo]='Europe/London'
		claims-dsl.policies.standard-profile.claims[locale]='en-GB'
		claims-dsl.policies.standard-profile.claims[updated_at]=1767225600
		claims-dsl.policies.standard-address.token-type=userinfo
		claims-dsl.policies.standard-address.scope=address
		claims-dsl.policies.standard-address.claims[address]=['country': 'England', 'locality': 'Oxford']
		claims-dsl.policies.standard-phone.token-type=userinfo
		claims-dsl.policies.standard-phone.scope=phone
		claims-dsl.policies.standard-phone.claims[phone_number]='+44 1865 270000'
		claims-dsl.policies.standard-phone.claims[phone_number_verified]=false
		""")
class UserInfoStandardTests {

	private static final String REPORTS = "https://reports.example.com";

	private static final String CALLBACK = "http://127.0.0.1:8099/callback";

	/** Section 5.4. */
	private static final Map<String, Set<String>> CLAIMS = Map.of("profile",
			Set.of("name", "family_name", "given_name", "middle_name", "nickname", "preferred_username", "profile",
					"picture", "website", "gender", "birthdate", "zoneinfo", "locale", "updated_at"),
			"email", Set.of("email", "email_verified"), "address", Set.of("address"), "phone",
			Set.of("phone_number", "phone_number_verified"));

	/** Of section 5.4, what the rules of this server find for alice and not for zoë. */
	private static final Set<String> ABSENT = Set.of("middle_name", "website");

	@LocalServerPort
	private int port;

	@Autowired
	private RegisteredClientRepository clients;

	@Autowired
	private OAuth2AuthorizationService authorizations;

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
		grantEveryScope("trusted-app");
		grantEveryScope("web-app");
		this.users.insert(new AppUser("zoë", "zoë@mydomain.com", true, Set.of("user"), null, null, false),
				this.encoder.encode("secret"));
	}

	@AfterEach
	void removeZoe() {
		this.jdbc.sql("delete from app_user_role where username = 'zoë'").update();
		this.jdbc.sql("delete from app_user where username = 'zoë'").update();
	}

	private void grantEveryScope(String id) {
		RegisteredClient client = this.clients.findByClientId(id);
		assertThat(client).isNotNull();
		this.clients.save(RegisteredClient.from(client).scopes((scopes) -> scopes.addAll(CLAIMS.keySet())).build());
	}

	/** Section 5.3.1: by GET or POST, and the token as a bearer token. */
	@ParameterizedTest
	@ValueSource(strings = { "Bearer ", "bearer ", "BEARER " })
	void userInfoByGetAndByPostThenHasTheClaims(String scheme) {
		String authorization = scheme + password("openid email").string("access_token");
		Map<String, Object> expected = Map.of("sub", "alice", "email", "alice@mydomain.com", "email_verified", true);
		Answer byGet = this.http.get("/userinfo", "Authorization", authorization);
		Answer byPost = this.http.method("POST", "/userinfo", "Authorization", authorization);
		Answer byForm = this.http.post("/userinfo", Map.of(), "Authorization", authorization);
		assertThat(List.of(byGet, byPost, byForm)).allSatisfy((answer) -> {
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json()).isEqualTo(expected);
		});
	}

	/** Section 5.3.1: RFC 6750 section 2.1 is the way to send the token. */
	@ParameterizedTest
	@ValueSource(strings = { "PUT", "DELETE", "PATCH" })
	void userInfoByAnotherMethodThenIsNotAllowed(String method) {
		Answer answer = this.http.method(method, "/userinfo", "Authorization",
				"Bearer " + password("openid").string("access_token"));
		assertThat(answer.status()).isEqualTo(405);
		assertThat(answer.header("Allow")).isEqualTo("GET, POST");
	}

	/** Section 5.3.2: {@code sub} is always there, and is that of the ID token. */
	@ParameterizedTest
	@MethodSource("scopes")
	void userInfoThenHasTheSubjectOfTheIdToken(Set<String> scopes) {
		for (Answer tokens : everyGrant("alice", "wonderland", scopes)) {
			assertThat(userInfo(tokens).string("sub")).isNotEmpty()
				.isEqualTo(tokens.claims("id_token").getSubject())
				.isEqualTo(tokens.claims("access_token").getSubject());
		}
	}

	/** Section 5.3.2: a JSON object, which the content type says, in UTF-8. */
	@Test
	void userInfoThenIsJsonInUtf8() {
		Answer answer = userInfo(token("trusted-app", "grant_type", "password", "username", "zoë", "password", "secret",
				"scope", "openid profile email"));
		assertThat(answer.header("Content-Type")).matches("application/json(; ?charset=(?i)utf-8)?");
		assertThat(answer.json()).containsEntry("sub", "zoë")
			.containsEntry("name", "Zoë")
			.containsEntry("email", "zoë@mydomain.com");
	}

	/** Section 5.3.2: no claim is null or an empty text; what has no value is omitted. */
	@Test
	void userInfoWhenAClaimHasNoValueThenItIsOmitted() {
		for (Answer tokens : everyGrant("zoë", "secret", CLAIMS.keySet())) {
			Map<String, Object> answer = userInfo(tokens).json();
			Set<String> expected = expected(CLAIMS.keySet());
			expected.removeAll(ABSENT);
			assertThat(answer.keySet()).isEqualTo(expected);
			assertThat(answer.values()).doesNotContainNull().doesNotContain("");
		}
	}

	/** Section 5.1: the JSON types of the claims. */
	@Test
	void userInfoThenHasTheTypesOfTheStandardClaims() {
		Map<String, Object> answer = userInfo(password("openid profile email address phone")).json();
		assertThat(answer).containsEntry("email_verified", true)
			.containsEntry("phone_number_verified", false)
			.containsEntry("address", Map.of("country", "England", "locality", "Oxford"));
		assertThat(answer.get("updated_at")).isInstanceOf(Number.class);
		assertThat(answer.get("name")).isInstanceOf(String.class);
	}

	/**
	 * Section 5.4: each scope requests its claims and no others, whatever else is
	 * requested and however the tokens are got.
	 */
	@ParameterizedTest
	@MethodSource("scopes")
	void userInfoThenHasTheClaimsOfTheScopesAndNoOthers(Set<String> scopes) {
		for (Answer tokens : everyGrant("alice", "wonderland", scopes)) {
			assertThat(userInfo(tokens).json().keySet()).isEqualTo(expected(scopes));
		}
	}

	/** Section 5.4: the same claims from a token that is for an API too. */
	@ParameterizedTest
	@MethodSource("scopes")
	void userInfoWhenTheTokenIsForAnApiThenHasTheClaimsOfTheScopesAndNoOthers(Set<String> scopes) {
		Answer tokens = token("trusted-app", "grant_type", "password", "username", "alice", "password", "wonderland",
				"scope", scope(scopes) + " read:reports", "audience", REPORTS);
		assertThat(userInfo(tokens).json().keySet()).isEqualTo(expected(scopes));
	}

	/** Section 5.4, of the scopes that the access token has now (RFC 6749 section 6). */
	@ParameterizedTest
	@MethodSource("scopes")
	void userInfoWhenTheRefreshHasFewerScopesThenHasTheirClaimsOnly(Set<String> scopes) {
		Answer first = password("openid profile email address phone");
		Answer second = token("trusted-app", "grant_type", "refresh_token", "refresh_token",
				first.string("refresh_token"), "scope", scope(scopes));
		assertThat(userInfo(second).json().keySet()).isEqualTo(expected(scopes));
	}

	/** Section 5.4: the list is space-delimited and case-sensitive, in any order. */
	@Test
	void scopesThenAreCaseSensitiveInAnyOrder() {
		assertThat(userInfo(password("phone email openid")).json().keySet())
			.isEqualTo(expected(Set.of("phone", "email")));
		Answer answer = this.http.token("trusted-app", "grant_type", "password", "username", "alice", "password",
				"wonderland", "scope", "openid Email");
		assertThat(answer.error()).isEqualTo("invalid_scope");
	}

	/**
	 * Section 5.3.3 and RFC 6750 section 3: 401, with a challenge that names the error.
	 */
	@Test
	void userInfoWhenTheTokenIsNotValidThenIsUnauthorized() {
		Answer tokens = password("openid profile email");
		String access = tokens.string("access_token");
		String tampered = access.substring(0, access.length() - 8) + "AAAAAAAA";
		String unsigned = "eyJhbGciOiJub25lIn0." + access.split("\\.")[1] + ".";
		for (String token : List.of("unknown", tampered, unsigned, tokens.string("id_token"),
				tokens.string("refresh_token"), expired(), revoked(), forAnotherAudience())) {
			assertChallenged(this.http.get("/userinfo", "Authorization", "Bearer " + token), 401, "invalid_token");
			assertChallenged(this.http.method("POST", "/userinfo", "Authorization", "Bearer " + token), 401,
					"invalid_token");
		}
	}

	/** Section 5.3.3 and RFC 6750 section 3.1. */
	@Test
	void userInfoWhenTheUserIsLockedOrRemovedThenIsUnauthorized() {
		Answer tokens = token("trusted-app", "grant_type", "password", "username", "zoë", "password", "secret", "scope",
				"openid");
		this.jdbc.sql("update app_user set locked = true where username = 'zoë'").update();
		assertChallenged(userInfo(tokens), 401, "invalid_token");
		removeZoe();
		assertChallenged(userInfo(tokens), 401, "invalid_token");
	}

	/** Section 5.3.3 and RFC 6750 section 3.1: 403 where the token lacks the scope. */
	@Test
	void userInfoWhenTheTokenHasNotTheScopeOpenidThenIsForbidden() {
		assertChallenged(userInfo(password("profile email")), 403, "insufficient_scope");
		assertChallenged(userInfo(token("machine", "grant_type", "client_credentials")), 403, "insufficient_scope");
	}

	/** RFC 6750 section 3: a challenge where there is no token, without an error code. */
	@Test
	void userInfoWhenThereIsNoTokenThenIsUnauthorizedWithoutAnErrorCode() {
		Answer nothing = this.http.get("/userinfo");
		Answer form = this.http.post("/userinfo", Map.of());
		assertThat(List.of(nothing, form)).allSatisfy((answer) -> {
			assertThat(answer.status()).isEqualTo(401);
			assertThat(challenges(answer)).hasSize(1)
				.allSatisfy((challenge) -> assertThat(challenge).startsWith("Bearer").doesNotContain("error"));
		});
	}

	/**
	 * RFC 6750 sections 2.2 and 2.3: servers need not take these, and this one does not.
	 */
	@Test
	void userInfoWhenTheTokenIsInTheBodyOrInTheQueryThenItIsNotTaken() {
		String token = password("openid email").string("access_token");
		Answer body = this.http.post("/userinfo", Map.of("access_token", token));
		Answer query = this.http.get("/userinfo?access_token=" + token);
		assertThat(List.of(body, query)).allSatisfy((answer) -> {
			assertThat(answer.status()).isEqualTo(401);
			assertThat(answer.body()).doesNotContain("alice");
		});
	}

	/** All sets of the scopes of section 5.4. */
	static Stream<Set<String>> scopes() {
		List<String> all = List.of("profile", "email", "address", "phone");
		return IntStream.range(0, 1 << all.size()).mapToObj((bits) -> {
			Set<String> scopes = new LinkedHashSet<>(all);
			scopes.removeIf((scope) -> (bits & (1 << all.indexOf(scope))) == 0);
			return scopes;
		});
	}

	private static Set<String> expected(Collection<String> scopes) {
		Set<String> names = new LinkedHashSet<>(Set.of("sub"));
		scopes.forEach((scope) -> names.addAll(CLAIMS.get(scope)));
		return names;
	}

	private static String scope(Collection<String> scopes) {
		return ("openid " + String.join(" ", scopes)).strip();
	}

	/** RFC 6750 section 3: one challenge, and only the characters it allows. */
	private static void assertChallenged(Answer answer, int status, String error) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(challenges(answer)).singleElement()
			.asString()
			.matches("Bearer( [a-z_]+=\"[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]*\",?)+")
			.containsOnlyOnce("error=\"" + error + "\"");
		assertThat(answer.body()).doesNotContain("alice", "zoë");
	}

	private static List<String> challenges(Answer answer) {
		return answer.response().headers().allValues("WWW-Authenticate");
	}

	private String expired() {
		String token = password("openid").string("access_token");
		OAuth2Authorization authorization = this.authorizations.findByToken(token, OAuth2TokenType.ACCESS_TOKEN);
		assertThat(authorization).isNotNull();
		OAuth2AccessToken now = authorization.getAccessToken().getToken();
		this.authorizations.save(OAuth2Authorization.from(authorization)
			.token(new OAuth2AccessToken(now.getTokenType(), token, Instant.now().minusSeconds(600),
					Instant.now().minusSeconds(300), now.getScopes()))
			.build());
		return token;
	}

	private String revoked() {
		String token = password("openid").string("access_token");
		this.http.post("/oauth2/revoke", Http.form("token", token), "Authorization",
				Http.basic("trusted-app", Http.secret("trusted-app")));
		return token;
	}

	private String forAnotherAudience() {
		return token("trusted-app", "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token",
				password("openid").string("access_token"), "subject_token_type",
				"urn:ietf:params:oauth:token-type:access_token", "scope", "openid", "audience", REPORTS)
			.string("access_token");
	}

	/** The tokens of the password and of the code grant. */
	private List<Answer> everyGrant(String user, String password, Collection<String> scopes) {
		Answer byPassword = token("trusted-app", "grant_type", "password", "username", user, "password", password,
				"scope", scope(scopes));
		Answer redirect = new Browser(this.port).authorize(user, password,
				Browser.request("web-app", CALLBACK, scope(scopes)));
		Answer byCode = token("web-app", "grant_type", "authorization_code", "code",
				Browser.parameter(redirect, "code"), "redirect_uri", CALLBACK, "code_verifier", Browser.VERIFIER);
		return List.of(byPassword, byCode);
	}

	private Answer password(String scope) {
		return token("trusted-app", "grant_type", "password", "username", "alice", "password", "wonderland", "scope",
				scope);
	}

	private Answer token(String client, String... parameters) {
		Answer answer = this.http.token(client, parameters);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer;
	}

	private Answer userInfo(Answer tokens) {
		return this.http.get("/userinfo", "Authorization", "Bearer " + tokens.string("access_token"));
	}

}

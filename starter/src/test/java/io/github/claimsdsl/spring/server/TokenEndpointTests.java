package io.github.claimsdsl.spring.server;

import java.util.List;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.claimsdsl.spring.audience.TestAudiences.API;
import static io.github.claimsdsl.spring.audience.TestAudiences.DEFAULT;
import static io.github.claimsdsl.spring.audience.TestAudiences.REPORTS;
import static io.github.claimsdsl.spring.audience.TestAudiences.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.spring.server.TestClient.Answer;

/**
 * The token endpoint over HTTP: client credentials, a custom (password) grant,
 * authorization code, and refresh.
 */
@ParameterizedClass
@EnumSource(TestStore.class)
class TokenEndpointTests {

	private static final String USERINFO = ServerNode.ISSUER + "/userinfo";

	private final ServerNode server;

	private final ServerNode withdrawn;

	TokenEndpointTests(TestStore store) {
		this.server = TestServers.of(store).server();
		this.withdrawn = TestServers.of(store).withdrawn();
	}

	// client_credentials

	/** RFC 9068 sections 2.1 (typ), 2.2 (claims) and 2.2.3.1 (scope). */
	@ParameterizedTest
	@ValueSource(strings = { "audience", "resource" })
	void clientCredentialsForKnownAudienceIssuesAnRfc9068Token(String parameter) {
		Answer answer = this.server.client()
			.token("machine", "client_credentials", parameter, API, "scope", "read:messages")
			.granted();
		assertThat(answer.audience()).containsExactly(API);
		assertThat(answer.jwt("access_token").getHeader().toJSONObject()).containsEntry("typ", "at+jwt")
			.containsEntry("alg", "RS256");
		assertThat(answer.claims("access_token"))
			.containsAllEntriesOf(Map.of("client_id", "machine", "scope", "read:messages", "sub", "machine"))
			.containsKeys("iss", "exp", "iat", "jti")
			.doesNotContainKeys("auth_time", "amr", "acr");
	}

	@Test
	void clientCredentialsWithoutAudienceStaysAsTheServerHasIt() {
		Answer answer = this.server.client().token("machine", "client_credentials", "scope", "read:messages").granted();
		assertThat(answer.audience()).containsExactly("machine");
		assertThat(answer.jwt("access_token").getHeader().getType()).isNull();
		assertThat(answer.claims("access_token")).containsEntry("scope", List.of("read:messages"))
			.doesNotContainKey("client_id");
	}

	/** RFC 9068 section 3: a default resource where none is asked for. */
	@Test
	void clientCredentialsWithoutAudienceGetsTheDefault() {
		Answer answer = this.server.client().token("defaulted", "client_credentials").granted();
		assertThat(answer.audience()).containsExactly(DEFAULT);
		assertThat(answer.jwt("access_token").getHeader().getAlgorithm().getName()).isEqualTo("ES256");
	}

	// every grant: RFC 8707 section 2

	/** RFC 8707 section 2: invalid, unknown or malformed. */
	@ParameterizedTest
	@ValueSource(strings = { UNKNOWN, REPORTS, "https://API.example.com", "https://api.example.com/", "https://api",
			"api", "/api", "https://api.example.com#f", " ", "%", "\"\\" })
	void audienceThatIsUnknownOrForbiddenIsAnInvalidTarget(String audience) {
		this.server.client().token("machine", "client_credentials", "audience", audience).refused("invalid_target");
		this.server.client().token("machine", "client_credentials", "resource", audience).refused("invalid_target");
	}

	/** RFC 8707 section 2: it does not consider the resources acceptable. */
	@Test
	void severalOrDisagreeingTargetsAreAnInvalidTarget() {
		TestClient client = this.server.client();
		client.password("app", "resource", API, "resource", REPORTS).refused("invalid_target");
		client.password("app", "resource", API, "resource", API).refused("invalid_target");
		client.password("app", "audience", API, "audience", REPORTS).refused("invalid_target");
		client.password("app", "audience", API, "resource", REPORTS).refused("invalid_target");
		client.password("app", "audience", API, "resource", API).granted();
	}

	/** RFC 6749 section 3.2: a parameter without a value is omitted. */
	@Test
	void emptyTargetIsOmitted() {
		Answer answer = this.server.client().password("app", "audience", "", "resource", "").granted();
		assertThat(answer.audience()).containsExactly("app");
		answer = this.server.client().password("defaulted", "audience", "").granted();
		assertThat(answer.audience()).containsExactly(DEFAULT);
	}

	/** Before the refresh token or device code is looked at. */
	@Test
	void audienceIsCheckedWhereTheRequestEnters() {
		TestClient client = this.server.client();
		client.token("web", "refresh_token", "refresh_token", "none", "resource", DEFAULT).refused("invalid_target");
		client.token("tv", "urn:ietf:params:oauth:grant-type:device_code", "device_code", "none", "audience", REPORTS)
			.refused("invalid_target");
	}

	/** RFC 6749 section 5.2: the grant comes before its audience. */
	@ParameterizedTest
	@ValueSource(strings = { UNKNOWN, API })
	void grantThatTheClientMayNotUseIsAnUnauthorizedClient(String audience) {
		TestClient client = this.server.client();
		client.token("web", "client_credentials", "audience", audience).refused("unauthorized_client");
		client.post("/oauth2/device_authorization", "web", "audience", audience).refused("unauthorized_client");
		client.push("machine", "audience", audience).refused("unauthorized_client");
		client.token("web", "unknown", "audience", audience).refused("unsupported_grant_type");
		client.token("web", "", "audience", audience).refused("unsupported_grant_type");
	}

	/** RFC 6749 section 5.2; RFC 9068 section 3: scopes of different resources. */
	@Test
	void scopeTheAudienceDoesNotDefineIsAnInvalidScope() {
		TestClient client = this.server.client();
		client.password("app", "audience", API, "scope", "openid read:reports").refused("invalid_scope");
		client.token("defaulted", "client_credentials", "scope", "read:reports").refused("invalid_scope");
		client.password("app", "audience", API, "scope", "openid email profile").granted();
	}

	// custom grant

	/**
	 * OpenID Connect Core 1.0 sections 2 and 3.1.3.7: aud of the ID token; RFC 9068
	 * section 2.2.1.
	 */
	@Test
	void passwordForKnownAudienceServesApiAndUserInfo() {
		Answer answer = this.server.client()
			.password("app", "audience", API, "scope", "openid read:messages")
			.granted();
		assertThat(answer.audience()).containsExactly(API, USERINFO);
		assertThat(answer.claims("access_token")).containsEntry("amr", List.of("pwd"))
			.hasEntrySatisfying("auth_time", (time) -> assertThat(time).isInstanceOf(Long.class));
		assertThat(answer.claims("id_token")).containsEntry("aud", "app");
		Answer userInfo = this.server.client().userInfo(answer.string("access_token")).granted();
		assertThat(userInfo.json()).containsEntry("sub", "alice");
	}

	@Test
	void passwordWithoutAudienceServesUserInfo() {
		Answer answer = this.server.client().password("app", "scope", "openid read:messages").granted();
		assertThat(answer.audience()).containsExactly("app");
		this.server.client().userInfo(answer.string("access_token")).granted();
	}

	@Test
	void passwordForSpringProfileKeepsTheFormOfTheServer() {
		Answer answer = this.server.client()
			.password("app", "audience", REPORTS, "scope", "openid read:reports")
			.granted();
		assertThat(answer.audience()).containsExactly(REPORTS, USERINFO);
		assertThat(answer.jwt("access_token").getHeader().getType()).isNull();
		assertThat(answer.jwt("access_token").getHeader().getAlgorithm().getName()).isEqualTo("ES256");
		assertThat(answer.claims("access_token").get("scope")).asInstanceOf(InstanceOfAssertFactories.LIST)
			.containsExactlyInAnyOrder("openid", "read:reports");
		this.server.client().userInfo(answer.string("access_token")).granted();
	}

	/** RFC 9068 section 4: the token must be for the resource server. */
	@Test
	void userInfoRefusesTokensThatAreNotForIt() {
		Answer answer = this.server.client().password("app", "audience", API, "scope", "read:messages").granted();
		assertThat(answer.audience()).containsExactly(API);
		assertThat(this.server.client().userInfo(answer.string("access_token")).status()).isEqualTo(401);
		String token = this.server.client().password("app", "audience", API, "scope", "openid").string("access_token");
		assertThat(this.server.client().userInfo(token.substring(0, token.length() - 8) + "AAAAAAAA").status())
			.isEqualTo(401);
		assertThat(this.server.client().userInfo("a.b.c").status()).isEqualTo(401);
	}

	@Test
	void opaqueTokenHasTheAudience() {
		Answer answer = this.server.client().password("opaque", "audience", API, "scope", "read:messages").granted();
		Answer introspection = this.server.client().introspect("opaque", answer, "access_token");
		assertThat(introspection.json()).containsEntry("active", true)
			.containsEntry("aud", List.of(API))
			.containsEntry("scope", "read:messages");
		answer = this.server.client().refresh("opaque", answer).granted();
		assertThat(this.server.client().introspect("opaque", answer, "access_token").json()).containsEntry("aud",
				List.of(API));
	}

	// refresh

	/**
	 * RFC 8707 section 2.2; OpenID Connect Core 1.0 section 12.2: aud of the new ID
	 * token.
	 */
	@ParameterizedTest
	@ValueSource(strings = { API, REPORTS })
	void refreshKeepsTheAudienceEveryTime(String audience) {
		Answer answer = this.server.client().password("app", "audience", audience, "scope", "openid email").granted();
		for (int i = 0; i < 3; i++) {
			answer = this.server.client().refresh("app", answer).granted();
			assertThat(answer.audience()).containsExactly(audience, USERINFO);
			assertThat(answer.claims("id_token")).containsEntry("aud", "app");
		}
		this.server.client().userInfo(answer.string("access_token")).granted();
	}

	/** RFC 9068 section 2.2.1: they stay the same for all tokens of a login. */
	@Test
	void refreshKeepsTheClaimsOfTheLogin() {
		Answer answer = this.server.client().password("app", "audience", API, "scope", "read:messages").granted();
		Map<String, Object> refreshed = this.server.client().refresh("app", answer).granted().claims("access_token");
		assertThat(refreshed).containsEntry("auth_time", answer.claims("access_token").get("auth_time"))
			.containsEntry("amr", List.of("pwd"));
	}

	/** RFC 6749 section 6. */
	@Test
	void refreshWithFewerScopesLeavesOutUserInfo() {
		Answer answer = this.server.client()
			.password("app", "audience", API, "scope", "openid read:messages")
			.granted();
		answer = this.server.client().refresh("app", answer, "scope", "read:messages").granted();
		assertThat(answer.audience()).containsExactly(API);
		answer = this.server.client().refresh("app", answer).granted();
		assertThat(answer.audience()).containsExactly(API, USERINFO);
	}

	@Test
	void refreshWithoutAudienceStaysWithout() {
		Answer answer = this.server.client().password("app", "scope", "openid").granted();
		answer = this.server.client().refresh("app", answer).granted();
		assertThat(answer.audience()).containsExactly("app");
		this.server.client().refresh("app", answer, "audience", API).refused("invalid_target");
	}

	/** RFC 8707 section 2.2: the resource must be among those granted. */
	@Test
	void refreshCannotChangeTheAudience() {
		Answer answer = this.server.client().password("app", "audience", API).granted();
		for (String other : List.of(REPORTS, UNKNOWN)) {
			this.server.client().refresh("app", answer, "audience", other).refused("invalid_target");
			this.server.client().refresh("app", answer, "resource", other).refused("invalid_target");
		}
		answer = this.server.client().refresh("app", answer, "audience", API).granted();
		assertThat(answer.audience()).containsExactly(API);
	}

	@Test
	void refreshForAWithdrawnAudienceIsAnInvalidTarget() {
		for (String audience : List.of(API, REPORTS)) {
			Answer answer = this.server.client().password("app", "audience", audience).granted();
			this.withdrawn.client().refresh("app", answer).refused("invalid_target");
			this.withdrawn.client().refresh("app", answer, "audience", audience).refused("invalid_target");
			this.server.client().refresh("app", answer).granted();
		}
		Answer answer = this.server.client().password("defaulted").granted();
		this.withdrawn.client().refresh("defaulted", answer).refused("invalid_target");
	}

	@Test
	void refreshOfATokenFromBeforeTheDefaultStaysWithout() {
		Answer answer = this.withdrawn.client().password("defaulted").granted();
		assertThat(answer.audience()).containsExactly("defaulted");
		answer = this.server.client().refresh("defaulted", answer).granted();
		assertThat(answer.audience()).containsExactly("defaulted");
	}

	// authorization_code

	/**
	 * RFC 8707 sections 2.1 and 2.2; OpenID Connect Core 1.0 section 3.1.3.7: aud of the
	 * ID token.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "audience", "resource" })
	void codeKeepsTheAudienceOfTheAuthorizationRequest(String parameter) {
		TestClient client = this.server.client().login();
		Answer authorized = client.authorize("web", parameter, API, "scope", "openid read:messages");
		Answer answer = client.code("web", authorized).granted();
		assertThat(answer.audience()).containsExactly(API, USERINFO);
		assertThat(answer.claims("access_token")).containsEntry("sub", "alice").containsKey("auth_time");
		assertThat(answer.claims("id_token")).containsEntry("aud", "web");
		client.userInfo(answer.string("access_token")).granted();
		answer = client.refresh("web", answer).granted();
		assertThat(answer.audience()).containsExactly(API, USERINFO);
		client.userInfo(answer.string("access_token")).granted();
	}

	@Test
	void codeWithoutAudienceGetsNoneOrTheDefault() {
		TestClient client = this.server.client().login();
		Answer answer = client.code("web", client.authorize("web", "scope", "openid")).granted();
		assertThat(answer.audience()).containsExactly("web");
		client.userInfo(answer.string("access_token")).granted();
		answer = client.code("defaulted", client.authorize("defaulted", "scope", "openid")).granted();
		assertThat(answer.audience()).containsExactly(DEFAULT, USERINFO);
	}

	/** RFC 8707 section 2.2: the resource must be among those granted. */
	@Test
	void codeCannotChangeTheAudience() {
		TestClient client = this.server.client().login();
		Answer authorized = client.authorize("web", "audience", API);
		client.code("web", authorized, "audience", REPORTS).refused("invalid_target");
		client.code("web", authorized, "audience", UNKNOWN).refused("invalid_target");
		assertThat(client.code("web", authorized, "resource", API).granted().audience()).containsExactly(API);
		authorized = client.authorize("web", "scope", "openid");
		client.code("web", authorized, "audience", API).refused("invalid_target");
		client.code("web", authorized).granted();
	}

	@Test
	void codeForAWithdrawnAudienceIsAnInvalidTarget() {
		TestClient client = this.server.client().login();
		Answer authorized = client.authorize("web", "audience", API);
		this.withdrawn.client().code("web", authorized).refused("invalid_target");
	}

}

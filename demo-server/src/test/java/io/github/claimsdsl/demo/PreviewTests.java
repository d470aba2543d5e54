package io.github.claimsdsl.demo;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;

/**
 * A preview is the token that is issued, over HTTP: every request here is both previewed
 * and made.
 */
@DemoServerTest
class PreviewTests {

	private static final String ALICE = Http.basic("alice", "wonderland");

	private static final String API = "https://api.example.com";

	private static final String REPORTS = "https://reports.example.com";

	/** RFC 7519 section 4.1: when the token was made, and its own name. */
	private static final Set<String> VARYING = Set.of("iat", "exp", "nbf", "jti");

	private static final Set<String> AS_OF_THE_LOGIN = Set.of("auth_time", "amr");

	private static final Map<String, String> PASSWORDS = Map.of("alice", "wonderland", "carol", "chess", "bob",
			"builder");

	@LocalServerPort
	private int port;

	private Http http;

	@BeforeEach
	void connect() {
		this.http = new Http(this.port);
	}

	private Answer preview(Map<String, String> request) {
		return this.http.postBody("/actuator/claims", JSONObjectUtils.toJSONString(request), "application/json",
				"Authorization", ALICE);
	}

	private static Map<String, String> request(String client, String grantType, @Nullable String user,
			@Nullable String audience, String scope) {
		Map<String, String> request = new LinkedHashMap<>();
		request.put("client", client);
		request.put("grantType", grantType);
		request.put("scope", scope);
		if (user != null) {
			request.put("user", user);
		}
		if (audience != null) {
			request.put("audience", audience);
		}
		return request;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> object(Map<String, Object> json, String member) {
		return (Map<String, Object>) json.get(member);
	}

	private void assertPreviewed(Map<String, String> request, Answer issued) throws ParseException {
		assertTokensPreviewed(request, issued);
		if (issued.status() == 200) {
			String token = issued.string("access_token");
			assertAnswerPreviewed(request, "userinfo", this.http.get("/userinfo", "Authorization", "Bearer " + token));
			assertAnswerPreviewed(request, "introspection", introspect(request, token));
		}
	}

	/** Asks as the API, or where it has no client as the one of the token. */
	private Answer introspect(Map<String, String> request, String token) {
		String asker = List.of(API, REPORTS).contains(request.getOrDefault("audience", "")) ? "messages-api"
				: request.get("client");
		return asker.equals("second-app")
				? this.http.post("/oauth2/introspect",
						Http.form("token", token, "client_id", asker, "client_secret", Http.secret(asker)))
				: this.http.post("/oauth2/introspect", Http.form("token", token), "Authorization",
						Http.basic(asker, Http.secret(asker)));
	}

	private void assertAnswerPreviewed(Map<String, String> request, String type, Answer answer) {
		Map<String, String> asked = new LinkedHashMap<>(request);
		asked.put("tokenType", type);
		Map<String, Object> preview = preview(asked).json();
		if (answer.status() != 200) {
			assertThat(preview).as("%s", asked).containsEntry("outcome", "not-issued");
			return;
		}
		assertThat(preview).as("%s", asked).containsEntry("outcome", "issued");
		Map<String, Object> previewed = object(preview, "claims");
		Map<String, Object> answered = answer.json();
		for (Map<String, Object> claims : List.of(previewed, answered)) {
			claims.keySet().removeAll(VARYING);
			claims.keySet().removeAll(AS_OF_THE_LOGIN);
		}
		assertThat(withScopeSet(previewed)).as("%s", asked).isEqualTo(withScopeSet(answered));
	}

	private void assertTokensPreviewed(Map<String, String> request, Answer issued) throws ParseException {
		Map<String, Object> preview = preview(request).json();
		if (issued.status() != 200) {
			assertThat(preview).as("%s", request).containsEntry("outcome", "refused");
			assertThat(object(preview, "error")).as("%s", request).containsEntry("code", issued.error());
			return;
		}
		assertSame(request, preview, issued.jwt("access_token"));
		Map<String, String> idToken = new LinkedHashMap<>(request);
		idToken.put("tokenType", "id_token");
		Map<String, Object> idPreview = preview(idToken).json();
		if (issued.json().containsKey("id_token")) {
			assertSame(idToken, idPreview, issued.jwt("id_token"));
		}
		else {
			assertThat(idPreview).as("%s", idToken).containsEntry("outcome", "not-issued");
		}
	}

	private static void assertSame(Map<String, String> request, Map<String, Object> preview, SignedJWT token)
			throws ParseException {
		assertThat(preview).as("%s", request).containsEntry("outcome", "issued");
		Set<String> hidden = object(preview, "notPreviewable").keySet();
		Map<String, Object> claims = JSONObjectUtils.parse(token.getPayload().toString());
		boolean complete = hidden.stream().noneMatch(claims::containsKey);
		Map<String, Object> previewed = object(preview, "claims");
		assertThat(previewed).as("%s", request).containsKeys("iat", "exp", "jti");
		claims.keySet().removeAll(VARYING);
		claims.keySet().removeAll(hidden);
		previewed.keySet().removeAll(VARYING);
		assertThat(withScopeSet(previewed)).as("%s", request).isEqualTo(withScopeSet(claims));
		assertThat(object(preview, "header")).as("%s", request).isEqualTo(token.getHeader().toJSONObject());
		if (complete) {
			assertThat(object(preview, "size")).as("%s", request)
				.containsEntry("token", (long) token.serialize().length());
		}
	}

	/** The order of scopes does not matter (RFC 6749 section 3.3). */
	private static Map<String, Object> withScopeSet(Map<String, Object> claims) {
		Object scope = claims.get("scope");
		if (scope != null) {
			claims.put("scope",
					(scope instanceof List<?> scopes) ? Set.copyOf(scopes) : Set.of(scope.toString().split(" ")));
		}
		return claims;
	}

	@ParameterizedTest
	@CsvSource({ "trusted-app, alice", "trusted-app, carol", "second-app, alice", "second-app, carol" })
	void previewEqualsTheTokensOfThePasswordGrantAndItsRefresh(String client, String user) throws ParseException {
		int issued = 0;
		for (String audience : new String[] { null, API, REPORTS, "https://restricted.example.com", "unknown" }) {
			for (String scope : List.of("openid", "openid profile", "openid profile email read:messages",
					"read:reports", "read:messages", "read:everything")) {
				Map<String, String> request = request(client, "password", user, audience, scope);
				Answer tokens = password(client, user, audience, scope);
				assertPreviewed(request, tokens);
				if (tokens.status() == 200) {
					issued++;
					request.put("issuance", "refresh");
					assertPreviewed(request, token(client, "grant_type", "refresh_token", "refresh_token",
							tokens.string("refresh_token")));
				}
			}
		}
		assertThat(issued).isGreaterThan(5);
	}

	private Answer password(String client, String user, @Nullable String audience, String scope) {
		List<String> form = new ArrayList<>(
				List.of("grant_type", "password", "username", user, "password", PASSWORDS.get(user), "scope", scope));
		if (audience != null) {
			form.addAll(List.of("audience", audience));
		}
		return token(client, form.toArray(String[]::new));
	}

	private Answer token(String client, String... form) {
		if (!client.equals("second-app")) {
			return this.http.token(client, form);
		}
		Map<String, String> body = Http.form(form);
		body.put("client_id", client);
		body.put("client_secret", Http.secret(client));
		return this.http.post("/oauth2/token", body);
	}

	@ParameterizedTest
	@CsvSource({ "machine, https://api.example.com, read:messages", "machine,, read:messages",
			"machine, https://api.example.com, ''", "machine, https://reports.example.com, read:messages",
			"machine, https://api.example.com, read:reports", "reports-job, https://reports.example.com, read:reports",
			"restricted-job, https://restricted.example.com, read:restricted",
			"trusted-app, https://api.example.com, read:messages" })
	void previewEqualsTheTokenOfClientCredentials(String client, @Nullable String audience, String scope)
			throws ParseException {
		List<String> form = new ArrayList<>(List.of("grant_type", "client_credentials"));
		if (!scope.isEmpty()) {
			form.addAll(List.of("scope", scope));
		}
		if (audience != null) {
			form.addAll(List.of("audience", audience));
		}
		assertPreviewed(request(client, "client_credentials", null, audience, scope),
				this.http.token(client, form.toArray(String[]::new)));
	}

	@Test
	void previewEqualsTheTokensOfTheAuthorizationCodeGrant() throws Exception {
		Browser browser = new Browser(this.port);
		Answer redirect = browser.authorize("alice", "wonderland", Browser.request("web-app",
				"http://127.0.0.1:8099/callback", "openid profile read:reports", "audience", REPORTS));
		Answer tokens = this.http.token("web-app", "grant_type", "authorization_code", "code",
				Browser.parameter(redirect, "code"), "redirect_uri", "http://127.0.0.1:8099/callback", "code_verifier",
				Browser.VERIFIER);
		assertPreviewed(request("web-app", "authorization_code", "alice", REPORTS, "openid profile read:reports"),
				tokens);
	}

	@Test
	void previewEqualsTheTokenOfTokenExchange() throws ParseException {
		String subject = password("trusted-app", "alice", REPORTS, "openid read:reports").string("access_token");
		Answer exchanged = this.http.token("trusted-app", "grant_type",
				"urn:ietf:params:oauth:grant-type:token-exchange", "subject_token", subject, "subject_token_type",
				"urn:ietf:params:oauth:token-type:access_token", "audience", REPORTS, "scope", "read:reports");
		assertThat(exchanged.status()).isEqualTo(200);
		assertPreviewed(request("trusted-app", "token_exchange", "alice", REPORTS, "read:reports"), exchanged);
	}

	@Test
	void previewEqualsTheClaimsOfAnOpaqueToken() throws ParseException {
		String token = this.http
			.token("opaque-app", "grant_type", "client_credentials", "scope", "read:reports", "audience", REPORTS)
			.string("access_token");
		Map<String, Object> introspected = this.http
			.post("/oauth2/introspect", Http.form("token", token), "Authorization",
					Http.basic("opaque-app", "opaque-secret"))
			.json();
		Map<String, Object> preview = preview(
				request("opaque-app", "client_credentials", null, REPORTS, "read:reports"))
			.json();
		assertThat(preview).containsEntry("outcome", "issued").containsEntry("header", Map.of());
		assertThat(object(preview, "claims"))
			.containsEntry("aud",
					introspected.get("aud") instanceof List<?> values ? values.get(0) : introspected.get("aud"))
			.containsEntry("sub", introspected.get("sub"));
	}

	@Test
	void previewNamesTheRuleOfEachClaimAndWhyOthersAreMissing() {
		Map<String, Object> preview = preview(request("trusted-app", "password", "carol", REPORTS, "read:reports"))
			.json();
		assertThat(object(object(preview, "setBy"), "https://mydomain.com/claims/roles"))
			.containsEntry("rule", "reports.roles")
			.extracting("origin")
			.asString()
			.startsWith("claims-dsl.policies.reports.claims.roles [");
		assertThat(preview.get("decision").toString()).contains("rule=reports.department", "status=condition-false");
		assertThat(preview.get("notSelected").toString()).contains("rule=machines.tier", "selector=audience");
	}

	@Test
	void previewOfALockedUserIsRefused() {
		assertThat(object(preview(request("trusted-app", "password", "bob", API, "openid")).json(), "error"))
			.containsEntry("code", "invalid_grant");
	}

	@Test
	void previewYieldsNoTokenAndIsAudited() {
		String body = preview(request("trusted-app", "password", "alice", API, "openid")).body();
		assertThat(body).doesNotContainPattern("ey[A-Za-z0-9_-]{10,}");
		assertThat(this.http.get("/actuator/auditevents?type=CLAIMS_TOKEN_PREVIEWED", "Authorization", ALICE).body())
			.contains("\"principal\":\"alice\"", "\"user\":\"alice\"", "\"client\":\"trusted-app\"");
	}

	@Test
	void previewWhenAKeyIsMisspelledThenIsABadRequest() {
		Map<String, String> request = request("trusted-app", "password", "alice", REPORTS, "read:reports");
		request.put("tokenTyp", "id_token");
		assertThat(preview(request).status()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource({ "nobody, password, alice, , ", "trusted-app, password,, , ", "machine, client_credentials, alice, , ",
			"trusted-app, refresh_token, alice, , ", "trusted-app, password, alice, never, ",
			"trusted-app, password, alice, , refresh_token" })
	void previewOfNonsenseIsABadRequest(String client, String grantType, @Nullable String user,
			@Nullable String issuance, @Nullable String tokenType) {
		Map<String, String> request = request(client, grantType, user, null, "openid");
		if (issuance != null) {
			request.put("issuance", issuance);
		}
		if (tokenType != null) {
			request.put("tokenType", tokenType);
		}
		assertThat(preview(request).status()).isEqualTo(400);
	}

	@Test
	void endpointNeedsTheRoleAdmin() {
		assertThat(this.http.get("/actuator/claims").status()).isEqualTo(401);
		assertThat(this.http.get("/actuator/claims", "Authorization", Http.basic("carol", "chess")).status())
			.isEqualTo(403);
		assertThat(this.http
			.postBody("/actuator/claims", "{}", "application/json", "Authorization", Http.basic("carol", "chess"))
			.status()).isEqualTo(403);
	}

	@Test
	void endpointListsPoliciesAndTheMatrix() {
		assertThat(this.http.get("/actuator/claims", "Authorization", ALICE).body()).contains(
				"\"id\":\"reports.department\"", "\"expression\":\"user.department\"",
				"\"when\":\"user.roles contains 'admin'\"", "\"id\":\"https://restricted.example.com\"",
				"\"claim\":\"https://mydomain.com/claims/email\"");
		assertThat(this.http.get("/actuator/claims/matrix", "Authorization", ALICE).body())
			.contains("\"claim\":\"https://mydomain.com/claims/tier\"", "\"rules\":[\"machines.tier\"]");
		assertThat(this.http.get("/actuator/claims/matrix", "Authorization", ALICE, "Accept", "text/markdown").body())
			.startsWith("| claim | token type |")
			.contains("| https://mydomain.com/claims/tier | access_token | https://api.example.com |"
					+ " client_credentials | * | * | * |");
		assertThat(this.http.get("/actuator/claims/other", "Authorization", ALICE).status()).isEqualTo(404);
	}

	@Test
	void decisionsAreMeteredWithoutUsers() {
		password("trusted-app", "alice", REPORTS, "openid read:reports");
		String decisions = this.http.get("/actuator/metrics/claims.decision", "Authorization", ALICE).body();
		assertThat(decisions).contains("outcome", "issued", "token.type", "grant.type", "audience", REPORTS)
			.doesNotContain("alice", "trusted-app");
		String rules = this.http
			.get("/actuator/metrics/claims.rule?tag=rule:reports.department", "Authorization", ALICE)
			.body();
		assertThat(rules).contains("applied", "TOTAL_TIME");
	}

}

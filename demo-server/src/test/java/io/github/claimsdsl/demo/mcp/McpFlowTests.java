package io.github.claimsdsl.demo.mcp;

import java.util.List;
import java.util.Map;

import com.nimbusds.jwt.JWTClaimsSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.demo.McpServerTest;
import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.support.McpClient;

/**
 * What a client that has registered itself gets, and what not.
 */
@McpServerTest
class McpFlowTests {

	private static final String NOTES = "http://localhost:9000/mcp-a";

	private static final String CALENDAR = "http://localhost:9000/mcp-b";

	@LocalServerPort
	private int port;

	private Http http;

	private McpClient client;

	@BeforeEach
	void register() {
		this.http = new Http(this.port);
		this.client = McpClient.register(this.port, "client_name", "Notes App", "grant_types",
				List.of("authorization_code", "refresh_token"));
	}

	/** RFC 8707, section 2.2, and RFC 9068, section 2.2. */
	@Test
	void tokenWhenResourceIsAskedForThenIsForItAlone() throws Exception {
		Answer tokens = this.client.tokens(NOTES);
		assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
		JWTClaimsSet claims = tokens.claims("access_token");
		assertThat(claims.getAudience()).containsExactly(NOTES);
		assertThat(claims.getStringClaim("client_id")).isEqualTo(this.client.id());
		assertThat(claims.getStringClaim("scope")).isEqualTo("mcp:tools");
		assertThat(claims.getStringListClaim("https://mydomain.com/claims/tools")).containsExactly("read", "write");
		assertThat(tokens.json()).doesNotContainKey("id_token");
	}

	/** RFC 9728, section 7.4: a token for one resource is refused at another. */
	@Test
	void callWhenTokenIsForTheOtherServerThenIsRefused() {
		String token = this.client.tokens(NOTES).string("access_token");
		assertThat(call("/mcp-a", token, "list_notes").status()).isEqualTo(200);
		assertThat(call("/mcp-b", token, "list_events").status()).isEqualTo(401);
		assertThat(this.http.get("/api/messages", "Authorization", "Bearer " + token).status()).isEqualTo(401);
		assertThat(this.http.get("/userinfo", "Authorization", "Bearer " + token).status()).isIn(401, 403);
	}

	@Test
	void callWhenUserHasTheRightThenAnswersTheUser() {
		String token = this.client.tokens(NOTES).string("access_token");
		assertThat(call("/mcp-a", token, "add_note").body()).contains("A note of alice was added")
			.contains("\"isError\":false");
	}

	@Test
	void callWhenUserHasNotTheRightThenIsAnError() {
		Answer redirect = this.client.browser().authorize("carol", "chess", this.client.request("resource", NOTES));
		String token = this.client.exchange(Browser.parameter(this.client.allow(redirect), "code"), "resource", NOTES)
			.string("access_token");
		assertThat(call("/mcp-a", token, "list_notes").body()).contains("A note of carol");
		assertThat(call("/mcp-a", token, "add_note").body()).contains("This tool requires the right to write")
			.contains("\"isError\":true");
	}

	@Test
	void refreshWhenAskedThenKeepsTheResourceAndRotates() throws Exception {
		Answer tokens = this.client.tokens(CALENDAR);
		Answer refreshed = this.client.refresh(tokens.string("refresh_token"));
		assertThat(refreshed.claims("access_token").getAudience()).containsExactly(CALENDAR);
		assertThat(this.client.refresh(tokens.string("refresh_token")).error()).isEqualTo("invalid_grant");
	}

	/**
	 * RFC 8252, section 8.6: who has registered itself cannot be told from an impostor.
	 */
	@Test
	void consentWhenGivenBeforeThenIsAskedForAgain() {
		for (int i = 0; i < 2; i++) {
			Answer page = this.client.browser().follow(this.client.authorize("resource", NOTES));
			assertThat(page.body()).contains("Notes App", "nobody has checked its name", McpClient.CALLBACK, NOTES,
					"Use tools in your name");
			Answer redirect = this.client.browser()
				.submit("/oauth2/authorize", "client_id", this.client.id(), "state", page.field("state"), "scope",
						"mcp:tools");
			assertThat(Browser.parameter(redirect, "code")).isNotEmpty();
		}
		assertThat(this.client.authorize("resource", NOTES, "prompt", "none").location().getPath())
			.isEqualTo("/oauth2/consent");
	}

	@Test
	void consentWhenWithheldThenNothingIsIssuedWhateverWasAllowedBefore() {
		this.client.tokens(NOTES);
		Answer page = this.client.browser().follow(this.client.authorize("resource", NOTES));
		Answer redirect = this.client.browser()
			.submit("/oauth2/authorize", "client_id", this.client.id(), "state", page.field("state"));
		assertThat(Browser.parameter(redirect, "error")).isEqualTo("access_denied");
	}

	/** OAuth 2.1, section 4.1.1: PKCE with every code. */
	@ParameterizedTest
	@ValueSource(strings = { "none", "client_secret_basic" })
	void authorizeWhenThereIsNoChallengeThenIsRefused(String method) {
		McpClient app = McpClient.register(this.port, "token_endpoint_auth_method", method);
		Map<String, String> request = app.request("resource", NOTES);
		request.remove("code_challenge");
		request.remove("code_challenge_method");
		Answer redirect = app.browser().authorize("alice", "wonderland", request);
		assertThat(Browser.parameter(redirect, "error")).isEqualTo("invalid_request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "openid", "read:messages", "mcp:tools read:messages", "openid mcp:tools" })
	void authorizeWhenScopeIsAnotherThenIsRefused(String scope) {
		Answer redirect = this.client.authorize("resource", NOTES, "scope", scope);
		assertThat(Browser.parameter(redirect, "error")).isEqualTo("invalid_scope");
	}

	/** RFC 6749, section 3.3: the default scope, as the conformance suite asks. */
	@Test
	void authorizeWhenThereIsNoScopeThenIsTheOneThatTheClientHas() {
		Map<String, String> request = this.client.request("resource", NOTES);
		request.remove("scope");
		Answer redirect = this.client.browser().authorize("alice", "wonderland", request);
		Answer tokens = this.client.exchange(Browser.parameter(this.client.allow(redirect), "code"));
		assertThat(tokens.string("scope")).isEqualTo("mcp:tools");
		Answer pushed = this.client.post("/oauth2/par", request);
		Answer again = this.client.browser()
			.authorize("alice", "wonderland",
					Http.form("client_id", this.client.id(), "request_uri", pushed.string("request_uri")));
		assertThat(this.client.exchange(Browser.parameter(this.client.allow(again), "code")).string("scope"))
			.isEqualTo("mcp:tools");
	}

	@ParameterizedTest
	@CsvSource({ "client_credentials", "password", "urn:ietf:params:oauth:grant-type:device_code",
			"urn:ietf:params:oauth:grant-type:token-exchange" })
	void tokenWhenGrantIsAnotherThenIsRefused(String grantType) {
		Answer answer = this.client.token("grant_type", grantType, "resource", NOTES);
		assertThat(answer.error()).isEqualTo("unauthorized_client");
	}

	/** As MCP clients do it that have no place for a secret. */
	@Test
	void tokenWhenClientIsPublicThenIsIssued() throws Exception {
		McpClient app = McpClient.register(this.port, "token_endpoint_auth_method", "none", "grant_types",
				List.of("authorization_code", "refresh_token"));
		Answer tokens = app.tokens(CALENDAR);
		assertThat(tokens.claims("access_token").getAudience()).containsExactly(CALENDAR);
		assertThat(call("/mcp-b", tokens.string("access_token"), "list_events").body()).contains("An event of alice");
	}

	/** Nobody but clients that have registered themselves may ask for an MCP server. */
	@Test
	void sampleClientWhenAsksForAnMcpServerThenIsRefused() {
		Answer answer = this.http.token("trusted-app", "grant_type", "password", "username", "alice", "password",
				"wonderland", "scope", "openid", "resource", NOTES);
		assertThat(answer.error()).isEqualTo("invalid_target");
	}

	/**
	 * The sample clients stay as they are: no audience is asked for, and none is needed.
	 */
	@Test
	void sampleClientWhenAsksForNoAudienceThenGetsOneAsBefore() {
		Answer answer = this.http.token("trusted-app", "grant_type", "password", "username", "alice", "password",
				"wonderland", "scope", "openid");
		assertThat(answer.status()).isEqualTo(200);
	}

	/** The default scope is that of clients which registered themselves. */
	@Test
	void sampleClientWhenAsksForNoScopeThenGetsACodeAsBefore() {
		Map<String, String> request = Browser.request("web-app", "http://127.0.0.1:8099/callback", "openid");
		request.remove("scope");
		Answer redirect = new Browser(this.port).authorize("alice", "wonderland", request);
		assertThat(Browser.parameter(redirect, "code")).isNotEmpty();
	}

	private Answer call(String path, String token, String tool) {
		return this.http.postBody(path,
				"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":{}}}"
					.formatted(tool),
				"application/json", "Authorization", "Bearer " + token, "Accept", "application/json, text/event-stream",
				"MCP-Protocol-Version", "2025-06-18");
	}

}

package io.github.claimsdsl.demo.registration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.demo.McpServerTest;
import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.support.McpClient;

/**
 * What an outsider tries with a client that has registered itself, beside the parameter
 * {@code resource} (see McpAttackTests).
 */
@McpServerTest
class RegisteredClientAttackTests {

	private static final String NOTES = "http://localhost:9000/mcp-a";

	private static final String API = "https://api.example.com";

	private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

	private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

	private static final String CONSENT = "`/oauth2/consent`";

	@LocalServerPort
	private int port;

	/** What the outsider has: a client with a secret, and the address of the server. */
	record Outsider(int port, McpClient client) {

		Http http() {
			return new Http(this.port);
		}

		String secret() {
			return this.client.registration().string("client_secret");
		}

		McpClient other(Object... metadata) {
			return McpClient.register(this.port, metadata);
		}

		/** A token of alice for the API of the sample clients. */
		String sampleToken() {
			return http()
				.token("trusted-app", "grant_type", "password", "username", "alice", "password", "wonderland", "scope",
						"read:messages", "audience", API)
				.string("access_token");
		}

		/** Where alice is led, once she is logged in. */
		Answer authorize(String... more) {
			return this.client.authorize(with(more, "resource", NOTES));
		}

		/** Where alice is led by a request that lacks a parameter. */
		Answer authorizeWithout(String parameter, String... more) {
			this.client.browser().signIn("alice", "wonderland");
			Map<String, String> request = this.client.request(with(more, "resource", NOTES));
			request.remove(parameter);
			return this.client.browser().open("/oauth2/authorize?" + Http.encode(request));
		}

		Answer consent(String... fields) {
			return consentWithout("", fields);
		}

		/** What alice's consent leads to, once fields of its form are changed. */
		Answer consentWithout(String parameter, String... fields) {
			Answer page = this.client.browser().follow(authorize());
			Map<String, String> form = Http.form("client_id", this.client.id(), "state", page.field("state"), "scope",
					"mcp:tools");
			form.putAll(Http.form(fields));
			form.remove(parameter);
			return this.client.browser()
				.submit("/oauth2/authorize",
						form.entrySet()
							.stream()
							.flatMap((field) -> List.of(field.getKey(), field.getValue()).stream())
							.toArray(String[]::new));
		}

		Answer bearer(String path, String token) {
			return http().get(path, "Authorization", "Bearer " + token, "Accept", "application/json");
		}

		Answer exchange(String code, Map<String, String> form, String... headers) {
			Map<String, String> all = Http.form("grant_type", "authorization_code", "code", code, "redirect_uri",
					McpClient.CALLBACK);
			all.putAll(form);
			return http().post("/oauth2/token", all, headers);
		}

		private static String[] with(String[] more, String... others) {
			List<String> all = new ArrayList<>(List.of(others));
			all.addAll(List.of(more));
			return all.toArray(String[]::new);
		}

	}

	static List<Attempt<Outsider>> attempts() {
		List<Attempt<Outsider>> attempts = new ArrayList<>();
		addGrants(attempts);
		addAuthentication(attempts);
		addCodes(attempts);
		addAuthorization(attempts);
		addRedirects(attempts);
		addConsent(attempts);
		addTokens(attempts);
		return attempts;
	}

	private static void addGrants(List<Attempt<Outsider>> attempts) {
		token(attempts, "client credentials", "`unauthorized_client`", "grant_type", "client_credentials", "resource",
				NOTES);
		token(attempts, "the password of a user", "`unauthorized_client`", "grant_type", "password", "username",
				"alice", "password", "wonderland", "resource", NOTES);
		token(attempts, "a made-up device code", "`unauthorized_client`", "grant_type",
				"urn:ietf:params:oauth:grant-type:device_code", "device_code", "x");
		token(attempts, "a signed grant", "`unsupported_grant_type`", "grant_type",
				"urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion", "eyJhbGciOiJub25lIn0.e30.");
		attempt(attempts, "the exchange of an own token for the API of others", "`unauthorized_client`",
				(o) -> o.client.token("grant_type", EXCHANGE, "subject_token",
						o.client.tokens(NOTES).string("access_token"), "subject_token_type", ACCESS_TOKEN, "audience",
						API));
		attempt(attempts, "the exchange of a token of others", "`unauthorized_client`",
				(o) -> o.client.token("grant_type", EXCHANGE, "subject_token", o.sampleToken(), "subject_token_type",
						ACCESS_TOKEN, "resource", NOTES));
		attempt(attempts, "a device", "`unauthorized_client`", (o) -> o.client.post("/oauth2/device_authorization",
				Http.form("scope", "mcp:tools", "resource", NOTES)));
	}

	private static void addAuthentication(List<Attempt<Outsider>> attempts) {
		attempt(attempts, "a code without the secret", "`invalid_client`", (o) -> o.exchange(o.client.code(NOTES),
				Http.form("client_id", o.client.id(), "code_verifier", Browser.VERIFIER)));
		attempt(attempts, "the secret in the body instead of the header", "`invalid_client`", (o) -> o.exchange(
				o.client.code(NOTES),
				Http.form("client_id", o.client.id(), "client_secret", o.secret(), "code_verifier", Browser.VERIFIER)));
		attempt(attempts, "the secret twice", "`invalid_request`",
				(o) -> o.exchange(o.client.code(NOTES),
						Http.form("client_secret", o.secret(), "code_verifier", Browser.VERIFIER), "Authorization",
						Http.basic(o.client.id(), o.secret())));
		attempt(attempts, "a made-up secret of a client without one", "`invalid_client`", (o) -> {
			McpClient other = o.other("token_endpoint_auth_method", "none");
			return o.exchange(other.code(NOTES), Http.form("code_verifier", Browser.VERIFIER), "Authorization",
					Http.basic(other.id(), "x"));
		});
		attempt(attempts, "the id of a sample client with the own secret", "`invalid_client`",
				(o) -> o.http()
					.post("/oauth2/token", Http.form("grant_type", "client_credentials"), "Authorization",
							Http.basic("machine", o.secret())));
		attempt(attempts, "the own secret, for a sample client in the body", "`invalid_request`",
				(o) -> o.client.token("grant_type", "client_credentials", "client_id", "machine", "audience", API));
		attempt(attempts, "an unsigned assertion", "`invalid_client`",
				(o) -> o.http()
					.post("/oauth2/token",
							Http.form("grant_type", "client_credentials", "client_id", o.client.id(),
									"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
									"client_assertion", "eyJhbGciOiJub25lIn0.e30.")));
		attempt(attempts, "a client that is not registered", "`invalid_client`", (o) -> o.http()
			.post("/oauth2/token", Http.form("grant_type", "authorization_code", "client_id", "registered-1")));
	}

	private static void addCodes(List<Attempt<Outsider>> attempts) {
		attempt(attempts, "the code of another client, with its verifier", "`invalid_grant`",
				(o) -> o.client.exchange(o.other().code(NOTES)));
		attempt(attempts, "the code of a client without secret, with its verifier", "`invalid_grant`",
				(o) -> o.client.exchange(o.other("token_endpoint_auth_method", "none").code(NOTES)));
		attempt(attempts, "a code twice", "`invalid_grant`", (o) -> {
			String code = o.client.code(NOTES);
			o.client.exchange(code).string("access_token");
			return o.client.exchange(code);
		});
		attempt(attempts, "a code without verifier", "`invalid_grant`", (o) -> o.exchange(o.client.code(NOTES),
				Map.of(), "Authorization", Http.basic(o.client.id(), o.secret())));
		attempt(attempts, "a code with the challenge as verifier", "`invalid_grant`", (o) -> o.client
			.exchange(o.client.code(NOTES), "code_verifier", o.client.request().get("code_challenge")));
		attempt(attempts, "a code with another redirect URI", "`invalid_grant`",
				(o) -> o.client.exchange(o.client.code(NOTES), "redirect_uri", "https://attacker.example/"));
		attempt(attempts, "a code as a refresh token", "`invalid_grant`",
				(o) -> o.client.refresh(o.client.code(NOTES)));
		attempt(attempts, "a refresh token twice", "`invalid_grant`", (o) -> {
			String token = o.client.tokens(NOTES).string("refresh_token");
			o.client.refresh(token).string("access_token");
			return o.client.refresh(token);
		});
		attempt(attempts, "the refresh token of another client", "`invalid_grant`",
				(o) -> o.client.refresh(refreshing(o).tokens(NOTES).string("refresh_token")));
		attempt(attempts, "a refresh with more scopes", "`invalid_scope`", (o) -> o.client
			.refresh(o.client.tokens(NOTES).string("refresh_token"), "scope", "mcp:tools read:messages"));
		attempt(attempts, "an access token as a refresh token", "`invalid_grant`",
				(o) -> o.client.refresh(o.client.tokens(NOTES).string("access_token")));
		attempt(attempts, "a refresh by a client that did not ask for the grant", "`unauthorized_client`",
				(o) -> o.other().refresh("x"));
	}

	private static void addAuthorization(List<Attempt<Outsider>> attempts) {
		for (String scope : List.of("openid", "client.create", "read:messages", "mcp:tools read:reports", "MCP:TOOLS",
				"mcp:tools,openid")) {
			attempt(attempts, "the scope `" + scope + "`", "`invalid_scope` at the client",
					(o) -> o.authorize("scope", scope));
		}
		attempt(attempts, "no scope", CONSENT, (o) -> o.authorizeWithout("scope"));
		attempt(attempts, "the implicit flow", "`unsupported_response_type` at the client",
				(o) -> o.authorize("response_type", "token"));
		attempt(attempts, "the hybrid flow", "`unsupported_response_type` at the client",
				(o) -> o.authorize("response_type", "code id_token"));
		attempt(attempts, "no challenge", "`invalid_request` at the client",
				(o) -> o.authorizeWithout("code_challenge"));
		attempt(attempts, "a plain challenge", "`invalid_request` at the client",
				(o) -> o.authorize("code_challenge_method", "plain"));
		attempt(attempts, "a challenge without method", "`invalid_request` at the client",
				(o) -> o.authorizeWithout("code_challenge_method"));
		attempt(attempts, "`prompt=none`, before login", "`invalid_request` at the client",
				(o) -> o.authorize("prompt", "none"));
		attempt(attempts, "`prompt=none`, after login", CONSENT, (o) -> {
			o.client.browser().signIn("alice", "wonderland");
			return o.authorize("prompt", "none");
		});
		attempt(attempts, "an unsigned request object", CONSENT,
				(o) -> o.authorize("request", "eyJhbGciOiJub25lIn0.eyJzY29wZSI6Im9wZW5pZCJ9."));
		attempt(attempts, "a request at another address", "400",
				(o) -> o.authorize("request_uri", "https://attacker.example/request"));
		attempt(attempts, "the request of another client", "400", (o) -> {
			McpClient other = o.other();
			String pushed = other.post("/oauth2/par", other.request("resource", NOTES)).string("request_uri");
			return o.client.browser()
				.authorize("alice", "wonderland", Http.form("client_id", o.client.id(), "request_uri", pushed));
		});
		attempt(attempts, "a pushed request without challenge", "`invalid_request`", (o) -> {
			Map<String, String> request = o.client.request("resource", NOTES);
			request.remove("code_challenge");
			return o.client.post("/oauth2/par", request);
		});
		attempt(attempts, "a pushed request with another redirect URI", "`invalid_request`", (o) -> o.client
			.post("/oauth2/par", o.client.request("resource", NOTES, "redirect_uri", "https://attacker.example/")));
		attempt(attempts, "a pushed request for the API of others", "`invalid_target`",
				(o) -> o.client.post("/oauth2/par", o.client.request("audience", API)));
	}

	private static void addRedirects(List<Attempt<Outsider>> attempts) {
		for (String uri : List.of("https://attacker.example/", "http://localhost:8097/callback",
				"http://127.0.0.1:8097/callback/", "http://127.0.0.1:8097/callback?x=1",
				"http://127.0.0.1:8097/callback#x", "http://127.0.0.1:8097/CALLBACK",
				"http://127.0.0.1:8097/x/../callback", "http://x@127.0.0.1:8097/callback",
				"http://127.0.0.1:8097@attacker.example/callback", "http://127.0.0.1.attacker.example/callback",
				"https://127.0.0.1:8097/callback", "http://127.0.0.2:8097/callback")) {
			attempt(attempts, "the redirect URI `" + uri + "`", "400", (o) -> o.authorize("redirect_uri", uri));
		}
		attempt(attempts, "another port of this machine (RFC 8252, section 7.3)", CONSENT,
				(o) -> o.authorize("redirect_uri", "http://127.0.0.1:1/callback"));
		attempt(attempts, "the own redirect URI at a sample client", "400",
				(o) -> o.authorize("client_id", "web-app", "redirect_uri", "http://127.0.0.1:8097/other"));
	}

	private static void addConsent(List<Attempt<Outsider>> attempts) {
		attempt(attempts, "consent a second time", CONSENT, (o) -> {
			o.client.tokens(NOTES).string("access_token");
			return o.authorize();
		});
		attempt(attempts, "consent to more scopes", "`invalid_scope` at the client",
				(o) -> o.consent("scope", "read:messages"));
		attempt(attempts, "consent to nothing", "`access_denied` at the client", (o) -> o.consentWithout("scope"));
		attempt(attempts, "consent with another redirect URI", "400",
				(o) -> o.consent("redirect_uri", "https://attacker.example/"));
		attempt(attempts, "consent for another client", "400", (o) -> o.consent("client_id", o.other().id()));
		attempt(attempts, "consent with a made-up state", "400", (o) -> o.consent("state", "x"));
		attempt(attempts, "consent of another user", "400", (o) -> {
			String state = o.client.browser().follow(o.authorize()).field("state");
			Browser carol = new Browser(o.port);
			carol.signIn("carol", "chess");
			return carol.submit("/oauth2/authorize", "client_id", o.client.id(), "state", state, "scope", "mcp:tools");
		});
		attempt(attempts, "the consent page of another user", "400", (o) -> {
			String state = o.client.browser().follow(o.authorize()).field("state");
			Browser carol = new Browser(o.port);
			carol.signIn("carol", "chess");
			return carol.open("/oauth2/consent?state=" + state);
		});
		attempt(attempts, "consent without login", "`/login`", (o) -> {
			String state = o.client.browser().follow(o.authorize()).field("state");
			return new Browser(o.port).submit("/oauth2/authorize", "client_id", o.client.id(), "state", state, "scope",
					"mcp:tools");
		});
		page(attempts, "markup in the name", "client_name", "<script>alert(1)</script><img src=x onerror=alert(1)>");
		page(attempts, "a template in the name", "client_name",
				"${T(java.lang.Runtime)} [[${client}]] __${7777*7777}__");
		page(attempts, "directives in a redirect URI", "redirect_uris",
				List.of(McpClient.CALLBACK, "https://a.example/;script-src%20*;x='unsafe-inline'"));
		page(attempts, "the name of a sample client", "client_name", "trusted-app");
	}

	private static void addTokens(List<Attempt<Outsider>> attempts) {
		for (String path : List.of("/mcp-b", "/api/messages", "/userinfo", "/actuator/env", "/console")) {
			attempt(attempts, "the own token at `" + path + "`",
					path.equals("/console") ? "401"
							: path.equals("/actuator/env") ? "`access_denied`" : "`invalid_token`",
					(o) -> o.bearer(path, o.client.tokens(NOTES).string("access_token")));
		}
		attempt(attempts, "the own token, its signature cut off, at `/mcp-a`", "`invalid_token`", (o) -> {
			String token = o.client.tokens(NOTES).string("access_token");
			return o.bearer("/mcp-a", token.substring(0, token.lastIndexOf('.') + 1));
		});
		attempt(attempts, "introspection of a token of a sample client", "not active",
				(o) -> o.client.post("/oauth2/introspect", Http.form("token", o.sampleToken())));
		attempt(attempts, "introspection of a token of another client", "not active", (o) -> o.client
			.post("/oauth2/introspect", Http.form("token", o.other().tokens(NOTES).string("access_token"))));
		attempt(attempts, "revocation of a token of another client, which asks then", "200", (o) -> {
			McpClient other = o.other();
			String token = other.tokens(NOTES).string("access_token");
			o.client.post("/oauth2/revoke", Http.form("token", token));
			Answer answer = other.post("/oauth2/introspect", Http.form("token", token));
			assertThat(answer.json()).containsEntry("active", true);
			return answer;
		});
	}

	@ParameterizedTest
	@MethodSource("attempts")
	void attemptThenNothingIsGained(Attempt<Outsider> attempt) {
		Outsider outsider = new Outsider(this.port, McpClient.register(this.port, "client_name", "Attacker",
				"grant_types", List.of("authorization_code", "refresh_token")));
		Answer answer = attempt.make(outsider);
		assertThat(answer.header("Location")).doesNotStartWith("https://attacker")
			.doesNotStartWith("http://localhost:8097");
	}

	@Test
	void pageThenListsTheAttempts() throws IOException {
		Attempt.assertListed(attempts());
	}

	private static McpClient refreshing(Outsider outsider) {
		return outsider.other("grant_types", List.of("authorization_code", "refresh_token"));
	}

	private static void attempt(List<Attempt<Outsider>> attempts, String tried, String cameBack,
			Function<Outsider, Answer> attack) {
		attempts.add(new Attempt<>(tried, cameBack, attack));
	}

	private static void token(List<Attempt<Outsider>> attempts, String tried, String cameBack, String... parameters) {
		attempt(attempts, tried, cameBack, (outsider) -> outsider.client.token(parameters));
	}

	/** The consent page of a client with such metadata, which warns and is no one's. */
	private static void page(List<Attempt<Outsider>> attempts, String tried, String name, Object value) {
		attempt(attempts, tried + ", on the consent page", "200", (outsider) -> {
			McpClient other = outsider.other(name, value);
			Answer page = other.browser().follow(other.authorize("resource", NOTES));
			assertThat(page.body()).contains("nobody has checked its name", NOTES)
				.doesNotContain("<script", "<img src=x", "60481729");
			assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'")
				.doesNotContain("script-src", "unsafe");
			return page;
		});
	}

}

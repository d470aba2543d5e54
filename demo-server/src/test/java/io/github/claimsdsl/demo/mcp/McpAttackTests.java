package io.github.claimsdsl.demo.mcp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.claimsdsl.demo.McpServerTest;
import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.support.McpClient;

/**
 * Attacks with {@code resource} (RFC 8707) by a client that has registered itself. None
 * gets a token, at none of the endpoints that read the parameter.
 */
@McpServerTest
class McpAttackTests {

	private static final String NOTES = "http://localhost:9000/mcp-a";

	private static final String CALENDAR = "http://localhost:9000/mcp-b";

	@LocalServerPort
	private int port;

	private McpClient client;

	@BeforeEach
	void register() {
		this.client = McpClient.register(this.port, "client_name", "Attacker", "grant_types",
				List.of("authorization_code", "refresh_token"));
	}

	/** What the body or query says beside the rest, as it is sent. */
	static Stream<Arguments> resources() {
		return Stream.of(arguments("none", ""), arguments("empty", "resource="),
				arguments("blank", "resource=" + encode(" ")),
				arguments("both servers", "resource=" + encode(NOTES) + "&resource=" + encode(CALENDAR)),
				arguments("the same twice", "resource=" + encode(NOTES) + "&resource=" + encode(NOTES)),
				arguments("both in one", "resource=" + encode(NOTES + " " + CALENDAR)),
				arguments("both with a comma", "resource=" + encode(NOTES + "," + CALENDAR)),
				arguments("a fragment", "resource=" + encode(NOTES + "#x")),
				arguments("an empty fragment", "resource=" + encode(NOTES + "#")),
				arguments("another case of the path", "resource=" + encode("http://localhost:9000/MCP-A")),
				arguments("another case of the host", "resource=" + encode("http://LOCALHOST:9000/mcp-a")),
				arguments("another case of the scheme", "resource=" + encode("HTTP://localhost:9000/mcp-a")),
				arguments("a trailing slash", "resource=" + encode(NOTES + "/")),
				arguments("a path below it", "resource=" + encode(NOTES + "/tools")),
				arguments("a prefix of it", "resource=" + encode("http://localhost:9000/mcp-")),
				arguments("the issuer", "resource=" + encode("http://localhost:9000")),
				arguments("relative", "resource=" + encode("/mcp-a")),
				arguments("relative to the scheme", "resource=" + encode("//localhost:9000/mcp-a")),
				arguments("encoded twice", "resource=" + encode(encode(NOTES))),
				arguments("an encoded letter", "resource=" + encode("http://localhost:9000/mcp%2Da")),
				arguments("dot segments", "resource=" + encode("http://localhost:9000/mcp-b/../mcp-a")),
				arguments("a query", "resource=" + encode(NOTES + "?x=1")),
				arguments("a user", "resource=" + encode("http://mcp-a@localhost:9000/mcp-a")),
				arguments("the other address of the host", "resource=" + encode("http://127.0.0.1:9000/mcp-a")),
				arguments("userinfo", "resource=" + encode("http://localhost:9000/userinfo")),
				arguments("the API of the sample clients", "resource=" + encode("https://api.example.com")),
				arguments("the client itself", "resource=urn%3Aclient"),
				arguments("very long", "resource=" + encode(NOTES + "/" + "a".repeat(4000))),
				arguments("a line break", "resource=" + encode(NOTES + "\r\n")),
				arguments("a null character", "resource=" + encode(NOTES + "\0")),
				arguments("a byte order mark", "resource=" + encode("\uFEFF" + NOTES)),
				arguments("a full-width letter", "resource=" + encode("http://localhost:9000/mcp-\uFF41")),
				arguments("an audience that disagrees", "resource=" + encode(NOTES) + "&audience=" + encode(CALENDAR)),
				arguments("an audience of the sample clients", "audience=" + encode("https://api.example.com")),
				arguments("another name", "Resource=" + encode(NOTES)),
				arguments("an array", "resource%5B%5D=" + encode(NOTES)));
	}

	/** RFC 8707, section 2.1. */
	@ParameterizedTest(name = "{0}")
	@MethodSource("resources")
	void authorizeWhenResourceIsAttackedThenNoCodeIsIssued(String name, String parameters) {
		this.client.browser().signIn("alice", "wonderland");
		Answer answer = this.client.browser()
			.open("/oauth2/authorize?" + Http.encode(this.client.request()) + "&" + parameters);
		if (answer.status() == 302) {
			assertThat(answer.location().toString()).startsWith(McpClient.CALLBACK + "?error=").doesNotContain("code=");
			assertThat(Browser.parameter(answer, "error")).isEqualTo("invalid_target");
		}
		else {
			assertThat(answer.status()).isEqualTo(400);
		}
	}

	/** RFC 9126, section 2.3. */
	@ParameterizedTest(name = "{0}")
	@MethodSource("resources")
	void pushWhenResourceIsAttackedThenIsRefused(String name, String parameters) {
		Answer answer = post("/oauth2/par", Http.encode(this.client.request()) + "&" + parameters);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.error()).isIn("invalid_target", "invalid_request");
		assertThat(answer.body()).doesNotContain("request_uri", "mcp-");
	}

	/** RFC 8707, section 2.2: at the token endpoint nothing but what was authorized. */
	@ParameterizedTest(name = "{0}")
	@MethodSource("resources")
	void exchangeWhenResourceIsAttackedThenNoTokenIsForAnother(String name, String parameters) throws Exception {
		String code = this.client.code(NOTES);
		String form = Http.encode(Http.form("grant_type", "authorization_code", "code", code, "redirect_uri",
				McpClient.CALLBACK, "code_verifier", Browser.VERIFIER));
		assertRefusedOrAsAuthorized(name, post("/oauth2/token", form + "&" + parameters));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("resources")
	void refreshWhenResourceIsAttackedThenNoTokenIsForAnother(String name, String parameters) throws Exception {
		String token = this.client.tokens(NOTES).string("refresh_token");
		String form = Http.encode(Http.form("grant_type", "refresh_token", "refresh_token", token));
		assertRefusedOrAsAuthorized(name, post("/oauth2/token", form + "&" + parameters));
	}

	/** What names no resource at all is as if nothing was asked. */
	private static void assertRefusedOrAsAuthorized(String name, Answer answer) throws Exception {
		if (answer.status() == 200) {
			assertThat(name).isIn("none", "empty", "blank", "another name", "an array");
			assertThat(answer.claims("access_token").getAudience()).containsExactly(NOTES);
		}
		else {
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.error()).isIn("invalid_target", "invalid_request");
		}
	}

	/** RFC 8707, section 2.2. */
	@Test
	void exchangeWhenResourceIsTheOtherServerThenIsRefusedAndTheCodeStaysForIts() {
		String code = this.client.code(NOTES);
		assertThat(this.client.exchange(code, "resource", CALENDAR).error()).isEqualTo("invalid_target");
		assertThat(this.client.exchange(code, "audience", CALENDAR).error()).isEqualTo("invalid_target");
		assertThat(this.client.exchange(code, "resource", NOTES).status()).isEqualTo(200);
	}

	@Test
	void refreshWhenResourceIsTheOtherServerThenIsRefused() {
		String token = this.client.tokens(NOTES).string("refresh_token");
		assertThat(this.client.refresh(token, "resource", CALENDAR).error()).isEqualTo("invalid_target");
		assertThat(this.client.refresh(token, "audience", CALENDAR).error()).isEqualTo("invalid_target");
		assertThat(this.client.refresh(token, "resource", NOTES).status()).isEqualTo(200);
	}

	@Test
	void exchangeWhenResourceIsInTheQueryThenIsRefused() {
		String code = this.client.code(NOTES);
		Map<String, String> form = Http.form("grant_type", "authorization_code", "code", code, "redirect_uri",
				McpClient.CALLBACK, "code_verifier", Browser.VERIFIER);
		for (String query : List.of("resource=" + encode(CALENDAR), "x=resource", "audience=" + encode(CALENDAR))) {
			assertThat(this.client.post("/oauth2/token?" + query, form).error()).isEqualTo("invalid_request");
		}
	}

	/** RFC 9126, section 4: what was pushed cannot be changed by what is beside it. */
	@Test
	void authorizeWhenResourceIsBesideAPushedRequestThenIsNotRead() throws Exception {
		String pushed = this.client.post("/oauth2/par", this.client.request("resource", NOTES)).string("request_uri");
		Answer redirect = this.client.browser()
			.authorize("alice", "wonderland",
					Http.form("client_id", this.client.id(), "request_uri", pushed, "resource", CALENDAR));
		if (redirect.location().getPath().equals("/oauth2/consent")) {
			String code = Browser.parameter(this.client.allow(redirect), "code");
			assertThat(this.client.exchange(code).claims("access_token").getAudience()).containsExactly(NOTES);
		}
		else {
			assertThat(Browser.parameter(redirect, "error")).isIn("invalid_target", "invalid_request");
		}
	}

	/** The consent page shows what is decided, whatever its form sends. */
	@Test
	void consentWhenFormNamesAnotherResourceThenIsNotRead() throws Exception {
		Answer page = this.client.browser().follow(this.client.authorize("resource", NOTES));
		Answer redirect = this.client.browser()
			.submit("/oauth2/authorize", "client_id", this.client.id(), "state", page.field("state"), "scope",
					"mcp:tools", "resource", CALENDAR);
		if (redirect.status() == 302 && redirect.location().toString().contains("code=")) {
			Answer tokens = this.client.exchange(Browser.parameter(redirect, "code"));
			assertThat(tokens.claims("access_token").getAudience()).containsExactly(NOTES);
		}
		else {
			assertThat(redirect.status()).isIn(302, 400);
		}
	}

	@Test
	void exchangeWhenCodeIsOfAnotherClientThenIsRefused() {
		McpClient other = McpClient.register(this.port);
		assertThat(other.exchange(this.client.code(NOTES), "resource", NOTES).error()).isEqualTo("invalid_grant");
	}

	private Answer post(String path, String body) {
		return new Http(this.port).postBody(path, body, "application/x-www-form-urlencoded", "Authorization",
				Http.basic(this.client.id(), this.client.registration().string("client_secret")));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}

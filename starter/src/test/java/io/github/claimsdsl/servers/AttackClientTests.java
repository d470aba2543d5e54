package io.github.claimsdsl.servers;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.env.Environment;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients try in one token request to get a token that a policy or an audience
 * forbids: each row is one attempt. Rows that end well are honest requests that must not
 * be refused.
 */
class AttackClientTests extends AttacksOfClients {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String CC = "grant_type=client_credentials";

	private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "parameters", "bodies", "paths" })
	void attempt(Attempt attempt) {
		attempt.action().run();
	}

	Stream<Attempt> parameters() {
		String api = encode(Policies.API);
		return Stream.of(row("denied client", () -> post("barred", "", CC).refused("access_denied")),
				row("denied client asks for an audience",
						() -> post("barred", "", CC + "&audience=" + api).refused("access_denied")),
				row("audience twice, the same",
						() -> post("app", "", CC + "&audience=" + api + "&audience=" + api).refused("invalid_target")),
				row("audience twice, one unknown",
						() -> post("app", "", CC + "&audience=" + api + "&audience=https://x.example.com")
							.refused("invalid_target")),
				row("audience empty, then unknown",
						() -> post("partner", "", CC + "&audience=&audience=" + api).refused("invalid_target")),
				row("audience and resource alike",
						() -> api(post("app", "", CC + "&audience=" + api + "&resource=" + api))),
				row("audience and resource differ",
						() -> post("app", "", CC + "&audience=" + api + "&resource=" + encode(OTHER))
							.refused("invalid_target")),
				row("host in upper case",
						() -> post("app", "", CC + "&audience=https://API.example.com").refused("invalid_target")),
				row("trailing slash", () -> post("app", "", CC + "&audience=" + api + "/").refused("invalid_target")),
				row("leading space", () -> post("app", "", CC + "&audience=+" + api).refused("invalid_target")),
				row("zero byte", () -> post("app", "", CC + "&audience=" + api + "%00").refused("invalid_target")),
				row("fragment", () -> post("app", "", CC + "&resource=" + api + "%23x").refused("invalid_target")),
				row("two in one value",
						() -> post("partner", "", CC + "&audience=" + api + "+" + encode(OTHER))
							.refused("invalid_target")),
				row("userinfo as audience",
						() -> post("app", "", CC + "&audience=" + encode(base() + "/userinfo"))
							.refused("invalid_target")),
				row("own client id as audience", () -> post("app", "", CC + "&audience=app").refused("invalid_target")),
				row("audience of others", () -> post("partner", "", CC + "&resource=" + api).refused("invalid_target")),
				row("audience without value", () -> plain(post("app", "", CC + "&audience="))),
				row("audience without equals sign", () -> plain(post("app", "", CC + "&audience"))),
				row("name in upper case is another parameter",
						() -> plain(post("partner", "", CC + "&AUDIENCE=" + api))),
				row("name with brackets is another parameter",
						() -> plain(post("partner", "", CC + "&audience[]=" + api))),
				row("name encoded in the body", () -> api(post("app", "", CC + "&%61udience=" + api))),
				row("name encoded in the body, of others",
						() -> post("partner", "", CC + "&%61udience=" + api).refused("invalid_target")),
				row("scope not of the audience",
						() -> post("app", "", CC + "&scope=write&audience=" + api).refused("invalid_scope")),
				row("scope not of the client", () -> post("app", "", CC + "&scope=write").refused("invalid_scope")),
				row("scope twice", () -> post("app", "", CC + "&scope=read&scope=read").refused("invalid_request")),
				row("scope with two spaces", () -> safe(post("app", "", CC + "&scope=read++openid"))),
				row("scope in upper case", () -> post("app", "", CC + "&scope=READ").refused("invalid_scope")),
				row("grant type twice", () -> post("app", "", CC + "&" + CC).refused("invalid_request")),
				row("grant type with space",
						() -> post("app", "", "grant_type=client_credentials+").refused("unsupported_grant_type")),
				row("grant type in upper case",
						() -> post("app", "", "grant_type=CLIENT_CREDENTIALS").refused("unsupported_grant_type")),
				row("no parameter", () -> post("app", "", "").refused("invalid_request")),
				row("client id of others in the body",
						() -> safe(post("barred", "", CC + "&client_id=app"), "barred")));
	}

	Stream<Attempt> bodies() {
		String api = encode(Policies.API);
		return Stream.of(
				row("audience in the query string",
						() -> post("app", "?audience=" + api, CC).refused("invalid_request")),
				row("audience of others in the query string",
						() -> post("partner", "?resource=" + api, CC).refused("invalid_request")),
				row("name encoded in the query string",
						() -> post("app", "?%61udience=x", CC + "&audience=" + api).refused("invalid_request")),
				row("name as a value of the query string",
						() -> post("app", "?x=audience", CC + "&audience=" + api).refused("invalid_request")),
				row("name within another of the query string",
						() -> post("app", "?my_resource_id=1", CC + "&resource=" + api).refused("invalid_request")),
				row("query string with another parameter", () -> api(post("app", "?x=1", CC + "&audience=" + api))),
				row("query string hides the scope", () -> safe(post("app", "?x=scope", CC + "&scope=read"))),
				row("grant type in the query string only", () -> safe(post("app", "?" + CC, "scope=read"))),
				row("grant type in both", () -> post("app", "?" + CC, CC).refused("invalid_request")),
				row("malformed escape in the query string",
						() -> safe(post("app", "?%25zz", CC + "&audience=" + encode("https://x")))),
				row("semicolon in the query string",
						() -> safe(post("partner", "?a=1;audience=x", CC + "&audience=" + api))),
				row("multipart of a denied client",
						() -> send("barred", "", "multipart/form-data; boundary=b", part(CC)).refused("access_denied")),
				row("multipart for an audience",
						() -> api(send("app", "", "multipart/form-data; boundary=b",
								part(CC, "audience=" + Policies.API)))),
				row("multipart for an audience of others",
						() -> send("partner", "", "multipart/form-data; boundary=b",
								part(CC, "audience=" + Policies.API))
							.refused("invalid_target")),
				row("multipart without end",
						() -> safe(send("app", "", "multipart/form-data; boundary=b", "--b\r\nx"))),
				row("JSON body",
						() -> safe(send("app", "", "application/json", "{\"grant_type\":\"client_credentials\"}"))),
				row("text body", () -> safe(send("app", "", "text/plain", CC))),
				row("form in UTF-16 by name",
						() -> safe(send("partner", "", FORM + ";charset=UTF-16", CC + "&audience=" + api))),
				row("form with unknown charset", () -> safe(send("app", "", FORM + ";charset=none", CC))),
				row("form in upper case",
						() -> api(send("app", "", "APPLICATION/X-WWW-FORM-URLENCODED", CC + "&audience=" + api))),
				row("no content type", () -> safe(send("app", "", null, CC))),
				row("chunked body of others",
						() -> chunked("partner", CC + "&audience=" + api).refused("invalid_target")),
				row("chunked body of a denied client", () -> chunked("barred", CC).refused("access_denied")),
				row("malformed escape in the body", () -> safe(post("app", "", CC + "&audience=%zz"))),
				row("long audience",
						() -> post("app", "", CC + "&audience=https://x/" + "a".repeat(20000))
							.refused("invalid_target")),
				row("many parameters", () -> safe(post("partner", "", CC + "&a=1".repeat(2000) + "&audience=" + api))),
				row("no client", () -> {
					Answer answer = send(HttpRequest.newBuilder(URI.create(base() + "/oauth2/token"))
						.header("Content-Type", FORM)
						.POST(HttpRequest.BodyPublishers.ofString(CC)));
					safe(answer);
				}), row("wrong secret", () -> {
					Answer answer = send(HttpRequest.newBuilder(URI.create(base() + "/oauth2/token"))
						.header("Authorization",
								"Basic " + Base64.getEncoder()
									.encodeToString("app:wrong".getBytes(StandardCharsets.UTF_8)))
						.header("Content-Type", FORM)
						.POST(HttpRequest.BodyPublishers.ofString(CC + "&audience=" + encode(Policies.API))));
					assertThat(answer.status()).isEqualTo(401);
					assertThat(answer.json()).containsEntry("error", "invalid_client");
				}),
				row("grant the client may not use",
						() -> post("registrar", "",
								"grant_type=refresh_token&refresh_token=x&audience=" + encode(Policies.API))
							.refused("invalid_grant")),
				row("unknown grant with an audience",
						() -> post("app", "", "grant_type=unknown&audience=" + encode(Policies.API))
							.refused("unsupported_grant_type")));
	}

	Stream<Attempt> paths() {
		return Stream
			.of("/oauth2/token/", "//oauth2/token", "/oauth2//token", "/oauth2/token;jsessionid=1", "/oauth2;x=1/token",
					"/OAUTH2/TOKEN", "/oauth2/%74oken", "/oauth2%2Ftoken", "/oauth2/./token", "/x/../oauth2/token",
					"/acme/oauth2/token", "/oauth2/token%00", "/oauth2/token%20", "/oauth2/token.json",
					"/oauth2/token%0A", "/oauth2/token%3Bx", "/oauth2/token%2F", "/connect/register",
					"/oauth2/register", "/error", "/oauth2/%2574oken")
			.map((path) -> row("path " + path, () -> {
				for (String client : List.of("app", "barred")) {
					safe(send(basic(client, path).header("Content-Type", FORM)
						.POST(HttpRequest.BodyPublishers.ofString(CC))), client);
				}
			}));
	}

	@ParameterizedTest
	@org.junit.jupiter.params.provider.ValueSource(strings = { "GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS" })
	void otherMethodThenNoToken(String method) {
		Answer answer = send(basic("app", "/oauth2/token?" + CC).header("X-HTTP-Method-Override", "POST")
			.header("Content-Type", FORM)
			.method(method, HttpRequest.BodyPublishers.ofString(CC)));
		assertThat(answer.status()).isLessThan(500);
		assertThat(answer.body()).doesNotContain("eyJ");
	}

	/** Calls on one pool of threads, denied and granted ones in turn. */
	@Test
	void concurrentCallsThenEachGetsItsOwn() throws Exception {
		String api = encode(Policies.API);
		List<Callable<Object>> calls = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			calls.add(Executors.callable(() -> post("barred", "", CC).refused("access_denied")));
			calls.add(Executors.callable(() -> api(post("app", "", CC + "&audience=" + api))));
			calls.add(Executors.callable(() -> plain(post("partner", "", CC))));
			calls.add(Executors.callable(() -> post("partner", "", CC + "&audience=" + api).refused("invalid_target")));
		}
		together(calls);
	}

	private Answer post(String client, String query, String body) {
		return send(client, query, FORM, body);
	}

	private Answer send(String client, String query, String contentType, String body) {
		HttpRequest.Builder request = basic(client, "/oauth2/token" + query)
			.POST(HttpRequest.BodyPublishers.ofString(body));
		return send((contentType != null) ? request.header("Content-Type", contentType) : request);
	}

	private Answer chunked(String client, String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return send(basic(client, "/oauth2/token").header("Content-Type", FORM)
			.POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes))));
	}

	private static String part(String... parameters) {
		StringBuilder body = new StringBuilder();
		for (String parameter : parameters) {
			String[] pair = parameter.split("=", 2);
			body.append("--b\r\nContent-Disposition: form-data; name=\"")
				.append(pair[0])
				.append("\"\r\n\r\n")
				.append(pair[1])
				.append("\r\n");
		}
		return body + "--b--\r\n";
	}

	private String base() {
		return "http://127.0.0.1:" + this.server.bean(Environment.class).getProperty("local.server.port");
	}

	private HttpRequest.Builder basic(String client, String path) {
		return HttpRequest.newBuilder(URI.create(base() + path))
			.header("Authorization", "Basic " + Base64.getEncoder()
				.encodeToString((client + ":" + client + "-secret").getBytes(StandardCharsets.UTF_8)));
	}

	private Answer send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.headers(), response.body());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}

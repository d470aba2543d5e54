package io.github.claimsdsl.servers;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.env.Environment;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients try over HTTP to get a token that a policy, an audience or a rule of
 * delegation forbids: each row is one attempt. Rows that end well are honest requests
 * that must not be refused.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackClientTests {

	private static final String OTHER = "https://other.example.com";

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

	private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

	private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

	private static final String CC = "grant_type=client_credentials";

	private Server server;

	private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	@BeforeAll
	void start() {
		Map<String, String> properties = Policies.withAudience();
		properties.put("claims-dsl.audiences[0].api-clients", "legacy");
		properties.put("claims-dsl.audiences[1].id", OTHER);
		properties.put("claims-dsl.audiences[1].clients", "partner,legacy");
		properties.put("claims-dsl.audiences[1].scopes", "read");
		properties.put("claims-dsl.audiences[1].token-profile", "spring");
		properties.put("claims-dsl.token-exchange.max-depth", "2");
		this.server = Server.start(StockServer.class, properties);
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	/** One attempt. */
	record Attempt(String name, Runnable action) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "parameters", "bodies", "paths", "codes", "pushedRequests", "devices", "exchanges" })
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

	Stream<Attempt> codes() {
		return Stream.of(row("code for the API", () -> api(flow().tokens("app", "read", "audience", Policies.API))),
				row("code of a denied client", () -> flow().tokens("barred", "read").refused("access_denied")),
				row("audience only at the code exchange", () -> {
					CodeFlow flow = flow();
					flow.exchange("app", flow.authorize("app", "read"), "audience", Policies.API)
						.refused("invalid_target");
				}), row("another audience at the code exchange", () -> {
					CodeFlow flow = flow();
					flow.exchange("legacy", flow.authorize("legacy", "read", "audience", OTHER), "resource",
							Policies.API)
						.refused("invalid_target");
				}), row("the same audience at the code exchange", () -> {
					CodeFlow flow = flow();
					api(flow.exchange("app", flow.authorize("app", "read", "audience", Policies.API), "resource",
							Policies.API));
				}),
				row("unknown audience at authorization",
						() -> assertThat(flow().authorize("app", "read", "audience", "https://x.example.com")
							.redirected("error")).isEqualTo("invalid_target")),
				row("audience twice at authorization",
						() -> assertThat(flow().authorize("app", "read", "audience", Policies.API, "audience", OTHER)
							.redirected("error")).isEqualTo("invalid_target")),
				row("audience encoded at authorization", () -> {
					Answer answer = flow().client()
						.page("/oauth2/authorize?%61udience=" + encode(Policies.API) + "&x", "response_type", "code",
								"client_id", "partner", "redirect_uri", Company.REDIRECT_URI, "scope", "read");
					assertThat(answer.location()).doesNotContain("code=");
				}), row("authorization posted", () -> {
					Answer answer = flow().client()
						.submit("/oauth2/authorize", "response_type", "code", "client_id", "partner", "redirect_uri",
								Company.REDIRECT_URI, "scope", "read openid", "audience", Policies.API);
					assertThat(answer.location()).doesNotContain("code=");
					assertThat(answer.status()).isLessThan(500);
				}), row("another audience at a refresh", () -> {
					CodeFlow flow = flow();
					Answer tokens = flow.tokens("app", "read", "audience", Policies.API).granted();
					refresh("app", tokens, "audience", OTHER).refused("invalid_target");
				}), row("audience first at a refresh", () -> {
					Answer tokens = flow().tokens("app", "read").granted();
					refresh("app", tokens, "audience", Policies.API).refused("invalid_target");
				}), row("refresh keeps the audience and its claims", () -> {
					Answer tokens = flow().tokens("app", "openid read", "audience", Policies.API).granted();
					api(refresh("app", refresh("app", tokens).granted(), "resource", Policies.API));
				}), row("refresh with more scopes", () -> {
					Answer tokens = flow().tokens("app", "read").granted();
					refresh("app", tokens, "scope", "read openid").refused("invalid_scope");
				}), row("rotated refresh token", () -> {
					Answer tokens = flow().tokens("app", "read").granted();
					refresh("app", tokens).granted();
					refresh("app", tokens).refused("invalid_grant");
				}), row("refresh token of others", () -> {
					Answer tokens = flow().tokens("app", "read", "audience", Policies.API).granted();
					refresh("legacy", tokens).refused("invalid_grant");
				}), row("code of others", () -> {
					CodeFlow flow = flow();
					flow.exchange("legacy", flow.authorize("app", "read", "audience", Policies.API))
						.refused("invalid_grant");
				}), row("code twice", () -> {
					CodeFlow flow = flow();
					Answer authorized = flow.authorize("app", "read", "audience", Policies.API);
					flow.exchange("app", authorized).granted();
					flow.exchange("app", authorized).refused("invalid_grant");
				}), row("grant type of a refresh with a code", () -> {
					CodeFlow flow = flow();
					Answer authorized = flow.authorize("app", "read");
					this.server.client()
						.post("/oauth2/token", "app", "grant_type", "refresh_token", "refresh_token",
								authorized.redirected("code"))
						.refused("invalid_grant");
				}), row("ID token of a code is for the client", () -> {
					Answer tokens = flow().tokens("app", "openid read", "audience", Policies.API).granted();
					assertThat(FourChecks.audience(tokens.claims("id_token"))).containsExactly("app");
				}));
	}

	Stream<Attempt> pushedRequests() {
		return Stream.of(
				row("pushed request for an unknown audience",
						() -> push("app", "audience", "https://x.example.com").refused("invalid_target")),
				row("pushed request for an audience of others",
						() -> push("partner", "resource", Policies.API).refused("invalid_target")),
				row("pushed request with audience in the query string",
						() -> this.server.client()
							.post("/oauth2/par?audience=x", "app", "response_type", "code", "client_id", "app",
									"redirect_uri", Company.REDIRECT_URI, "scope", "read", "audience", Policies.API)
							.refused("invalid_request")),
				row("audience beside a pushed request, of others", () -> {
					Answer pushed = push("partner");
					CodeFlow flow = flow();
					Answer authorized = flow.client()
						.page("/oauth2/authorize", "client_id", "partner", "request_uri", pushed.text("request_uri"),
								"audience", Policies.API);
					if (authorized.location().contains("code=")) {
						plain(flow.exchange("partner", authorized));
					}
				}), row("another audience beside a pushed request", () -> {
					Answer pushed = push("app", "audience", Policies.API);
					CodeFlow flow = flow();
					Answer authorized = flow.client()
						.page("/oauth2/authorize", "client_id", "app", "request_uri", pushed.text("request_uri"),
								"audience", OTHER);
					if (authorized.location().contains("code=")) {
						api(flow.exchange("app", authorized));
					}
				}));
	}

	Stream<Attempt> devices() {
		return Stream.of(row("device for an audience of others",
				() -> this.server.client()
					.post("/oauth2/device_authorization", "partner", "scope", "read", "audience", Policies.API)
					.refused("invalid_target")),
				row("audience only with the device code", () -> {
					Answer device = approved("app", "scope", "read");
					token("app", DEVICE, "device_code", device.text("device_code"), "audience", Policies.API)
						.refused("invalid_target");
				}), row("device code of a denied client", () -> {
					Answer device = approved("barred", "scope", "read");
					token("barred", DEVICE, "device_code", device.text("device_code")).refused("access_denied");
				}), row("device code of others", () -> {
					Answer device = approved("app", "scope", "read", "audience", Policies.API);
					token("legacy", DEVICE, "device_code", device.text("device_code")).refused("invalid_grant");
				}), row("refresh of a device keeps the audience", () -> {
					Answer device = approved("app", "scope", "read", "audience", Policies.API);
					api(refresh("app", token("app", DEVICE, "device_code", device.text("device_code")).granted()));
				}), row("another audience at the refresh of a device", () -> {
					Answer device = approved("legacy", "scope", "read", "audience", OTHER);
					Answer tokens = token("legacy", DEVICE, "device_code", device.text("device_code")).granted();
					refresh("legacy", tokens, "audience", Policies.API).refused("invalid_target");
				}),
				row("device audience twice",
						() -> this.server.client()
							.post("/oauth2/device_authorization", "app", "scope", "read", "audience", Policies.API,
									"audience", Policies.API)
							.refused("invalid_target")));
	}

	Stream<Attempt> exchanges() {
		return Stream.of(
				row("exchange of a token of others for nothing",
						() -> exchange("partner", forApi()).refused("invalid_request")),
				row("exchange of a token of others for an own audience",
						() -> exchange("partner", forApi(), "audience", OTHER).refused("invalid_request")),
				row("exchange by the API for nothing", () -> plain(exchange("legacy", forApi()))),
				row("exchange by the API for another API", () -> {
					Map<String, Object> claims = exchange("legacy", forApi(), "audience", OTHER, "scope", "read")
						.granted()
						.claims("access_token");
					assertThat(FourChecks.audience(claims)).containsExactly(OTHER);
				}),
				row("exchange by the API for the audience it may not ask for",
						() -> exchange("legacy", forApi(), "audience", Policies.API).refused("invalid_target")),
				row("a foreign token laundered through an exchange without audience", () -> {
					Answer plain = exchange("legacy", forApi()).granted();
					exchange("partner", plain, "audience", OTHER).refused("invalid_request");
				}), row("a token of others without audience for an own audience", () -> {
					Answer plain = flow().tokens("app", "read").granted();
					exchange("partner", plain, "audience", OTHER).refused("invalid_request");
				}), row("a token of others without audience, exchanged twice", () -> {
					Answer plain = exchange("partner", flow().tokens("app", "read").granted()).granted();
					exchange("partner", plain, "audience", OTHER).refused("invalid_request");
				}), row("three exchanges", () -> {
					Answer first = exchange("app", flow().tokens("app", "read").granted()).granted();
					Answer second = exchange("app", first).granted();
					exchange("app", second).refused("invalid_request");
				}),
				row("actor token of others",
						() -> exchange("partner", flow().tokens("partner", "read").granted(), "audience", OTHER,
								"actor_token", forApi().text("access_token"), "actor_token_type", ACCESS_TOKEN)
							.refused("invalid_request")),
				row("actor token of others for nothing",
						() -> exchange("partner", flow().tokens("partner", "read").granted(), "actor_token",
								forApi().text("access_token"), "actor_token_type", ACCESS_TOKEN)
							.refused("invalid_request")),
				row("unknown actor token",
						() -> exchange("app", forApi(), "actor_token", "x", "actor_token_type", ACCESS_TOKEN)
							.refused("invalid_grant")),
				row("actor token without type",
						() -> exchange("app", forApi(), "actor_token", "x").refused("invalid_request")),
				row("actor token twice",
						() -> exchange("app", forApi(), "actor_token", "x", "actor_token", "y", "actor_token_type",
								ACCESS_TOKEN)
							.refused("invalid_request")),
				row("subject token twice",
						() -> exchange("app", forApi(), "subject_token", "y").refused("invalid_request")),
				row("subject token with padding",
						() -> token("app", EXCHANGE, "subject_token", forApi().text("access_token") + " ",
								"subject_token_type", ACCESS_TOKEN)
							.refused("invalid_grant")),
				row("refresh token as subject token",
						() -> token("app", EXCHANGE, "subject_token", forApi().text("refresh_token"),
								"subject_token_type", ACCESS_TOKEN)
							.refused("invalid_grant")),
				row("ID token as subject token", () -> {
					Answer tokens = flow().tokens("app", "openid read").granted();
					token("app", EXCHANGE, "subject_token", tokens.text("id_token"), "subject_token_type", ACCESS_TOKEN)
						.refused("invalid_grant");
				}), row("revoked subject token", () -> {
					Answer tokens = forApi();
					this.server.client().post("/oauth2/revoke", "app", "token", tokens.text("access_token"));
					exchange("app", tokens).refused("invalid_grant");
				}), row("subject token of a revoked refresh token", () -> {
					Answer tokens = forApi();
					this.server.client().post("/oauth2/revoke", "app", "token", tokens.text("refresh_token"));
					exchange("app", tokens).refused("invalid_grant");
				}), row("refresh with a revoked refresh token", () -> {
					Answer tokens = forApi();
					this.server.client().post("/oauth2/revoke", "app", "token", tokens.text("refresh_token"));
					refresh("app", tokens).refused("invalid_grant");
				}), row("revoked actor token", () -> {
					Answer actor = forApi();
					this.server.client().post("/oauth2/revoke", "app", "token", actor.text("access_token"));
					exchange("app", forApi(), "actor_token", actor.text("access_token"), "actor_token_type",
							ACCESS_TOKEN)
						.refused("invalid_grant");
				}), row("rotated access token", () -> {
					Answer tokens = forApi();
					refresh("app", tokens).granted();
					exchange("app", tokens).refused("invalid_grant");
				}), row("exchange for more scopes of the same audience", () -> {
					Answer tokens = flow().tokens("app", "read", "audience", Policies.API).granted();
					exchange("app", tokens, "audience", Policies.API, "scope", "read openid").refused("invalid_scope");
				}),
				row("exchange for openid at another audience",
						() -> exchange("legacy", forApi(), "audience", OTHER, "scope", "read openid")
							.refused("invalid_scope")),
				row("exchange of client credentials",
						() -> assertThat(exchange("app", token("app", "client_credentials")).status()).isEqualTo(400)),
				row("exchange by a denied client",
						() -> exchange("barred", flow().tokens("legacy", "read").granted()).refused("access_denied")),
				row("exchange with audience and resource that differ",
						() -> exchange("app", forApi(), "audience", Policies.API, "resource", OTHER)
							.refused("invalid_target")),
				row("exchange for two audiences",
						() -> exchange("legacy", forApi(), "audience", OTHER, "audience", Policies.API)
							.refused("invalid_target")),
				row("exchange for an ID token",
						() -> exchange("app", forApi(), "requested_token_type",
								"urn:ietf:params:oauth:token-type:id_token")
							.refused("unsupported_token_type")),
				row("exchange lives no longer", () -> {
					Answer subject = forApi();
					Map<String, Object> claims = exchange("app", subject).granted().claims("access_token");
					assertThat((Long) claims.get("exp"))
						.isLessThanOrEqualTo((Long) subject.claims("access_token").get("exp"));
				}),
				row("exchanged token has no refresh token", () -> assertThat(exchange("app", forApi()).granted().json())
					.doesNotContainKey("refresh_token")),
				row("introspection by others", () -> {
					Answer answer = this.server.client()
						.post("/oauth2/introspect", "partner", "token", forApi().text("access_token"));
					assertThat(answer.json()).isEqualTo(Map.of("active", false));
				}), row("introspection of a refresh token by others", () -> {
					Answer answer = this.server.client()
						.post("/oauth2/introspect", "partner", "token", forApi().text("refresh_token"));
					assertThat(answer.json()).isEqualTo(Map.of("active", false));
				}), row("introspection by the API", () -> {
					Answer answer = this.server.client()
						.post("/oauth2/introspect", "legacy", "token", forApi().text("access_token"));
					assertThat(answer.json()).containsEntry("active", true);
				}));
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

	@Test
	void refreshTokenUsedAtOnceThenTokensAreRight() throws Exception {
		Answer tokens = forApi();
		together(Collections.nCopies(16, Executors.callable(() -> safe(refresh("app", tokens)))));
	}

	private static void together(List<Callable<Object>> calls) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			for (Future<Object> call : threads.invokeAll(calls)) {
				call.get();
			}
		}
		finally {
			threads.shutdown();
		}
	}

	private static Attempt row(String name, Runnable action) {
		return new Attempt(name, action);
	}

	private CodeFlow flow() {
		return CodeFlow.of(this.server);
	}

	private Answer forApi() {
		return flow().tokens("app", "read", "audience", Policies.API).granted();
	}

	private Answer token(String client, String grant, String... parameters) {
		return this.server.client().post("/oauth2/token", client, TwoChecks.with(parameters, "grant_type", grant));
	}

	private Answer refresh(String client, Answer tokens, String... parameters) {
		return token(client, "refresh_token",
				TwoChecks.with(parameters, "refresh_token", tokens.text("refresh_token")));
	}

	private Answer exchange(String client, Answer subject, String... parameters) {
		return token(client, EXCHANGE, TwoChecks.with(parameters, "subject_token", subject.text("access_token"),
				"subject_token_type", ACCESS_TOKEN));
	}

	private Answer push(String client, String... parameters) {
		return this.server.client()
			.post("/oauth2/par", client, TwoChecks.with(parameters, "response_type", "code", "client_id", client,
					"redirect_uri", Company.REDIRECT_URI, "scope", "read"));
	}

	private Answer approved(String client, String... parameters) {
		OAuthClient browser = this.server.client().login();
		Answer device = this.server.client().post("/oauth2/device_authorization", client, parameters).granted();
		String userCode = device.text("user_code");
		Answer page = browser.page("/oauth2/device_verification", "user_code", userCode);
		Answer approved = (page.status() == 302) ? page : browser.submit("/oauth2/device_verification", "client_id",
				client, "user_code", userCode, "state", page.field("state"), "scope", "read");
		assertThat(approved.location()).endsWith("?success");
		return device;
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

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	private static void api(Answer answer) {
		Map<String, Object> claims = answer.granted().claims("access_token");
		assertThat(FourChecks.audience(claims)).contains(Policies.API);
		assertThat(claims).containsEntry("decided", "yes").containsEntry("api", "yes");
	}

	private static void plain(Answer answer) {
		Map<String, Object> claims = answer.granted().claims("access_token");
		assertThat(FourChecks.audience(claims)).doesNotContain(Policies.API, OTHER);
		assertThat(claims).containsEntry("decided", "yes").doesNotContainKey("api");
	}

	private static void safe(Answer answer) {
		safe(answer, "app");
	}

	/** Either no token, or one that was decided, of a client that may have it. */
	private static void safe(Answer answer, String client) {
		assertThat(answer.status()).as(answer.body()).isLessThan(500);
		if (answer.status() == 200 && answer.body().contains("access_token")) {
			assertThat(client).isNotEqualTo("barred");
			assertThat(answer.claims("access_token")).containsEntry("decided", "yes");
		}
		else {
			assertThat(answer.body()).doesNotContain("eyJ");
		}
	}

}

package io.github.claimsdsl.demo;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.support.RawHttp;

/**
 * Requests that no client sends by mistake, byte by byte. After each the server issues a
 * correct token.
 */
@DemoServerTest
@SuppressWarnings("StringConcatToTextBlock")
class HostileBytesTests {

	private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

	private static final String BASIC = "Authorization: " + Http.basic("trusted-app", "trusted-secret") + "\r\n";

	private static final String PASSWORD = "grant_type=password&username=alice&password=wonderland";

	private static final String WEB = "/oauth2/authorize?response_type=code&client_id=web-app&scope=openid&state=s"
			+ "&code_challenge=abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuv&code_challenge_method=S256";

	private static final String CALLBACK = "&redirect_uri=http://127.0.0.1:8099/callback";

	private static final String DEEP = "{\"a\":".repeat(3000) + "1" + "}".repeat(3000);

	@LocalServerPort
	private int port;

	@AfterEach
	void issuesACorrectToken() throws Exception {
		Answer tokens = new Http(this.port).token("trusted-app", "grant_type", "password", "username", "alice",
				"password", "wonderland", "scope", "openid", "audience", "https://api.example.com");
		assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
		assertThat(tokens.claims("access_token").getAudience()).containsExactly("https://api.example.com",
				"http://localhost:9000/userinfo");
		assertThat(tokens.claims("access_token").getStringClaim("https://mydomain.com/claims/email"))
			.isEqualTo("alice@mydomain.com");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("everywhere")
	void everyEndpointSurvives(String name, Target target, String request) throws Exception {
		assertHarmless(RawHttp.send(this.port, request), target.json());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("bodies")
	void formsSurviveHostileBodies(String name, Target target, String request) throws Exception {
		assertHarmless(RawHttp.send(this.port, request), target.json());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("particular")
	void survives(String name, String request) throws Exception {
		RawHttp.Reply reply = RawHttp.send(this.port, request);
		assertHarmless(reply, !request.contains(" /oauth2/authorize") && !request.contains(" /login"));
		assertThat(reply.status()).as(reply.text()).isNotEqualTo(200);
		assertThat(reply.text()).doesNotContainIgnoringCase("\r\nset-cookie: evil").doesNotContain("<script");
		assertThat(reply.text().toLowerCase(Locale.ROOT)).doesNotContainPattern("location: (https?:)?//[^/]*evil");
	}

	private static void assertHarmless(RawHttp.Reply reply, boolean json) {
		assertThat(reply.status()).as(reply.text()).isLessThan(500);
		assertThat(reply.text()).doesNotContain("Exception", "\tat ", "org.springframework", "java.", "org.apache");
		if (json) {
			assertThat(reply.isHtml()).as(reply.text()).isFalse();
		}
	}

	static Stream<Arguments> everywhere() {
		return Target.all().stream().flatMap((target) -> {
			Map<String, String> requests = new LinkedHashMap<>();
			requests.put("a huge header", target.with("X: " + "a".repeat(100_000) + "\r\n"));
			requests.put("many headers", target.with("X: a\r\n".repeat(500)));
			requests.put("a session in the path", target.at(target.path() + ";jsessionid=0123"));
			requests.put("two slashes", target.at("/" + target.path()));
			requests.put("an encoded dot", target.at("/%2e%2e" + target.path()));
			requests.put("an encoded slash", target.at(target.path() + "%2F"));
			requests.put("a backslash", target.at(target.path() + "\\..\\x"));
			requests.put("an encoded percent", target.at(target.path() + "%252e"));
			requests.put("a broken escape", target.at(target.path() + "%zz"));
			requests.put("a byte over 127", target.at(target.path() + "\u00ff"));
			requests.put("HTTP/1.0 without a host",
					target.request().replace("HTTP/1.1\r\nHost: localhost", "HTTP/1.0"));
			requests.put("another host", target.at("http://evil.example" + target.path()));
			requests.put("a broken host", target.request().replace("Host: localhost", "Host: a b<script>"));
			requests.put("two hosts", target.with("Host: evil.example\r\n"));
			requests.put("a folded header", target.with("X: a\r\n b\r\n"));
			requests.put("a NUL in a header", target.with("X: a\0b\r\n"));
			requests.put("a header without colon", target.with("nonsense\r\n"));
			requests.put("an unknown expectation", target.with("Expect: nonsense\r\n"));
			requests.put("broken cookies", target.with("Cookie: JSESSIONID=../../x; $Version=1; a=\"\u0001; =;;\r\n"));
			requests.put("broken negotiation", target.with("Accept: a/b/c;q=x\r\nAccept-Language: \u00ff-;;q=9\r\n"
					+ "Accept-Charset: none\r\nRange: bytes=9-1\r\nIf-None-Match: *\r\n"));
			requests.put("overriding headers", target.with("X-HTTP-Method-Override: DELETE\r\nX-Original-URL: /actuator"
					+ "\r\nX-Rewrite-URL: /actuator\r\nX-Forwarded-Proto: <script>\r\nForwarded: for=\"_x;\r\n"));
			requests.put("an upgrade", target.with("Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\nOrigin: null\r\n"));
			requests.put("a method of its own", target.request().replaceFirst("^[A-Z]+", "EVIL"));
			requests.put("a lower-case method", target.request().replaceFirst("^[A-Z]+", "post"));
			requests.put("conflicting credentials", target.with(BASIC + "Authorization: Bearer a.b.c\r\n"));
			return arguments(target, requests);
		});
	}

	static Stream<Arguments> bodies() {
		return Target.all().stream().filter((target) -> target.method().equals("POST")).flatMap((target) -> {
			Map<String, String> requests = new LinkedHashMap<>();
			requests.put("chunks",
					target.head(FORM + BASIC + "Transfer-Encoding: chunked\r\n") + "3\r\na=b\r\n0\r\n\r\n");
			requests.put("a broken chunk",
					target.head(FORM + BASIC + "Transfer-Encoding: chunked\r\n") + "zz\r\na=b\r\n0\r\n\r\n");
			requests.put("a chunk too large",
					target.head(FORM + BASIC + "Transfer-Encoding: chunked\r\n") + "FFFFFFFFFFFFFFFF\r\na=b\r\n");
			requests.put("chunks and a length",
					target.head(FORM + BASIC + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n")
							+ "0\r\n\r\nGET /evil HTTP/1.1\r\n");
			requests.put("two lengths",
					target.head(FORM + BASIC + "Content-Length: 3\r\nContent-Length: 4\r\n") + "a=b");
			requests.put("a negative length", target.head(FORM + BASIC + "Content-Length: -1\r\n") + "a=b");
			requests.put("a body that ends early", target.head(FORM + BASIC + "Content-Length: 300\r\n") + "a=b");
			requests.put("an expected body", target.form(BASIC + "Expect: 100-continue\r\n", "a=b"));
			requests.put("an unknown charset", target
				.body("Content-Type: application/x-www-form-urlencoded; charset=nonsense\r\n" + BASIC, PASSWORD));
			requests.put("another charset", target
				.body("Content-Type: application/x-www-form-urlencoded; charset=UTF-16\r\n" + BASIC, PASSWORD));
			requests.put("a false encoding", target.form(BASIC + "Content-Encoding: gzip\r\n", PASSWORD));
			requests.put("overlong UTF-8", target.form(BASIC, "token=%c0%af&username=%c0%80&scope=%f8%88%80%80%80"));
			requests.put("half a character", target.form(BASIC, "token=%ed%a0%80&username=%ff&scope=%e2%82"));
			requests.put("raw bytes", target.form(BASIC, "token=\u00ff\u00fe\u0000&\u0001=\u0002"));
			requests.put("many parameters", target.form(BASIC, "a=b&".repeat(15_000)));
			requests.put("many names", target.form(BASIC, names(8000)));
			requests.put("no names", target.form(BASIC, "=&=a&&&==="));
			requests.put("brackets", target.form(BASIC, "a[b][c]=1&a[]=2&__proto__=3&class.classLoader=4"));
			requests.put("semicolons", target.form(BASIC, "grant_type=password;username=alice"));
			requests.put("JSON", target.body("Content-Type: application/json\r\n" + BASIC, DEEP));
			requests.put("XML", target.body("Content-Type: application/xml\r\n" + BASIC,
					"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"));
			requests.put("parts", target.body("Content-Type: multipart/form-data; boundary=x\r\n" + BASIC,
					"--x\r\nContent-Disposition: form-data; name=\"grant_type\"\r\n\r\npassword\r\n--x--\r\n"));
			requests.put("more than it takes", target.form(BASIC, "a=" + "b".repeat(300_000)));
			return arguments(target, requests);
		});
	}

	static Stream<Arguments> particular() {
		Map<String, String> requests = new LinkedHashMap<>();
		Target token = Target.named("token");
		requests.put("a long Basic header",
				token.form("Authorization: Basic " + "QUFB".repeat(1500) + "\r\n", PASSWORD));
		requests.put("Basic with a colon only", token.form("Authorization: " + Http.basic("", "") + "\r\n", PASSWORD));
		requests.put("Basic that is no UTF-8", token.form("Authorization: Basic //79+/8=\r\n", PASSWORD));
		requests.put("an assertion without algorithm", token.form("", assertion(jwt("{\"alg\":\"none\"}", "{}"))));
		requests.put("a deep assertion", token.form("", assertion(jwt("{\"alg\":\"RS256\"}", DEEP))));
		requests.put("an assertion that names keys",
				token.form("", assertion(jwt("{\"alg\":\"RS256\",\"jku\":\"http://evil.example\",\"kid\":\"../../x\"}",
						"{\"sub\":\"machine\"}"))));
		requests.put("a broken assertion", token.form("", assertion("...")));
		requests.put("a wide scope", token.form(BASIC, PASSWORD + "&scope=" + "a%20".repeat(10_000)));
		requests.put("a long scope", token.form(BASIC, PASSWORD + "&scope=" + "a".repeat(60_000)));
		requests.put("a scope of controls", token.form(BASIC, PASSWORD + "&scope=openid%0d%0aSet-Cookie:evil"));
		requests.put("a scope of other spaces", token.form(BASIC, PASSWORD + "&scope=openid%C2%A0email%E2%80%8B"));
		requests.put("an audience with a fragment",
				token.form(BASIC, PASSWORD + "&resource=https://api.example.com%23"));
		requests.put("a long audience", token.form(BASIC, PASSWORD + "&audience=https://" + "a".repeat(50_000)));
		requests.put("an audience in disguise",
				token.form(BASIC, PASSWORD + "&audience=https://api.example.com%E2%80%8B"));
		requests.put("an audience that is no URI", token.form(BASIC, PASSWORD + "&resource=https://%5B::1"));
		requests.put("a long password",
				token.form(BASIC, "grant_type=password&username=alice&password=" + "a".repeat(60_000)));
		requests.put("a password beyond bcrypt",
				token.form(BASIC, "grant_type=password&username=alice&password=" + "%F0%9F%90%87".repeat(50)));
		requests.put("a user of SQL",
				token.form(BASIC, "grant_type=password&username=alice'%20or%20'1'='1&password=x"));
		requests.put("a user in other letters",
				token.form(BASIC, "grant_type=password&username=%EF%BD%81lice&password=wonderland"));
		requests.put("a user with spaces",
				token.form(BASIC, "grant_type=password&username=alice%20&password=wonderland"));
		requests.put("a client of SQL",
				token.form("Authorization: " + Http.basic("x' or 1=1--", "x") + "\r\n", PASSWORD));
		requests.put("a refresh token of SQL",
				token.form(BASIC, "grant_type=refresh_token&refresh_token=x'%20or%201=1--"));
		requests.put("a long refresh token",
				token.form(BASIC, "grant_type=refresh_token&refresh_token=" + "a".repeat(60_000)));
		requests.put("a deep subject token", token.form(BASIC, exchange(jwt("{\"alg\":\"RS256\"}", DEEP))));
		requests.put("an encrypted subject token", token.form(BASIC,
				exchange(base64("{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"zip\":\"DEF\"}") + "..AAAA.AAAA.AAAA")));
		requests.put("a subject token as actor", token.form(BASIC, exchange("x") + "&actor_token=x"));
		requests.put("a proof without key",
				token.form(BASIC + "DPoP: " + jwt("{\"alg\":\"none\",\"typ\":\"dpop+jwt\"}", "{}") + "\r\n", PASSWORD));
		requests.put("a private key as proof",
				token.form(BASIC + "DPoP: "
						+ jwt("{\"alg\":\"ES256\",\"typ\":\"dpop+jwt\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AA\"}}", "{}")
						+ "\r\n", PASSWORD));
		requests.put("two proofs", token.form(BASIC + "DPoP: a\r\nDPoP: b\r\n", PASSWORD));
		Target userInfo = Target.named("userinfo");
		requests.put("a token without algorithm", userInfo.bearer(jwt("{\"alg\":\"none\"}", "{\"sub\":\"alice\"}")));
		requests.put("a token of an HMAC", userInfo.bearer(jwt("{\"alg\":\"HS256\"}", "{\"sub\":\"alice\"}")));
		requests.put("a deep token",
				userInfo.bearer(jwt("{\"alg\":\"RS256\"}", "{\"a\":".repeat(700) + "1" + "}".repeat(700))));
		requests.put("a deep header", userInfo.bearer(jwt("[".repeat(2500), "{}")));
		requests.put("a token that names keys",
				userInfo.bearer(jwt("{\"alg\":\"RS256\",\"jku\":\"http://evil.example\","
						+ "\"x5u\":\"file:///etc/passwd\",\"kid\":\"../../../../dev/null\"}", "{}")));
		requests.put("a token that must be understood",
				userInfo.bearer(jwt("{\"alg\":\"RS256\",\"crit\":[\"evil\"]}", "{}")));
		requests.put("a token of many parts", userInfo.bearer("a.".repeat(2000)));
		requests.put("a bomb of a token",
				userInfo
					.bearer(base64("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"zip\":\"DEF\",\"p2c\":2147483647}")
							+ ".A.A.A.A"));
		requests.put("a token with numbers", userInfo.bearer(jwt("{\"alg\":\"RS256\"}", "{\"exp\":1e999999999}")));
		requests.put("a token in the query", Target.userInfo("/userinfo?access_token=a.b.c", ""));
		requests.put("a token in two places",
				Target.userInfo("/userinfo?access_token=a.b.c", "Authorization: Bearer a.b.c\r\n"));
		requests.put("a token of another kind", Target.userInfo("/userinfo", "Authorization: DPoP a.b.c\r\n"));
		Target introspect = Target.named("introspect");
		requests.put("a hint of nonsense", introspect.form(BASIC, "token=%00&token_type_hint=%27"));
		requests.put("a token of another client in a bomb", introspect.form("", "token=" + "a".repeat(60_000)));
		Target revoke = Target.named("revoke");
		requests.put("a hint only", revoke.form(BASIC, "token_type_hint=refresh_token"));
		requests.put("a public client that claims a secret",
				revoke.form("", "token=a&client_id=tv-app&client_secret=x"));
		Target par = Target.named("par");
		for (String uri : List.of("javascript:alert(1)", "//evil.example",
				"http://127.0.0.1:8099@evil.example/callback", "http://127.0.0.1:8099/callback%23x",
				"http://127.0.0.1:8099/callback/../evil", "data:text/html,x",
				"http://127.0.0.1:8099\\\\@evil.example/callback", "HTTP://127.0.0.1:8099/callback", "http://[",
				"%20")) {
			requests.put("authorize, to " + uri, Target.authorize(WEB + "&redirect_uri=" + uri));
			requests.put("par, to " + uri, par.form("Authorization: " + Http.basic("web-app", "web-secret") + "\r\n",
					"response_type=code&client_id=web-app&redirect_uri=" + uri));
		}
		requests.put("a state that splits the answer", Target.authorize(WEB + CALLBACK + "%0d%0aSet-Cookie:%20evil=1"));
		requests.put("a state of bytes", Target.authorize(WEB.replace("state=s", "state=%ff%fe<script>") + CALLBACK));
		requests.put("a long state", Target.authorize(WEB + "x".repeat(6000) + CALLBACK));
		requests.put("a request object",
				Target.authorize(WEB + CALLBACK + "&request=" + jwt("{\"alg\":\"none\"}", "{}")));
		requests.put("a request elsewhere", Target.authorize(WEB + CALLBACK + "&request_uri=http://evil.example/x"));
		requests.put("a mode of nonsense", Target.authorize(WEB + CALLBACK + "&response_mode=evil&prompt=none"));
		requests.put("a prompt of everything", Target.authorize(WEB + CALLBACK + "&prompt=none%20login%20consent"));
		requests.put("claims too deep", Target.authorize(WEB + CALLBACK + "&max_age=-1&claims=%7B%7B%7B%7B"));
		requests.put("a challenge of nonsense",
				Target.authorize(WEB.replace("S256", "plain").replace("challenge=abc", "challenge=a") + CALLBACK));
		requests.put("a device scope of nonsense", Target.named("device").form("", "client_id=tv-app&scope=%22%5C%00"));
		requests.put("a device that asks for openid", Target.named("device").form("", "client_id=tv-app&scope=openid"));
		requests.put("a login without CSRF token",
				Target.named("login").form("", "username=alice&password=wonderland"));
		requests.put("a login of bytes", Target.named("login").form("", "username=%00%ff&password=%00&_csrf=%00"));
		requests.put("a login with many names",
				Target.named("login").form("", "username=a&username=b&_csrf=a&_csrf=b"));
		requests.put("a long login", Target.named("login").form("", "username=" + "a".repeat(60_000) + "&password=x"));
		return requests.entrySet().stream().map((entry) -> Arguments.of(entry.getKey(), entry.getValue()));
	}

	private static Stream<Arguments> arguments(Target target, Map<String, String> requests) {
		return requests.entrySet()
			.stream()
			.map((entry) -> Arguments.of(target.name() + ": " + entry.getKey(), target, entry.getValue()));
	}

	private static String names(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "n" + i + "=").collect(Collectors.joining("&"));
	}

	private static String assertion(String jwt) {
		return "grant_type=client_credentials&client_id=machine&client_assertion_type="
				+ "urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion=" + jwt;
	}

	private static String exchange(String subject) {
		return "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token_type="
				+ "urn:ietf:params:oauth:token-type:access_token&subject_token=" + subject;
	}

	private static String jwt(String header, String payload) {
		return base64(header) + "." + base64(payload) + ".AAAA";
	}

	private static String base64(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
	}

	/**
	 * An endpoint to attack.
	 *
	 * @param name its name
	 * @param method the method it takes
	 * @param path its path
	 * @param json whether it answers JSON
	 */
	record Target(String name, String method, String path, boolean json) {

		static List<Target> all() {
			return List.of(new Target("token", "POST", "/oauth2/token", true),
					new Target("introspect", "POST", "/oauth2/introspect", true),
					new Target("revoke", "POST", "/oauth2/revoke", true),
					new Target("par", "POST", "/oauth2/par", true),
					new Target("device", "POST", "/oauth2/device_authorization", true),
					new Target("userinfo", "GET", "/userinfo", true),
					new Target("authorize", "GET", "/oauth2/authorize", false),
					new Target("login", "POST", "/login", false));
		}

		static Target named(String name) {
			return all().stream().filter((target) -> target.name().equals(name)).findFirst().orElseThrow();
		}

		static String authorize(String path) {
			return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
		}

		static String userInfo(String path, String headers) {
			return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
		}

		String bearer(String token) {
			return userInfo(this.path, "Authorization: Bearer " + token + "\r\n");
		}

		String head(String headers) {
			return this.method + " " + this.path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
					+ "\r\n";
		}

		String request() {
			return with("");
		}

		String with(String headers) {
			return this.method.equals("POST") ? form(headers, "token=t&a=b") : head(headers);
		}

		String at(String otherPath) {
			return request().replaceFirst(" \\S+ ", java.util.regex.Matcher.quoteReplacement(" " + otherPath + " "));
		}

		String form(String headers, String body) {
			return body(FORM + headers, body);
		}

		String body(String headers, String body) {
			return head(headers + "Content-Length: " + body.length() + "\r\n") + body;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}

package io.github.claimsdsl.demo.registration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.demo.McpServerTest;
import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Http;

/**
 * What an outsider tries at the open registration endpoint (RFC 7591, section 5). Who
 * gets a client gets one like any other.
 */
@McpServerTest
class RegistrationAttackTests {

	private static final String REGISTER = "/oauth2/register";

	private static final String JSON = "application/json";

	private static final String LIKE_ANY = "a client like any";

	private static final String METADATA = "`invalid_client_metadata`";

	private static final String URI = "`invalid_redirect_uri`";

	private static final String REQUEST = "`invalid_request`";

	@LocalServerPort
	private int port;

	@Autowired
	private RegisteredClientRepository clients;

	static List<Attempt<Http>> attempts() {
		List<Attempt<Http>> attempts = new ArrayList<>();
		addPermissions(attempts);
		addWrongTypes(attempts);
		addRedirectUris(attempts);
		addAcceptedRedirectUris(attempts);
		addBodies(attempts);
		addRequests(attempts);
		return attempts;
	}

	/** What a client might take for permission. */
	private static void addPermissions(List<Attempt<Http>> attempts) {
		attempts.add(with("the setting of the server, true", LIKE_ANY, "\"mcp\":true"));
		attempts.add(with("the setting of the server, false", LIKE_ANY, "\"mcp\":false"));
		attempts.add(with("the setting in other cases and with spaces", LIKE_ANY,
				"\"MCP\":true,\"Mcp\":true,\" mcp\":true,\"mcp \":true"));
		attempts.add(with("the setting in Cyrillic, full width, and with a zero-width space", LIKE_ANY,
				"\"m\u0441p\":true,\"\uFF4D\uFF43\uFF50\":true,\"m\u200Bcp\":true"));
		attempts.add(with("settings as an object", LIKE_ANY,
				"\"settings\":{\"mcp\":true},\"client_settings\":{\"settings.client.require-proof-key\":false}"));
		attempts.add(with("settings of Spring Authorization Server", LIKE_ANY,
				"\"settings.client.require-proof-key\":false,\"settings.client.require-authorization-consent\":false"));
		attempts.add(with("settings of tokens", LIKE_ANY,
				"\"token_settings\":{\"settings.token.access-token-time-to-live\":\"P9999D\"}"));
		attempts.add(with("what the starter keeps of metadata", LIKE_ANY,
				"\"io.github.claimsdsl.self-asserted\":{\"mcp\":true},\"selfAsserted\":{\"mcp\":true}"));
		attempts.add(with("audiences", LIKE_ANY,
				"\"audience\":\"https://api.example.com\",\"aud\":[\"https://api.example.com\"],\"api-clients\":true"));
		attempts.add(with("the id and the secret of another client", LIKE_ANY,
				"\"client_id\":\"trusted-app\",\"client_secret\":\"known\",\"id\":\"trusted-app\""));
		attempts.add(with("an id that is taken, issued long ago", LIKE_ANY,
				"\"client_id\":\"web-app\",\"client_id_issued_at\":1,\"client_secret\":\"x\",\"client_secret_expires_at\":1"));
		attempts.add(with("scopes of the sample clients", LIKE_ANY, "\"scope\":\"openid profile read:messages\""));
		attempts.add(with("the scope that registers clients", LIKE_ANY, "\"scope\":\"client.create client.read\""));
		attempts.add(with("scopes as an array", LIKE_ANY, "\"scope\":[\"openid\",\"read:messages\"]"));
		attempts.add(with("scopes of an object", LIKE_ANY, "\"scope\":{\"a\":1}"));
		attempts.add(with("every grant", LIKE_ANY,
				"\"grant_types\":[\"authorization_code\",\"client_credentials\",\"password\",\"implicit\","
						+ "\"urn:ietf:params:oauth:grant-type:token-exchange\",\"urn:ietf:params:oauth:grant-type:jwt-bearer\"]"));
		attempts.add(with("a grant in upper case", METADATA, "\"grant_types\":[\"AUTHORIZATION_CODE\"]"));
		attempts
			.add(with("grants with a comma", METADATA, "\"grant_types\":[\"authorization_code,client_credentials\"]"));
		attempts.add(with("client credentials alone", METADATA, "\"grant_types\":[\"client_credentials\"]"));
		attempts.add(with("the implicit response type", METADATA, "\"response_types\":[\"token\",\"id_token\"]"));
		attempts.add(with("a key set at the metadata of a cloud", METADATA,
				"\"jwks_uri\":\"http://169.254.169.254/latest/meta-data\""));
		attempts.add(with("a key set inside, over TLS", LIKE_ANY,
				"\"jwks_uri\":\"https://127.0.0.1:1/keys\",\"token_endpoint_auth_method\":\"none\""));
		attempts.add(with("a key set in a file", METADATA, "\"jwks_uri\":\"file:///etc/passwd\""));
		attempts.add(with("own keys", LIKE_ANY, "\"jwks\":{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"}]}"));
		attempts.add(with("authentication by own keys", METADATA,
				"\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks_uri\":\"https://127.0.0.1:1/keys\""));
		attempts.add(with("authentication by the own secret as a key", METADATA,
				"\"token_endpoint_auth_method\":\"client_secret_jwt\""));
		attempts.add(with("authentication in upper case", METADATA, "\"token_endpoint_auth_method\":\"NONE\""));
		attempts.add(with("an unsigned software statement", LIKE_ANY,
				"\"software_statement\":\"eyJhbGciOiJub25lIn0.eyJtY3AiOnRydWV9.\""));
		attempts.add(with("addresses of logo, terms and sector inside", LIKE_ANY,
				"\"logo_uri\":\"http://127.0.0.1:1/\",\"tos_uri\":\"file:///x\",\"sector_identifier_uri\":\"http://127.0.0.1:1/\""));
		attempts.add(with("classes for the JSON reader", LIKE_ANY,
				"\"@class\":\"java.util.HashMap\",\"x\":[\"javax.naming.InitialContext\",{}]"));
	}

	/** Metadata of another type than RFC 7591, section 2, says. */
	private static void addWrongTypes(List<Attempt<Http>> attempts) {
		attempts.add(with("a name that is an object", LIKE_ANY, "\"client_name\":{\"a\":[]}"));
		attempts.add(with("a name that is null", LIKE_ANY, "\"client_name\":null"));
		attempts.add(with("a name with half a character", LIKE_ANY, "\"client_name\":\"a\\ud800\""));
		attempts.add(with("a name with a zero byte", METADATA, "\"client_name\":\"a\\u0000\""));
		attempts.add(with("grants that are null", LIKE_ANY, "\"grant_types\":[\"authorization_code\",null]"));
		attempts.add(with("grants that are objects", METADATA, "\"grant_types\":[{\"a\":1}]"));
		attempts.add(with("no grants", METADATA, "\"grant_types\":[]"));
		attempts.add(with("response types that are null", METADATA, "\"response_types\":[null]"));
		attempts.add(with("an authentication method that is an array", METADATA,
				"\"token_endpoint_auth_method\":[\"none\"]"));
		attempts.add(with("a time that is text", METADATA, "\"client_id_issued_at\":\"x\""));
		attempts.add(with("a time beyond all", METADATA, "\"client_id\":\"a\",\"client_id_issued_at\":1e400"));
		attempts.add(with("redirect URIs that are null", METADATA, "\"redirect_uris\":[null]"));
		attempts.add(with("redirect URIs that are numbers", URI, "\"redirect_uris\":[1]"));
		attempts.add(with("redirect URIs that are objects", URI, "\"redirect_uris\":[{\"a\":1}]"));
		attempts.add(with("redirect URIs in a redirect URI", URI, "\"redirect_uris\":[[\"https://a.example/cb\"]]"));
	}

	private static void addRedirectUris(List<Attempt<Http>> attempts) {
		Map<String, String> uris = new LinkedHashMap<>();
		uris.put("of a script, in mixed case", "JavaScript:alert(1)");
		uris.put("of a script, with a line break", "java\\nscript:alert(1)");
		uris.put("of a script in Visual Basic", "vbscript:x");
		uris.put("of data", "data:text/html;base64,AAAA");
		uris.put("with a fragment", "https://a.example/cb#x");
		uris.put("with an empty fragment", "https://a.example/cb#");
		uris.put("with a wildcard", "https://*.a.example/cb");
		uris.put("with a user", "https://good.example@attacker.example/");
		uris.put("with a backslash", "https://attacker.example\\\\@good.example/");
		uris.put("with markup", "https://a.example/\\\"><script>");
		uris.put("with a directive of a content security policy", "https://a.example;script-src *");
		uris.put("with a comma", "https://a.example/cb,https://b.example/cb");
		uris.put("without TLS", "http://attacker.example/cb");
		uris.put("without TLS, that begins like this machine", "http://127.0.0.1.attacker.example/");
		uris.put("without TLS, of this machine as a number", "http://2130706433/");
		uris.put("of any address", "http://0.0.0.0/");
		uris.put("in a short form", "http://127.1/");
		uris.put("with a letter that looks like a stop", "http://127.0.0.1\uFF0Eattacker.example/");
		uris.put("that is relative", "/console");
		uris.put("of a blob", "blob:https://a.example/1");
		uris.put("of a mail", "mailto:attacker@a.example");
		uris.put("with square brackets", "https://a.example/cb?x[]=1");
		uris.put("without slashes", "com.example.app:cb");
		uris.forEach((name, uri) -> attempts
			.add(with("a redirect URI " + name, URI, "\"redirect_uris\":[\"" + uri + "\"]")));
	}

	/** Codes go to whatever of the user's programs has the scheme. */
	private static void addAcceptedRedirectUris(List<Attempt<Http>> attempts) {
		Map<String, String> uris = new LinkedHashMap<>();
		uris.put("of a file", "file:///etc/passwd");
		uris.put("of a server of files", "ftp://attacker.example/");
		uris.put("of a web socket", "ws://attacker.example/");
		uris.put("with a port that is none", "app://a:99999999999/cb");
		uris.put("that brings a code and an issuer", "https://good.example/cb?code=x&iss=http%3A%2F%2Flocalhost");
		uris.forEach((name, uri) -> attempts
			.add(with("a redirect URI " + name, LIKE_ANY, "\"redirect_uris\":[\"" + uri + "\"]")));
	}

	private static void addBodies(List<Attempt<Http>> attempts) {
		attempts.add(with("a member twice, the second worse", URI, "\"redirect_uris\":[\"javascript:alert(1)\"]"));
		attempts.add(body("a member twice, the first worse", LIKE_ANY, JSON,
				"{\"redirect_uris\":[\"javascript:alert(1)\"]," + redirectUris() + "}"));
		attempts.add(body("a body of 16 KiB and more", REQUEST, JSON,
				"{" + redirectUris() + ",\"x\":\"" + "a".repeat(16_500) + "\"}"));
		attempts.add(with("5,000 arrays in each other", METADATA, "\"x\":" + "[".repeat(5000) + "]".repeat(5000)));
		attempts.add(with("2,000 objects in each other", METADATA,
				"\"x\":" + "{\"a\":".repeat(2000) + "1" + "}".repeat(2000)));
		attempts.add(with("a number of 5,000 digits", METADATA, "\"x\":" + "9".repeat(5000)));
		attempts.add(body("200 redirect URIs", URI, JSON,
				"{\"redirect_uris\":[" + "\"https://a.example/cb\",".repeat(199) + "\"https://a.example/cb\"]}"));
		attempts.add(body("no JSON after the JSON", METADATA, JSON, "{" + redirectUris() + "} {\"mcp\":true}"));
		attempts.add(body("a comment", METADATA, JSON, "{/* */" + redirectUris() + "}"));
		attempts.add(body("an array of registrations", METADATA, JSON, "[{" + redirectUris() + "}]"));
		attempts.add(body("an empty object", METADATA, JSON, "{}"));
		attempts.add(body("no body", METADATA, JSON, ""));
		attempts.add(body("a byte order mark", LIKE_ANY, JSON, "\uFEFF{" + redirectUris() + "}"));
		attempts.add(body("text, as a page elsewhere can send it", REQUEST, "text/plain", "{" + redirectUris() + "}"));
		attempts
			.add(body("a form", REQUEST, "application/x-www-form-urlencoded", "redirect_uris=https://a.example/cb"));
		attempts.add(body("another JSON type", REQUEST, "application/ld+json", "{" + redirectUris() + "}"));
		attempts.add(body("a charset that does not exist", REQUEST, "application/json;charset=x",
				"{" + redirectUris() + "}"));
	}

	/** RFC 7592 would let a client read and change itself. */
	private static void addRequests(List<Attempt<Http>> attempts) {
		for (String method : List.of("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")) {
			attempts.add(new Attempt<>("the method " + method, method.equals("HEAD") ? "405" : REQUEST,
					(http) -> http.method(method, REGISTER)));
		}
		Map<String, String> paths = new LinkedHashMap<>();
		paths.put(REGISTER + "/", REQUEST);
		paths.put(REGISTER + "/web-app", REQUEST);
		paths.put(REGISTER + ";x=1", REQUEST);
		paths.put("/oauth2//register", REQUEST);
		paths.put("/connect/register", "404");
		paths.put("/connect/register?client_id=web-app", "404");
		paths.put("/acme/oauth2/register", "403");
		paths.forEach((path, cameBack) -> {
			attempts.add(new Attempt<>("the path `" + path + "`", cameBack,
					(http) -> http.postRaw(path, "{" + redirectUris() + "}", JSON, "Accept", JSON)));
		});
		attempts.add(new Attempt<>("the client of others, to read", REQUEST,
				(http) -> http.get(REGISTER + "?client_id=web-app")));
		attempts.add(new Attempt<>("a method override", LIKE_ANY, (http) -> http.postBody(REGISTER,
				"{" + redirectUris() + "}", JSON, "X-HTTP-Method-Override", "DELETE")));
		attempts.add(new Attempt<>("metadata in the query string", URI, (http) -> http
			.postBody(REGISTER + "?mcp=true&redirect_uris=https://a.example/cb", "{\"client_name\":\"a\"}", JSON)));
		attempts
			.add(new Attempt<>("another host", LIKE_ANY, (http) -> http.postBody(REGISTER, "{" + redirectUris() + "}",
					JSON, "X-Forwarded-Host", "attacker.example", "X-Forwarded-For", "192.0.2.1")));
		attempts.add(new Attempt<>("a made-up access token", "`invalid_token`",
				(http) -> http.postBody(REGISTER, "{" + redirectUris() + "}", JSON, "Authorization", "Bearer x")));
		attempts.add(new Attempt<>("the secret of a sample client", LIKE_ANY, (http) -> http.postBody(REGISTER,
				"{" + redirectUris() + "}", JSON, "Authorization", Http.basic("web-app", "web-secret"))));
	}

	@ParameterizedTest
	@MethodSource("attempts")
	void attemptThenNothingIsGained(Attempt<Http> attempt) {
		Answer answer = attempt.make(new Http(this.port));
		if (answer.status() == 201) {
			assertLikeAny(answer);
		}
	}

	private void assertLikeAny(Answer answer) {
		assertThat(answer.json())
			.containsOnlyKeys(Stream
				.concat(Stream.of("client_id", "client_id_issued_at", "client_name", "redirect_uris", "grant_types",
						"response_types", "token_endpoint_auth_method", "scope"),
						answer.json().containsKey("client_secret")
								? Stream.of("client_secret", "client_secret_expires_at") : Stream.of())
				.toArray(String[]::new));
		RegisteredClient client = this.clients.findByClientId(answer.string("client_id"));
		assertThat(client).isNotNull();
		assertThat(client.getId()).startsWith("registered-");
		assertThat(client.getClientId()).hasSize(43);
		assertThat(client.getScopes()).isEqualTo(Set.of("mcp:tools"));
		assertThat(client.getAuthorizationGrantTypes()).isEqualTo(Set.of(AuthorizationGrantType.AUTHORIZATION_CODE));
		assertThat(client.getClientSettings().getSettings()).containsOnly(Map.entry("mcp", true),
				Map.entry("settings.client.require-proof-key", true),
				Map.entry("settings.client.require-authorization-consent", true));
		assertThat(client.getTokenSettings().getAccessTokenTimeToLive()).hasMinutes(5);
	}

	@Test
	void sampleClientsThenAreAsBefore() {
		RegisteredClient client = this.clients.findByClientId("web-app");
		assertThat(client).isNotNull();
		assertThat(client.getClientSettings().getSettings()).doesNotContainKey("mcp");
	}

	@Test
	void pageThenListsTheAttempts() throws IOException {
		Attempt.assertListed(attempts());
	}

	private static Attempt<Http> with(String tried, String cameBack, String metadata) {
		String body = "{" + redirectUris() + "," + metadata + "}";
		return body(tried, cameBack, JSON, body);
	}

	private static Attempt<Http> body(String tried, String cameBack, String type, String body) {
		return new Attempt<>(tried, cameBack, (http) -> http.postBody(REGISTER, body, type));
	}

	private static String redirectUris() {
		return "\"redirect_uris\":[\"http://127.0.0.1:8097/callback\"]";
	}

}

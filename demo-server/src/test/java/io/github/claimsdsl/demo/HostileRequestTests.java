package io.github.claimsdsl.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that are wrong, over HTTP.
 */
@DemoServerTest
class HostileRequestTests {

	private static final List<String> FORM_ENDPOINTS = List.of("/oauth2/token", "/oauth2/par",
			"/oauth2/device_authorization", "/oauth2/introspect", "/oauth2/revoke");

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String TRUSTED = Http.basic("trusted-app", "trusted-secret");

	private static final String PASSWORD = "grant_type=password&username=alice&password=wonderland";

	private static final String WEB = "/oauth2/authorize?response_type=code&client_id=web-app"
			+ "&redirect_uri=http://127.0.0.1:8099/callback&scope=openid";

	@LocalServerPort
	private int port;

	private Http http;

	static List<String> formEndpoints() {
		return FORM_ENDPOINTS;
	}

	@BeforeEach
	void connect() {
		this.http = new Http(this.port);
	}

	@ParameterizedTest
	@MethodSource("formEndpoints")
	void takesNoOtherMethods(String path) {
		for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS")) {
			Answer answer = this.http.method(method, path, "Accept", "text/html");
			assertThat(answer.header("Allow")).isEqualTo("POST");
			assertError(answer, 405, "invalid_request");
		}
		assertThat(this.http.method("HEAD", path).status()).isEqualTo(405);
		assertError(this.http.method("PROPFIND", path), 405, "invalid_request");
	}

	@ParameterizedTest
	@MethodSource("formEndpoints")
	void takesNoQueryString(String path) {
		assertError(body(path + "?x=resource", "token=t&client_id=tv-app"), 400, "invalid_request");
		assertError(body(path + "?audience=https://api.example.com", "token=t"), 400, "invalid_request");
	}

	@ParameterizedTest
	@MethodSource("formEndpoints")
	void takesFormsOnly(String path) {
		for (String type : List.of("application/json", "text/plain", "multipart/form-data; boundary=x", "nonsense",
				"application/x-www-form-urlencoded2")) {
			assertError(this.http.postBody(path, "{}", type, "Authorization", TRUSTED), 415, "invalid_request");
		}
		assertError(this.http.method("POST", path, "Authorization", TRUSTED), 415, "invalid_request");
	}

	@ParameterizedTest
	@MethodSource("formEndpoints")
	void takesEachParameterOnce(String path) {
		assertError(body(path, "token=a&token=a"), 400, "invalid_request");
		assertError(body(path, "scope=a&scope=b"), 400, "invalid_request");
		assertError(body(path, "audience=a&audience=b"), 400, "invalid_request");
		assertError(body(path, "unheard=a&unheard=a"), 400, "invalid_request");
		assertError(body(path, "resource=https://a.example&resource=https://b.example"), 400, "invalid_target");
	}

	@ParameterizedTest
	@MethodSource("formEndpoints")
	void takesNoControlCharacters(String path) {
		for (String character : List.of("%00", "%01", "%0A", "%0D", "%09", "%1B", "%7F", "%C2%85")) {
			assertError(body(path, "token=a" + character + "b"), 400, "invalid_request");
			assertError(body(path, "a" + character + "b=token"), 400, "invalid_request");
		}
	}

	@ParameterizedTest
	@MethodSource("formEndpoints")
	void takesNoMalformedBody(String path) {
		assertError(body(path, "token=%zz"), 400, "invalid_request");
		assertError(body(path, "token=%"), 400, "invalid_request");
		assertThat(body(path, "token=" + "a".repeat(100_000)).status()).isBetween(400, 413);
	}

	@ParameterizedTest
	@MethodSource("formEndpoints")
	void challengesAClientThatDoesNotAuthenticate(String path) {
		for (String accept : List.of("*/*", "text/html", "application/json")) {
			assertChallenge(this.http.post(path, Http.form("token", "t", "grant_type", "password"), "Accept", accept));
		}
		assertChallenge(this.http.post(path, Http.form("token", "t"), "Authorization", "Bearer abc"));
		assertChallenge(this.http.post(path, Http.form("token", "t"), "Authorization",
				Http.basic("nobody-" + path.length(), "secret")));
		assertChallenge(this.http.post(path, Http.form("token", "t", "client_id", "second-app", "client_secret", "x")));
	}

	@ParameterizedTest
	@MethodSource("formEndpoints")
	void takesOneClientAuthenticationOnly(String path) {
		assertError(body(path, "token=t&client_id=trusted-app&client_secret=trusted-secret"), 400, "invalid_request");
		assertError(body(path, "token=t&client_id=second-app&client_secret=second-secret"), 400, "invalid_request");
		assertError(body(path, "token=t&client_id=trusted-app&client_assertion=a"), 400, "invalid_request");
		assertError(body(path, "token=t&client_id=second-app"), 400, "invalid_request");
		assertError(this.http.post(path, Http.form("token", "t"), "Authorization", TRUSTED, "Authorization", TRUSTED),
				400, "invalid_request");
		assertThat(body(path, "token=t&client_id=trusted-app").body()).doesNotContain("invalid_client",
				"The client_id");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Basic", "Basic !", "Basic OnNlY3JldA==", "Basic YQ==", "Basic YTo=", "Digest a=b", "x",
			"Basic JTAwOmE=", "Basic JXp6OmE=" })
	void refusesABrokenAuthorizationHeader(String header) {
		Answer answer = this.http.post("/oauth2/token", Http.form("grant_type", "client_credentials"), "Authorization",
				header);
		assertThat(answer.status()).isIn(400, 401);
		assertThat(answer.error()).isIn("invalid_request", "invalid_client");
	}

	@ParameterizedTest
	@CsvSource({ "nonsense, unsupported_grant_type", "Password, unsupported_grant_type", "'', invalid_request",
			"urn:ietf:params:oauth:grant-type:jwt-bearer, unsupported_grant_type" })
	void refusesAnUnknownGrant(String grant, String error) {
		assertThat(this.http.token("trusted-app", "grant_type", grant).error()).isIn(error, "unsupported_grant_type");
	}

	@ParameterizedTest
	@ValueSource(strings = { "grant_type=refresh_token&refresh_token=<script>", "grant_type=refresh_token",
			"grant_type=password&username=%22%3E%3Cscript%3E&password=x", "grant_type=%22%5C%E2%82%AC",
			"grant_type=password&username=alice&password=wonderland&scope=%3Cscript%3E",
			"grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=%3Cscript%3E"
					+ "&subject_token_type=%3Cscript%3E",
			"grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=a.b.c"
					+ "&subject_token_type=urn:ietf:params:oauth:token-type:jwt",
			"grant_type=urn:ietf:params:oauth:grant-type:token-exchange",
			"grant_type=authorization_code&code=x&redirect_uri=%3Cscript%3E&code_verifier=x",
			"grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code=%3Cscript%3E" })
	void echoesNothing(String form) {
		Answer answer = body("/oauth2/token", form);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).doesNotContain("<", "script>", "\\");
		assertThat(answer.error()).matches("[a-z_]+");
	}

	@Test
	void answersABrokenProofOfPossession() {
		for (String proof : List.of("x", "a.b.c", "<script>")) {
			Answer answer = this.http.post("/oauth2/token", Http.form("grant_type", "client_credentials"),
					"Authorization", Http.basic("machine", "machine-secret"), "DPoP", proof);
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.body()).doesNotContain("script>");
		}
	}

	@Test
	void refusesAPushedRequestThatCannotBeAnswered() {
		for (String client : List.of("machine", "trusted-app", "web-app")) {
			Answer answer = this.http.post("/oauth2/par",
					Http.form("client_id", client, "response_type", "code", "scope", "openid"), "Authorization",
					Http.basic(client, Http.secret(client)));
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.error()).isEqualTo("invalid_request");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT", "DELETE", "OPTIONS" })
	void refusesOtherMethodsOfTheOtherEndpoints(String method) {
		Stream
			.of("/.well-known/openid-configuration", "/oauth2/jwks", "/userinfo", "/oauth2/nothing", "/oauth2",
					"/.well-known/nothing", "/connect/logout")
			.map((path) -> this.http.method(method, path, "Accept", "text/html"))
			.forEach((answer) -> assertThat(answer.status()).isIn(200, 400, 401, 404, 405));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oauth2/token;a=b", "//oauth2/token", "/oauth2/token/", "/oauth2//token",
			"/oauth2/%74oken", "/oauth2/token%00", "/oauth2/x/../token", "/oauth2/token%2F" })
	void answersADisguisedPathWithoutAPage(String path) {
		Answer answer = this.http.postRaw(path, PASSWORD, FORM, "Authorization", TRUSTED);
		assertThat(answer.status()).isIn(200, 400, 404);
		assertThat(answer.body()).doesNotContain("Exception", "at org.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer", "Bearer x", "Bearer a.b.c", "Basic YTpi", "Bearer x y" })
	void refusesABrokenTokenAtUserinfo(String header) {
		for (String path : List.of("/userinfo", "/api/messages")) {
			Answer answer = this.http.get(path, "Authorization", header, "Accept", "text/html");
			assertThat(answer.status()).isIn(400, 401);
			assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
			assertThat(answer.error()).isIn("invalid_token", "invalid_request");
		}
	}

	/** Spring Security 7.0 looks for DPoP without being asked, and answers it itself. */
	@Test
	void refusesABrokenDpopTokenAtUserinfo() {
		for (String path : List.of("/userinfo", "/api/messages")) {
			Answer answer = this.http.get(path, "Authorization", "DPoP x", "Accept", "text/html");
			assertThat(answer.status()).isIn(400, 401);
			assertThat(answer.header("WWW-Authenticate")).matches("(Bearer|DPoP) error=\"invalid_(token|request)\".*");
		}
	}

	@Test
	void needsOpenidAtUserinfo() {
		String token = this.http
			.token("trusted-app", "grant_type", "password", "username", "alice", "password", "wonderland")
			.string("access_token");
		Answer answer = this.http.get("/userinfo", "Authorization", "Bearer " + token);
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.error()).isEqualTo("insufficient_scope");
	}

	@ParameterizedTest
	@ValueSource(strings = { "client_id=web-app", "scope=openid", "response_type=code", "state=a&state=b",
			"audience=a&audience=b", "resource=a&resource=b", "prompt=none&prompt=none", "nonce=a&nonce=b",
			"code_challenge=%00", "state=%0A" })
	void showsAnErrorPageForWhatIsRepeatedOrUnreadable(String more) {
		assertErrorPage(new Browser(this.port).open(WEB + "&" + more));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oauth2/authorize", "/oauth2/authorize?client_id=web-app",
			"/oauth2/authorize?client_id=machine&response_type=code",
			"/oauth2/authorize?client_id=web-app&response_type=code&scope=openid",
			"/oauth2/authorize?client_id=web-app&request_uri=urn:ietf:params:oauth:request_uri:",
			"/oauth2/authorize?client_id=web-app&request_uri=x", "/oauth2/device_verification",
			"/oauth2/device_verification?state=x", "/oauth2/device_verification?state=x&user_code=AAAA-AAAA" })
	void showsAnErrorPageForWhatIsMissing(String path) {
		Browser browser = new Browser(this.port);
		browser.signIn("alice", "wonderland");
		assertErrorPage(browser.open(path));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oauth2/consent", "/oauth2/consent?state=x", "/oauth2/consent?state=%00" })
	void showsAnErrorPageForAConsentThatNobodyAwaits(String path) {
		Browser browser = new Browser(this.port);
		browser.signIn("alice", "wonderland");
		assertErrorPage(browser.open(path));
	}

	@Test
	void showsAnErrorPageForAForgedConsent() {
		Browser browser = new Browser(this.port);
		browser.signIn("alice", "wonderland");
		assertErrorPage(
				browser.submit("/oauth2/authorize", "client_id", "partner-app", "state", "x", "scope", "openid"));
		assertErrorPage(browser.submit("/oauth2/authorize", "client_id", "partner-app"));
		assertErrorPage(browser.submit("/oauth2/authorize", "state", "x"));
	}

	@ParameterizedTest
	@CsvSource({ "response_type=token, unsupported_response_type", "scope=nothing, invalid_scope" })
	void sendsOtherErrorsToTheClient(String parameter, String error) {
		String name = parameter.substring(0, parameter.indexOf('='));
		Answer answer = new Browser(this.port).open(WEB.replaceAll(name + "=[^&]*", parameter)
				+ "&code_challenge=abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuv&code_challenge_method=S256&state=s");
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).startsWith("http://127.0.0.1:8099/callback").contains("state=s");
		assertThat(Browser.parameter(answer, "error")).isEqualTo(error);
	}

	@Test
	void tellsTheClientThatALoginIsNeeded() {
		Answer answer = new Browser(this.port).open(WEB
				+ "&prompt=none&code_challenge=abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuv&code_challenge_method=S256");
		assertThat(Browser.parameter(answer, "error")).isEqualTo("login_required");
	}

	@Test
	void issuesTokensAfterAllThat() {
		List<Answer> answers = new ArrayList<>();
		FORM_ENDPOINTS.forEach((path) -> answers.add(body(path, "x=%00&token=%zz")));
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.status()).isEqualTo(400));
		assertThat(body("/oauth2/token", PASSWORD).status()).isEqualTo(200);
	}

	private Answer body(String path, String body) {
		return this.http.postBody(path, body, FORM, "Authorization", TRUSTED);
	}

	private static void assertChallenge(Answer answer) {
		assertError(answer, 401, "invalid_client");
		assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=");
	}

	private static void assertError(Answer answer, int status, String error) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).startsWith("application/json");
		assertThat(answer.header("Cache-Control")).contains("no-store");
		assertThat(answer.error()).isEqualTo(error);
	}

	private static void assertErrorPage(Answer answer) {
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.header("Content-Type")).startsWith("text/html");
		assertThat(answer.body()).contains("<h1>Something is wrong</h1>").doesNotContain("Exception");
	}

}

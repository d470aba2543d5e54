package io.github.claimsdsl.demo;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The authorization code grant with the login and consent pages, over HTTP.
 */
@DemoServerTest
class AuthorizationCodeTests {

	private static final String WEB_CALLBACK = "http://127.0.0.1:8099/callback";

	private static final String PARTNER_CALLBACK = "http://127.0.0.1:8098/callback";

	@LocalServerPort
	private int port;

	private Http http;

	private Browser browser;

	@BeforeEach
	void connect() {
		this.http = new Http(this.port);
		this.browser = new Browser(this.port);
	}

	@Test
	void issuesTokensAfterLogin() throws Exception {
		Answer redirect = this.browser.authorize("alice", "wonderland", web("openid read:messages", "nonce", "n-1"));
		assertThat(redirect.location().toString()).startsWith(WEB_CALLBACK);
		assertThat(Browser.parameter(redirect, "state")).isEqualTo("xyz");
		Answer tokens = exchange("web-app", WEB_CALLBACK, Browser.parameter(redirect, "code"));
		assertThat(tokens.status()).isEqualTo(200);
		assertThat(tokens.claims("access_token").getSubject()).isEqualTo("alice");
		assertThat(tokens.claims("id_token").getAudience()).containsExactly("web-app");
		assertThat(tokens.claims("id_token").getStringClaim("nonce")).isEqualTo("n-1");
	}

	@Test
	void keepsTheAudienceAndItsClaimsFromAuthorizationToRefresh() throws Exception {
		Answer redirect = this.browser.authorize("alice", "wonderland",
				web("openid read:messages", "audience", "https://api.example.com"));
		Answer tokens = exchange("web-app", WEB_CALLBACK, Browser.parameter(redirect, "code"));
		Answer refreshed = this.http.token("web-app", "grant_type", "refresh_token", "refresh_token",
				tokens.string("refresh_token"));
		for (Answer answer : new Answer[] { tokens, refreshed }) {
			assertThat(answer.claims("access_token").getAudience()).containsExactly("https://api.example.com",
					"http://localhost:9000/userinfo");
			assertThat(answer.claims("access_token").getStringClaim("https://mydomain.com/claims/email"))
				.isEqualTo("alice@mydomain.com");
			assertThat(answer.claims("id_token").getAudience()).containsExactly("web-app");
			assertThat(answer.claims("id_token").getClaims()).doesNotContainKey("https://mydomain.com/claims/email");
			assertThat(
					this.http.get("/api/messages", "Authorization", "Bearer " + answer.string("access_token")).status())
				.isEqualTo(200);
		}
	}

	@Test
	void refreshesWithRotation() {
		Answer redirect = this.browser.authorize("alice", "wonderland", web("openid read:messages"));
		Answer tokens = exchange("web-app", WEB_CALLBACK, Browser.parameter(redirect, "code"));
		Answer refreshed = this.http.token("web-app", "grant_type", "refresh_token", "refresh_token",
				tokens.string("refresh_token"));
		assertThat(refreshed.status()).isEqualTo(200);
		assertThat(refreshed.json()).containsKeys("access_token", "id_token", "refresh_token");
		assertThat(this.http
			.token("web-app", "grant_type", "refresh_token", "refresh_token", tokens.string("refresh_token"))
			.error()).isEqualTo("invalid_grant");
	}

	@Test
	void takesACodeOnce() {
		Answer redirect = this.browser.authorize("alice", "wonderland", web("openid"));
		String code = Browser.parameter(redirect, "code");
		assertThat(exchange("web-app", WEB_CALLBACK, code).status()).isEqualTo(200);
		assertThat(exchange("web-app", WEB_CALLBACK, code).error()).isEqualTo("invalid_grant");
	}

	@Test
	void refusesACodeWithoutItsVerifier() {
		Answer redirect = this.browser.authorize("alice", "wonderland", web("openid"));
		Answer answer = this.http.token("web-app", "grant_type", "authorization_code", "code",
				Browser.parameter(redirect, "code"), "redirect_uri", WEB_CALLBACK);
		assertThat(answer.error()).isEqualTo("invalid_grant");
	}

	@Test
	void requiresPkce() {
		Map<String, String> request = web("openid");
		request.remove("code_challenge");
		request.remove("code_challenge_method");
		Answer redirect = this.browser.authorize("alice", "wonderland", request);
		assertThat(redirect.location().toString()).startsWith(WEB_CALLBACK);
		assertThat(Browser.parameter(redirect, "error")).isEqualTo("invalid_request");
	}

	@Test
	void sendsAnUnknownScopeBackToTheClient() {
		Answer redirect = this.browser.authorize("alice", "wonderland", web("openid read:everything"));
		assertThat(redirect.location().toString()).startsWith(WEB_CALLBACK);
		assertThat(Browser.parameter(redirect, "error")).isEqualTo("invalid_scope");
	}

	@Test
	void takesAPushedAuthorizationRequest() {
		Answer pushed = this.http.post("/oauth2/par", web("openid read:messages"), "Authorization",
				Http.basic("web-app", "web-secret"));
		assertThat(pushed.status()).isEqualTo(201);
		Answer redirect = this.browser.authorize("alice", "wonderland",
				Http.form("client_id", "web-app", "request_uri", pushed.string("request_uri")));
		assertThat(exchange("web-app", WEB_CALLBACK, Browser.parameter(redirect, "code")).status()).isEqualTo(200);
	}

	@Test
	void asksForConsentAndRemembersIt() {
		Answer page = this.browser
			.follow(this.browser.authorize("carol", "chess", partner("openid profile read:messages")));
		assertThat(page.body()).contains("Partner App", "carol", "Read your messages", "See your name and profile")
			.doesNotContain("value=\"openid\"");
		Answer redirect = this.browser.submit("/oauth2/authorize", "client_id", "partner-app", "state",
				page.field("state"), "scope", "read:messages");
		Answer tokens = exchange("partner-app", PARTNER_CALLBACK, Browser.parameter(redirect, "code"));
		assertThat(tokens.string("scope").split(" ")).containsExactlyInAnyOrder("openid", "read:messages");
		Answer again = this.browser.authorize("carol", "chess", partner("openid read:messages"));
		assertThat(Browser.parameter(again, "code")).isNotEmpty();
	}

	@Test
	void tellsTheClientThatConsentWasDenied() {
		Answer page = this.browser
			.follow(this.browser.authorize("alice", "wonderland", partner("openid profile read:messages")));
		Answer redirect = this.browser.submit("/oauth2/authorize", "client_id", "partner-app", "state",
				page.field("state"));
		assertThat(redirect.location().toString()).startsWith(PARTNER_CALLBACK);
		assertThat(Browser.parameter(redirect, "error")).isEqualTo("access_denied");
	}

	@Test
	void showsTheConsentPageToItsUserOnly() {
		Answer consent = this.browser.authorize("alice", "wonderland", partner("openid profile read:messages"));
		Browser other = new Browser(this.port);
		other.signIn("carol", "chess");
		assertThat(other.follow(consent).status()).isEqualTo(400);
	}

	@Test
	void namesTheApiOnTheConsentPage() {
		Answer page = this.browser.follow(this.browser.authorize("alice", "wonderland", Browser.request("partner-app",
				PARTNER_CALLBACK, "openid profile", "audience", "https://api.example.com")));
		assertThat(page.body()).contains("<code>https://api.example.com</code>");
	}

	@Test
	void letsTheFormsOfAPageEndAtItsClientOnly() {
		Answer login = this.browser.follow(this.browser.open("/oauth2/authorize?" + Http.encode(web("openid"))));
		assertThat(login.body()).contains("Web App");
		assertThat(login.header("Content-Security-Policy")).endsWith("form-action 'self' http://127.0.0.1:*");
		assertThat(this.browser.open("/activate").header("Content-Security-Policy")).endsWith("form-action 'self'");
	}

	@ParameterizedTest
	@CsvSource({ "bob, builder", "alice, wrong", "nobody, wonderland" })
	void refusesToSignIn(String username, String password) {
		Answer answer = this.browser.signIn(username, password);
		assertThat(answer.location().toString()).endsWith("/login?error");
	}

	@Test
	void refusesToSignInWithoutACsrfToken() {
		Answer answer = this.browser.submit("/login", "username", "alice", "password", "wonderland");
		assertThat(answer.status()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "client_id", "response_type" })
	void showsAnErrorPageForAMissingParameter(String parameter) {
		Map<String, String> request = web("openid");
		request.remove(parameter);
		assertErrorPage(this.browser.open("/oauth2/authorize?" + Http.encode(request)));
	}

	@Test
	void showsAnErrorPageForAnUnknownClient() {
		assertErrorPage(this.browser
			.open("/oauth2/authorize?" + Http.encode(Browser.request("nobody", WEB_CALLBACK, "openid"))));
	}

	@Test
	void showsAnErrorPageForAnUnregisteredRedirectUri() {
		assertErrorPage(this.browser.open("/oauth2/authorize?"
				+ Http.encode(Browser.request("web-app", "https://attacker.example.com/callback", "openid"))));
	}

	private static void assertErrorPage(Answer answer) {
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.header("Content-Type")).startsWith("text/html");
		assertThat(answer.body()).contains("<h1>Something is wrong</h1>").doesNotContain("attacker", "Exception");
	}

	private Answer exchange(String client, String redirectUri, String code) {
		return this.http.token(client, "grant_type", "authorization_code", "code", code, "redirect_uri", redirectUri,
				"code_verifier", Browser.VERIFIER);
	}

	private static Map<String, String> web(String scope, String... more) {
		return Browser.request("web-app", WEB_CALLBACK, scope, more);
	}

	private static Map<String, String> partner(String scope) {
		return Browser.request("partner-app", PARTNER_CALLBACK, scope);
	}

}

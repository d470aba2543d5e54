package io.github.claimsdsl.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signing in, consent and devices in a real Chromium.
 */
class BrowserTests extends PageTest {

	private static final String API = "https://api.example.com";

	private static HttpServer application;

	@Autowired
	private OAuth2AuthorizationConsentService consents;

	@Autowired
	private RegisteredClientRepository clients;

	@BeforeAll
	static void start() throws IOException {
		application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		application.createContext("/callback", (exchange) -> {
			byte[] page = "<!DOCTYPE html><link rel=icon href=data:,><h1>Application</h1>"
				.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "text/html");
			exchange.sendResponseHeaders(200, page.length);
			exchange.getResponseBody().write(page);
			exchange.close();
		});
		application.start();
	}

	@AfterAll
	static void stop() {
		if (application != null) {
			application.stop(0);
		}
	}

	@BeforeEach
	@AfterEach
	void forgetConsents() {
		forgetConsents("alice");
		forgetConsents("carol");
	}

	@Test
	void landingPageWhenLinksAreFollowedThenAllWork() {
		open("/");
		List<String> links = chromium.findAll("main a").stream().map((link) -> link.getDomProperty("href")).toList();
		assertThat(links).hasSizeGreaterThan(4);
		for (String link : links) {
			chromium.open(link);
			assertThat(chromium.script("return performance.getEntriesByType('navigation')[0].responseStatus")).as(link)
				.isEqualTo(200L);
		}
	}

	@Test
	void loginWhenPasswordIsRightThenSignsInAndOut() {
		open("/login");
		assertThat(chromium.find("input[name=_csrf]").getDomProperty("value")).isNotBlank();
		chromium.signIn("alice", "wonderland");
		assertThat(chromium.text()).contains("You are signed in as alice");
		chromium.click("button");
		assertThat(chromium.text()).contains("You are signed out");
	}

	@Test
	void loginWhenPasswordIsWrongThenSaysSo() {
		open("/login");
		chromium.signIn("alice", "looking-glass");
		assertThat(chromium.find("[role=alert]").getText()).contains("The username or the password is wrong");
		assertThat(chromium.address()).endsWith("/login?error");
	}

	@Test
	void loginWhenCsrfTokenIsMissingThenIsRefused() {
		open("/login");
		chromium.script("document.querySelector('input[name=_csrf]').remove()");
		chromium.signIn("alice", "wonderland");
		assertThat(chromium.text()).contains("You may not see this page");
	}

	@Test
	void authorizeWhenNoConsentIsNeededThenIssuesTokens() throws Exception {
		authorize("web-app", "openid read:messages");
		assertThat(chromium.text()).contains("to continue to Web App");
		chromium.signIn("alice", "wonderland");
		Answer tokens = exchange("web-app");
		assertThat(tokens.claims("access_token").getAudience()).contains(API);
		assertThat(tokens.claims("access_token").getStringClaim("https://mydomain.com/claims/email"))
			.isEqualTo("alice@mydomain.com");
		assertThat(tokens.claims("id_token").getAudience()).containsExactly("web-app");
	}

	@Test
	void authorizeWhenConsentIsNeededThenSaysWhatIsAskedForWhichApi() {
		askForConsent();
		assertThat(chromium.text()).contains("Partner App", "alice", API, "Read your messages",
				"See your name and profile");
		assertThat(chromium.text()).doesNotContain("openid");
	}

	@Test
	void consentWhenAllowedThenIssuesTokensForTheChosenScopes() throws Exception {
		askForConsent();
		chromium.find("input[value=profile]").click();
		chromium.click("button");
		assertThat(exchange("partner-app").string("scope").split(" ")).containsExactlyInAnyOrder("openid",
				"read:messages");
	}

	@Test
	void consentWhenDeniedThenTellsTheApplication() {
		askForConsent();
		chromium.click("button.secondary");
		assertThat(chromium.heading()).isEqualTo("Application");
		assertThat(URI.create(chromium.address()).getQuery()).contains("error=access_denied", "state=xyz");
	}

	@Test
	void loginAndConsentWhenThereIsOnlyAKeyboardThenWork() {
		authorize("partner-app", "openid profile read:messages");
		chromium.leave(() -> chromium.type("carol", Keys.TAB, "chess", Keys.ENTER));
		assertThat(chromium.heading()).isEqualTo("Allow access?");
		WebElement allow = chromium.find("button");
		for (int i = 0; i < 10 && !chromium.focused().equals(allow); i++) {
			chromium.type(Keys.TAB);
		}
		assertThat(chromium.focused()).isEqualTo(allow);
		assertThat(chromium.style("button", "outline-style")).isEqualTo("solid");
		chromium.leave(() -> chromium.type(Keys.ENTER));
		assertThat(exchange("partner-app").claims("access_token").getSubject()).isEqualTo("carol");
	}

	@ParameterizedTest
	@ValueSource(strings = { "client_id=nobody", "redirect_uri=https://evil.example/" })
	void authorizeWhenClientOrRedirectUriIsUnknownThenShowsAnErrorPage(String parameter) {
		Map<String, String> request = request("web-app", "openid");
		request.put(parameter.substring(0, parameter.indexOf('=')), parameter.substring(parameter.indexOf('=') + 1));
		open("/oauth2/authorize?" + Http.encode(request));
		assertThat(chromium.heading()).isEqualTo("Something is wrong");
		assertThat(chromium.text()).contains("400 Bad Request").doesNotContain("nobody", "evil.example");
	}

	@Test
	void deviceWhenItsCodeIsEnteredThenIsConnected() {
		enterDeviceCode();
		chromium.click("button");
		assertThat(chromium.heading()).isEqualTo("Device connected");
	}

	@Test
	void pagesWhenShownWideAndNarrowThenFitAndAreAccessible() {
		look("landing", () -> open("/"));
		look("login", () -> authorize("partner-app", "openid profile read:messages"));
		look("login-error", () -> {
			open("/login");
			chromium.signIn("alice", "looking-glass");
		});
		look("error", () -> open("/nowhere"));
		look("consent", this::askForConsent);
		look("landing-signed-in", () -> open("/"));
		look("device", () -> open("/activate?error"));
		chromium.forgetCookies();
		look("device-consent", this::enterDeviceCode);
		chromium.click("button");
		look("device-connected", () -> assertThat(chromium.heading()).isEqualTo("Device connected"));
	}

	private void authorize(String client, String scope) {
		open("/oauth2/authorize?" + Http.encode(request(client, scope)));
		assertThat(chromium.heading()).isEqualTo("Sign in");
	}

	private void askForConsent() {
		forgetConsents("alice");
		authorize("partner-app", "openid profile read:messages");
		chromium.signIn("alice", "wonderland");
		assertThat(chromium.heading()).isEqualTo("Allow access?");
	}

	private void enterDeviceCode() {
		Answer device = new Http(this.port).post("/oauth2/device_authorization",
				Http.form("client_id", "tv-app", "scope", "read:messages"));
		open("/login");
		chromium.signIn("alice", "wonderland");
		open("/activate");
		chromium.find("#user_code").sendKeys(device.string("user_code").toLowerCase(Locale.ROOT));
		chromium.click("button");
		assertThat(chromium.text()).contains("TV App", device.string("user_code"), "Read your messages");
	}

	private void forgetConsents(String username) {
		RegisteredClient client = this.clients.findByClientId("partner-app");
		OAuth2AuthorizationConsent consent = this.consents.findById(client.getId(), username);
		if (consent != null) {
			this.consents.remove(consent);
		}
	}

	private static Map<String, String> request(String client, String scope) {
		return Browser.request(client, callback(), scope, "audience", API);
	}

	private Answer exchange(String client) {
		assertThat(chromium.heading()).isEqualTo("Application");
		URI address = URI.create(chromium.address());
		assertThat(address.getQuery()).contains("state=xyz");
		Answer tokens = new Http(this.port).token(client, "grant_type", "authorization_code", "code",
				Browser.parameter(address, "code"), "redirect_uri", callback(), "code_verifier", Browser.VERIFIER);
		assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
		return tokens;
	}

	private static String callback() {
		return "http://127.0.0.1:" + application.getAddress().getPort() + "/callback";
	}

	@Override
	boolean isOwn(URI request) {
		return super.isOwn(request) || request.toString().startsWith(callback());
	}

}

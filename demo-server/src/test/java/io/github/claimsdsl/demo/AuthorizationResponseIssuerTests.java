package io.github.claimsdsl.demo;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;

/**
 * RFC 9207: who answers an authorization request.
 */
@DemoServerTest
class AuthorizationResponseIssuerTests {

	private static final String ISSUER = "http://localhost:9000";

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

	/** RFC 9207, section 3. */
	@ParameterizedTest
	@ValueSource(strings = { "openid-configuration", "oauth-authorization-server" })
	void discoveryWhenAskedThenSaysThatResponsesNameTheIssuer(String document) {
		Map<String, Object> metadata = this.http.get("/.well-known/" + document).json();
		assertThat(metadata).containsEntry("issuer", ISSUER)
			.containsEntry("authorization_response_iss_parameter_supported", true);
	}

	/** RFC 9207, section 2.1. */
	@Test
	void responseWhenCodeIsIssuedThenNamesTheIssuer() {
		Answer redirect = this.browser.authorize("alice", "wonderland", web("scope", "openid"));
		assertThat(Browser.parameter(redirect, "code")).isNotEmpty();
		assertIssuer(redirect, WEB_CALLBACK);
	}

	/** RFC 9126, section 4, and RFC 9207, section 2. */
	@Test
	void responseWhenRequestWasPushedThenNamesTheIssuer() {
		Answer redirect = pushed("scope", "openid");
		assertThat(Browser.parameter(redirect, "code")).isNotEmpty();
		assertIssuer(redirect, WEB_CALLBACK);
	}

	/** RFC 9207, section 2.2. */
	@Test
	void responseWhenPushedRequestFailsLaterThenNamesTheIssuer() {
		Answer pushed = this.http.post("/oauth2/par", partner(), "Authorization",
				Http.basic("partner-app", "partner-secret"));
		Answer page = this.browser.follow(this.browser.authorize("alice", "wonderland",
				Http.form("client_id", "partner-app", "request_uri", pushed.string("request_uri"))));
		assertDenied(page);
	}

	/** RFC 9207, section 2.2. */
	@Test
	void responseWhenConsentIsDeniedThenNamesTheIssuer() {
		assertDenied(this.browser.follow(this.browser.authorize("alice", "wonderland", partner())));
	}

	/** RFC 9207, section 2.2. */
	@ParameterizedTest
	@CsvSource({ "scope, read:everything, invalid_scope", "response_type, token, unsupported_response_type",
			"code_challenge_method, plain, invalid_request", "audience, https://nobody.example.com, invalid_target",
			"resource, https://api.example.com/, invalid_target" })
	void responseWhenRequestIsRefusedThenNamesTheIssuer(String name, String value, String error) {
		Answer redirect = this.browser.authorize("alice", "wonderland", web(name, value));
		assertThat(Browser.parameter(redirect, "error")).isEqualTo(error);
		assertIssuer(redirect, WEB_CALLBACK);
	}

	/** OpenID Connect Core 1.0, section 3.1.2.6, and RFC 9207, section 2.2. */
	@Test
	void responseWhenNobodyIsSignedInAndMayNotBeAskedThenNamesTheIssuer() {
		Answer redirect = this.browser
			.open("/oauth2/authorize?" + Http.encode(web("scope", "openid", "prompt", "none")));
		assertThat(Browser.parameter(redirect, "error")).isEqualTo("login_required");
		assertIssuer(redirect, WEB_CALLBACK);
	}

	private void assertDenied(Answer page) {
		Answer redirect = this.browser.submit("/oauth2/authorize", "client_id", "partner-app", "state",
				page.field("state"));
		assertThat(Browser.parameter(redirect, "error")).isEqualTo("access_denied");
		assertIssuer(redirect, PARTNER_CALLBACK);
	}

	private static void assertIssuer(Answer redirect, String callback) {
		assertThat(redirect.location().toString()).startsWith(callback + "?")
			.containsOnlyOnce("iss=")
			.contains("iss=http%3A%2F%2Flocalhost%3A9000");
		assertThat(Browser.parameter(redirect, "iss")).isEqualTo(ISSUER);
		assertThat(Browser.parameter(redirect, "state")).isEqualTo("xyz");
	}

	private Answer pushed(String... parameters) {
		Answer pushed = this.http.post("/oauth2/par", web(parameters), "Authorization",
				Http.basic("web-app", "web-secret"));
		return this.browser.authorize("alice", "wonderland",
				Http.form("client_id", "web-app", "request_uri", pushed.string("request_uri")));
	}

	private static Map<String, String> web(String... parameters) {
		return Browser.request("web-app", WEB_CALLBACK, "openid", parameters);
	}

	private static Map<String, String> partner() {
		return Browser.request("partner-app", PARTNER_CALLBACK, "openid profile");
	}

}

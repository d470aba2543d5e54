package io.github.claimsdsl.demo;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The device code grant of a public client, over HTTP.
 */
@DemoServerTest
class DeviceTests {

	private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

	@LocalServerPort
	private int port;

	private Http http;

	private Browser browser;

	@BeforeEach
	void connect() {
		this.http = new Http(this.port);
		this.browser = new Browser(this.port);
		this.browser.signIn("alice", "wonderland");
	}

	@Test
	void issuesTokensOnceTheUserAllowsTheDevice() throws Exception {
		Answer device = start();
		assertThat(poll(device).error()).isEqualTo("authorization_pending");
		allow(device);
		Answer tokens = poll(device);
		assertThat(tokens.status()).isEqualTo(200);
		assertThat(tokens.claims("access_token").getSubject()).isEqualTo("alice");
		Answer refreshed = this.http.post("/oauth2/token", Http.form("grant_type", "refresh_token", "client_id",
				"tv-app", "refresh_token", tokens.string("refresh_token")));
		assertThat(refreshed.status()).isEqualTo(200);
	}

	@Test
	void asksTheUserAtEveryDevice() {
		allow(start());
		Answer second = verify(start());
		assertThat(second.location().getPath()).isEqualTo("/oauth2/consent");
	}

	@Test
	void showsTheCodeAndTheScopesBeforeItConnects() {
		Answer device = start();
		assertThat(this.browser.follow(verify(device)).body()).contains("TV App", device.string("user_code"),
				"Read your messages");
	}

	@Test
	void namesThePageForTheCode() {
		assertThat(start().string("verification_uri")).endsWith("/activate");
		assertThat(this.browser.open("/activate?user_code=ABCD-EFGH").body()).contains("value=\"ABCD-EFGH\"");
	}

	@Test
	void asksAgainForAWrongCode() {
		Answer answer = this.browser.submit("/oauth2/device_verification", "user_code", "AAAA-AAAA");
		assertThat(answer.location().toString()).endsWith("/activate?error");
	}

	@Test
	void revokesTheRefreshTokenOfThePublicClient() {
		Answer device = start();
		allow(device);
		String refreshToken = poll(device).string("refresh_token");
		assertThat(this.http.post("/oauth2/revoke", Http.form("client_id", "tv-app", "token", refreshToken)).status())
			.isEqualTo(200);
		assertThat(
				this.http
					.post("/oauth2/token",
							Http.form("grant_type", "refresh_token", "client_id", "tv-app", "refresh_token",
									refreshToken))
					.error())
			.isEqualTo("invalid_grant");
	}

	@Test
	void refusesAConfidentialClientWithoutItsSecret() {
		Answer answer = this.http.post("/oauth2/device_authorization", Http.form("client_id", "trusted-app"));
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.error()).isEqualTo("invalid_client");
	}

	@Test
	void refusesIntrospectionByAPublicClient() {
		assertThat(this.http.post("/oauth2/introspect", Http.form("client_id", "tv-app", "token", "any")).status())
			.isEqualTo(401);
	}

	private Answer start() {
		Answer device = this.http.post("/oauth2/device_authorization",
				Http.form("client_id", "tv-app", "scope", "read:messages"));
		assertThat(device.status()).isEqualTo(200);
		return device;
	}

	private Answer verify(Answer device) {
		return this.browser.submit("/oauth2/device_verification", "user_code", device.string("user_code"));
	}

	private void allow(Answer device) {
		Answer page = this.browser.follow(verify(device));
		Answer done = this.browser.submit("/oauth2/device_verification", "client_id", "tv-app", "state",
				page.field("state"), "user_code", page.field("user_code"), "scope", "read:messages");
		assertThat(done.location().getPath()).isEqualTo("/activated");
	}

	private Answer poll(Answer device) {
		return this.http.post("/oauth2/token", Http.form("grant_type", DEVICE_CODE, "client_id", "tv-app",
				"device_code", device.string("device_code")));
	}

}

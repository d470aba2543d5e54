package io.github.claimsdsl.demo;

import java.io.IOException;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.support.Nodes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server on a real PostgreSQL, which fails at the end.
 */
class PostgresTests {

	private static final String CALLBACK = "http://127.0.0.1:8099/callback";

	private static final Map<String, String> REQUEST = Browser.request("web-app", CALLBACK, "openid read:messages",
			"audience", "https://api.example.com");

	@Test
	void servesAndSaysSoWhenTheDatabaseIsGone() throws Exception {
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
				Nodes nodes = Nodes.on(postgres, "spring.datasource.hikari.connection-timeout=500")) {
			int port = nodes.start();
			takeUncommonInput(port);
			Browser browser = signedIn(port);
			Answer tokens = new Http(port).token("trusted-app", "grant_type", "password", "username", "alice",
					"password", "wonderland", "scope", "openid");
			stop(postgres);
			sayThatTheStoreIsGone(port, browser, tokens);
		}
	}

	private static Browser signedIn(int port) {
		Browser browser = new Browser(port);
		assertThat(browser.authorize("alice", "wonderland", REQUEST).header("Location")).startsWith(CALLBACK);
		return browser;
	}

	private static void stop(EmbeddedPostgres postgres) throws IOException {
		postgres.close();
	}

	private static void takeUncommonInput(int port) {
		Http http = new Http(port);
		assertThat(http.get("/actuator/metrics", "Authorization", Http.basic("al\0ice", "x")).status()).isEqualTo(401);
		assertThat(http
			.post("/oauth2/token", Http.form("grant_type", "client_credentials"), "Authorization",
					Http.basic("a%00b", "x"))
			.status()).isIn(400, 401);
		assertThat(http.token("trusted-app", "grant_type", "password", "username", "a".repeat(5000), "password", "x")
			.error()).isEqualTo("invalid_grant");
		assertThat(http.token("trusted-app", "grant_type", "refresh_token", "refresh_token", "a".repeat(50000)).error())
			.isEqualTo("invalid_grant");
	}

	private static void sayThatTheStoreIsGone(int port, Browser browser, Answer tokens) {
		Http http = new Http(port);
		assertUnavailable(http.token("machine", "grant_type", "client_credentials"));
		assertUnavailable(http.post("/oauth2/introspect", Http.form("token", "t"), "Authorization",
				Http.basic("machine", "machine-secret")));
		assertUnavailable(http.post("/oauth2/device_authorization", Http.form("client_id", "tv-app")));
		assertUnavailable(http.get("/userinfo", "Authorization", "Bearer " + tokens.string("access_token")));
		assertThat(http.get("/connect/logout?id_token_hint=" + tokens.string("id_token")).status()).isEqualTo(503);
		assertUnavailable(http.get("/actuator/metrics", "Authorization", Http.basic("alice", "wonderland")));
		assertUnavailablePage(new Browser(port).signIn("alice", "wonderland"));
		assertUnavailableOrSaid(browser.open("/oauth2/authorize?" + Http.encode(REQUEST)));
		assertThat(http.get("/oauth2/jwks").status()).isEqualTo(200);
		assertThat(http.get("/actuator/health").status()).isEqualTo(503);
	}

	/** The client is told where it is still remembered, and its redirect URI with it. */
	private static void assertUnavailableOrSaid(Answer answer) {
		if (answer.status() == 302) {
			assertThat(answer.header("Location"))
				.contains(REQUEST.get("redirect_uri") + "?error=temporarily_unavailable");
		}
		else {
			assertUnavailablePage(answer);
		}
	}

	/**
	 * Without the database no redirect URI is known to be the client's: nobody is sent
	 * anywhere.
	 */
	private static void assertUnavailablePage(Answer answer) {
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.header("Retry-After")).isNotEmpty();
		assertThat(answer.header("Location")).isEmpty();
		assertThat(answer.header("Content-Type")).startsWith("text/html");
		assertThat(answer.body()).contains("cannot reach its database");
	}

	private static void assertUnavailable(Answer answer) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(503);
		assertThat(answer.error()).isEqualTo("temporarily_unavailable");
		assertThat(answer.header("Retry-After")).isNotEmpty();
	}

}

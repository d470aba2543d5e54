package io.github.claimsdsl.demo;

import java.io.IOException;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.support.Nodes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two servers on one real PostgreSQL, which fails at the end.
 */
class PostgresTests {

	private static final String CALLBACK = "http://127.0.0.1:8099/callback";

	@Test
	void servesAsOneFromTwoNodesAndSaysSoWhenTheDatabaseIsGone() throws Exception {
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
				Nodes nodes = new Nodes("spring.profiles.active=postgres", "demo.data-directory=target/never-used",
						"spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
						"spring.datasource.username=postgres", "spring.datasource.hikari.connection-timeout=500",
						"demo.keys.encryption-key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")) {
			int first = nodes.start();
			int second = nodes.start();
			actAsOne(first, second);
			takeUncommonInput(second);
			stop(postgres);
			sayThatTheStoreIsGone(first);
		}
	}

	private static void stop(EmbeddedPostgres postgres) throws IOException {
		postgres.close();
	}

	private static void actAsOne(int first, int second) {
		assertThat(new Http(first).get("/oauth2/jwks").body()).isEqualTo(new Http(second).get("/oauth2/jwks").body());
		Answer redirect = new Browser(first).authorize("alice", "wonderland",
				Browser.request("web-app", CALLBACK, "openid read:messages", "audience", "https://api.example.com"));
		Answer tokens = new Http(second).token("web-app", "grant_type", "authorization_code", "code",
				Browser.parameter(redirect, "code"), "redirect_uri", CALLBACK, "code_verifier", Browser.VERIFIER);
		assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
		Answer refreshed = new Http(first).token("web-app", "grant_type", "refresh_token", "refresh_token",
				tokens.string("refresh_token"));
		assertThat(refreshed.status()).as(refreshed.body()).isEqualTo(200);
		assertThat(new Http(second).get("/api/messages", "Authorization", "Bearer " + refreshed.string("access_token"))
			.status()).isEqualTo(200);
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

	private static void sayThatTheStoreIsGone(int port) {
		Http http = new Http(port);
		Browser browser = new Browser(port);
		assertUnavailable(http.token("machine", "grant_type", "client_credentials"));
		assertUnavailable(http.post("/oauth2/introspect", Http.form("token", "t"), "Authorization",
				Http.basic("machine", "machine-secret")));
		assertUnavailable(http.post("/oauth2/device_authorization", Http.form("client_id", "tv-app")));
		assertUnavailable(http.get("/actuator/metrics", "Authorization", Http.basic("alice", "wonderland")));
		Answer login = browser.signIn("alice", "wonderland");
		assertThat(login.status()).isEqualTo(503);
		assertThat(login.body()).contains("cannot reach its database");
		assertThat(http.get("/oauth2/jwks").status()).isEqualTo(200);
		assertThat(http.get("/actuator/health").status()).isEqualTo(503);
	}

	private static void assertUnavailable(Answer answer) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(503);
		assertThat(answer.error()).isEqualTo("temporarily_unavailable");
		assertThat(answer.header("Retry-After")).isNotEmpty();
	}

}

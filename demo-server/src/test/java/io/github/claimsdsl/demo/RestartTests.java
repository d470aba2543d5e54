package io.github.claimsdsl.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.support.Nodes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A restart on the default store: the database and the keys in files.
 */
class RestartTests {

	private static final Map<String, String> PARTNER = Browser.request("partner-app", "http://127.0.0.1:8098/callback",
			"openid read:messages");

	@TempDir
	private Path directory;

	@Test
	void keepsTokensKeysAndConsents() throws Exception {
		try (Nodes nodes = new Nodes("demo.data-directory=" + this.directory)) {
			int port = nodes.start();
			Answer tokens = password(port);
			String keys = new Http(port).get("/oauth2/jwks").body();
			consent(port);
			nodes.stop();

			int again = nodes.start("demo.api.signing-algorithm=ES256");
			Http http = new Http(again);
			assertThat(http.get("/oauth2/jwks").body()).isEqualTo(keys);
			assertThat(userinfo(http, tokens).status()).isEqualTo(200);
			assertThat(refresh(http, tokens).status()).isEqualTo(200);
			Answer authorized = new Browser(again).authorize("carol", "chess", PARTNER);
			assertThat(Browser.parameter(authorized, "code")).isNotEmpty();
			assertThat(tokens.jwt("access_token").getHeader().getAlgorithm().getName()).isEqualTo("RS256");
			assertThat(password(again).jwt("access_token").getHeader().getAlgorithm().getName()).isEqualTo("ES256");
		}
		assertThat(this.directory.resolve("demo.mv.db")).exists();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.directory.resolve("keys.json"))))
			.isEqualTo("rw-------");
	}

	private static Answer password(int port) {
		return new Http(port).token("trusted-app", "grant_type", "password", "username", "alice", "password",
				"wonderland", "scope", "openid", "audience", "https://api.example.com");
	}

	private static Answer refresh(Http http, Answer tokens) {
		return http.token("trusted-app", "grant_type", "refresh_token", "refresh_token",
				tokens.string("refresh_token"));
	}

	private static Answer userinfo(Http http, Answer tokens) {
		return http.get("/userinfo", "Authorization", "Bearer " + tokens.string("access_token"));
	}

	private static void consent(int port) {
		Browser browser = new Browser(port);
		Answer page = browser.follow(browser.authorize("carol", "chess", PARTNER));
		Answer redirect = browser.submit("/oauth2/authorize", "client_id", "partner-app", "state", page.field("state"),
				"scope", "read:messages");
		assertThat(Browser.parameter(redirect, "code")).isNotEmpty();
	}

}

package io.github.claimsdsl.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.util.JSONArrayUtils;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.support.Nodes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rotation of the signing keys, over HTTP.
 */
class KeyRotationTests {

	private static final String KEYS = "/actuator/signingkeys";

	private static final String ADMIN = Http.basic("alice", "wonderland");

	@TempDir
	private Path directory;

	@Test
	void rotatesTheKeysInAFile() throws Exception {
		try (Nodes nodes = new Nodes("demo.data-directory=" + this.directory)) {
			int port = nodes.start();
			rotate(port, port);
			String keys = new Http(port).get("/oauth2/jwks").body();
			nodes.stop();
			assertThat(new Http(nodes.start()).get("/oauth2/jwks").body()).isEqualTo(keys);
		}
	}

	@Test
	void rotatesTheKeysInPostgresForTwoNodes() throws Exception {
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
				Nodes nodes = Nodes.on(postgres, "demo.keys.reload-interval=100ms")) {
			int first = nodes.start();
			rotate(first, nodes.start());
		}
	}

	@Test
	void takesChangesFromTheRoleAdminOnlyAndRefusesThoseThatMakeNoSense() {
		try (Nodes nodes = new Nodes("demo.data-directory=" + this.directory)) {
			Http http = new Http(nodes.start());
			String keys = http.get("/oauth2/jwks").body();
			String signer = id(http, "RS256", true);
			String carol = Http.basic("carol", "chess");
			assertThat(http.postBody(KEYS, "{\"algorithm\":\"RS256\"}", "application/json").status()).isEqualTo(403);
			assertThat(http.get(KEYS).status()).isEqualTo(401);
			assertThat(http.postBody(KEYS, "{\"algorithm\":\"RS256\"}", "application/json", "Authorization", carol)
				.status()).isEqualTo(403);
			assertThat(http.method("DELETE", KEYS + "/" + signer, "Authorization", carol).status()).isEqualTo(403);
			assertThat(http.method("DELETE", KEYS + "/" + signer, "Authorization", ADMIN).status()).isEqualTo(409);
			assertThat(http.method("DELETE", KEYS + "/nothing", "Authorization", ADMIN).status()).isEqualTo(404);
			assertThat(promote(http, "nothing").status()).isEqualTo(404);
			assertThat(add(http, "none").status()).isEqualTo(400);
			assertThat(http.post(KEYS + "/" + signer, Map.of("signs", "true"), "Authorization", ADMIN).status())
				.isEqualTo(415);
			assertThat(http.get("/oauth2/jwks").body()).isEqualTo(keys);
		}
	}

	private static void rotate(int first, int second) throws Exception {
		Http http = new Http(first);
		Http other = new Http(second);
		String oldKey = id(http, "RS256", true);
		Answer before = token(other);

		assertThat(add(http, "RS256").status()).isEqualTo(200);
		String newKey = id(http, "RS256", false);
		awaitPublished(other, newKey, true);
		assertThat(keyOf(token(http))).isEqualTo(oldKey);

		assertThat(promote(http, newKey).status()).isEqualTo(200);
		Awaitility.await().until(() -> keyOf(token(other)).equals(newKey));
		for (Http node : List.of(http, other)) {
			assertAccepted(node, before, 200);
			assertAccepted(node, token(http), 200);
			assertThat(keyOf(token(node))).isEqualTo(newKey);
			assertThat(es256(node)).isEqualTo(1);
		}

		assertThat(http.method("DELETE", KEYS + "/" + oldKey, "Authorization", ADMIN).status()).isEqualTo(200);
		awaitPublished(other, oldKey, false);
		for (Http node : List.of(http, other)) {
			assertAccepted(node, before, 401);
			assertAccepted(node, token(node), 200);
		}
		assertThat(refresh(other, before).jwt("id_token").getHeader().getKeyID()).isEqualTo(newKey);
	}

	private static void assertAccepted(Http http, Answer tokens, int status) {
		String bearer = "Bearer " + tokens.string("access_token");
		assertThat(http.get("/api/messages", "Authorization", bearer).status()).isEqualTo(status);
		assertThat(http.get("/userinfo", "Authorization", bearer).status()).isEqualTo(status);
		assertThat(http
			.post("/oauth2/introspect", Http.form("token", tokens.string("access_token")), "Authorization",
					Http.basic("trusted-app", "trusted-secret"))
			.json()).containsEntry("active", true);
	}

	private static void awaitPublished(Http http, String key, boolean published) {
		Awaitility.await().until(() -> http.get("/oauth2/jwks").body().contains(key) == published);
	}

	private static Answer token(Http http) {
		return http.token("trusted-app", "grant_type", "password", "username", "alice", "password", "wonderland",
				"scope", "openid read:messages", "audience", "https://api.example.com");
	}

	private static Answer refresh(Http http, Answer tokens) {
		return http.token("trusted-app", "grant_type", "refresh_token", "refresh_token",
				tokens.string("refresh_token"));
	}

	private static String keyOf(Answer tokens) {
		return tokens.jwt("access_token").getHeader().getKeyID();
	}

	private static Answer add(Http http, String algorithm) {
		return http.postBody(KEYS, "{\"algorithm\":\"" + algorithm + "\"}", "application/json", "Authorization", ADMIN);
	}

	private static Answer promote(Http http, String key) {
		return http.postBody(KEYS + "/" + key, "{\"signs\":true}", "application/json", "Authorization", ADMIN);
	}

	private static String id(Http http, String algorithm, boolean signs) {
		return keys(http).stream()
			.filter((key) -> algorithm.equals(key.get("algorithm")) && Boolean.valueOf(signs).equals(key.get("signs")))
			.map((key) -> String.valueOf(key.get("id")))
			.findFirst()
			.orElseThrow();
	}

	private static long es256(Http http) {
		return keys(http).stream().filter((key) -> "ES256".equals(key.get("algorithm"))).count();
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> keys(Http http) {
		Answer answer = http.get(KEYS, "Authorization", ADMIN);
		try {
			return (List<Map<String, Object>>) (List<?>) JSONArrayUtils.parse(answer.body());
		}
		catch (java.text.ParseException ex) {
			throw new AssertionError(answer.status() + " " + answer.body(), ex);
		}
	}

}

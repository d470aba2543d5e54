package io.github.claimsdsl.demo;

import java.util.ArrayList;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;
import io.github.claimsdsl.demo.support.Http;
import io.github.claimsdsl.demo.support.NodeProcess;
import io.github.claimsdsl.demo.support.Nodes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two servers, each a process, on one real PostgreSQL, of which one is killed.
 */
class TwoProcessesTests {

	private static final String CALLBACK = "http://127.0.0.1:8099/callback";

	@Test
	void serveAsOneAndOneGoesOnWhenTheOtherIsKilled() throws Exception {
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
				NodeProcess first = new NodeProcess(properties(postgres));
				NodeProcess second = new NodeProcess(properties(postgres))) {
			first.awaitReady();
			second.awaitReady();
			Http one = new Http(first.port());
			Http two = new Http(second.port());
			assertThat(two.get("/oauth2/jwks").body()).isEqualTo(one.get("/oauth2/jwks").body());

			Answer tokens = exchange(two, code(first.port()));
			tokens = refresh(one, tokens);
			tokens = refresh(two, tokens);
			assertAccepted(one, tokens);
			String code = code(first.port());

			first.kill();
			assertAccepted(two, tokens);
			assertAccepted(two, refresh(two, tokens));
			assertAccepted(two, exchange(two, code));
		}
	}

	private static List<String> properties(EmbeddedPostgres postgres) {
		List<String> properties = new ArrayList<>(Nodes.postgres(postgres.getJdbcUrl("postgres", "postgres")));
		properties.add("demo.users.bcrypt-strength=4");
		return properties;
	}

	private static String code(int port) {
		return Browser.parameter(new Browser(port).authorize("alice", "wonderland",
				Browser.request("web-app", CALLBACK, "openid read:messages", "audience", "https://api.example.com")),
				"code");
	}

	private static Answer exchange(Http http, String code) {
		return http.token("web-app", "grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK,
				"code_verifier", Browser.VERIFIER);
	}

	private static Answer refresh(Http http, Answer tokens) {
		return http.token("web-app", "grant_type", "refresh_token", "refresh_token", tokens.string("refresh_token"));
	}

	private static void assertAccepted(Http http, Answer tokens) throws Exception {
		assertThat(tokens.claims("access_token").getAudience()).containsExactly("https://api.example.com",
				"http://localhost:9000/userinfo");
		assertThat(tokens.claims("access_token").getStringClaim("https://mydomain.com/claims/email"))
			.isEqualTo("alice@mydomain.com");
		for (String path : List.of("/api/messages", "/userinfo")) {
			assertThat(http.get(path, "Authorization", "Bearer " + tokens.string("access_token")).status())
				.isEqualTo(200);
		}
	}

}

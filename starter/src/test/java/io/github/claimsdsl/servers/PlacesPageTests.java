package io.github.claimsdsl.servers;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * The configurations of docs/places.md.
 */
class PlacesPageTests {

	private static AnswerServer start(String configuration) {
		return AnswerServer.start(AnswerServer.InMemory.class,
				Map.of("spring.config.import", "classpath:answers/" + configuration + ".yml"));
	}

	@Test
	void userInfoThenIsAsThePageSays() {
		try (AnswerServer server = start("userinfo")) {
			Answer tokens = server.flow().tokens("app", "openid email").granted();
			assertThat(tokens.claims("id_token")).containsEntry("email", "alice@company.example")
				.doesNotContainKey("groups");
			assertThat(server.userInfo(tokens).granted().json()).containsOnly(entry("sub", "alice"),
					entry("email", "alice@company.example"), entry("groups", List.of("staff")));
		}
	}

	@Test
	void introspectionThenIsAsThePageSays() {
		try (AnswerServer server = start("introspection")) {
			Answer tokens = server.flow().tokens("app", "read", "audience", Policies.API).granted();
			assertThat(tokens.claims("access_token")).doesNotContainKey("https://mydomain.com/claims/email");
			assertThat(server.introspected("messages-api", tokens))
				.containsEntry("https://mydomain.com/claims/email", "alice@company.example")
				.containsEntry("https://mydomain.com/claims/groups", List.of("staff"));
			assertThat(server.introspected("app", tokens)).containsEntry("active", true)
				.doesNotContainKey("https://mydomain.com/claims/email");
		}
	}

	@Test
	void standardClaimsThenAreAsThePageSays() {
		try (AnswerServer server = start("standard")) {
			Answer tokens = server.flow().tokens("app", "openid email profile").granted();
			assertThat(tokens.claims("id_token")).containsEntry("name", "alice")
				.containsEntry("email", "alice@company.example");
			assertThat(server.userInfo(tokens).granted().json()).containsOnly(entry("sub", "alice"),
					entry("name", "alice"), entry("email", "alice@company.example"));
		}
	}

}

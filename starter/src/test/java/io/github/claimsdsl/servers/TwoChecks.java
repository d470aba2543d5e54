package io.github.claimsdsl.servers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every arrangement that works, whether audiences are declared or not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoChecks {

	private final Class<?> arrangement;

	private final Map<String, String> properties;

	Server server;

	TwoChecks(Class<?> arrangement, Map<String, String> properties) {
		this.arrangement = arrangement;
		this.properties = properties;
	}

	@BeforeAll
	void start() {
		Map<String, String> all = new LinkedHashMap<>(this.properties);
		all.put("test.denials", "true");
		this.server = Server.start(this.arrangement, all);
	}

	@AfterAll
	void stop() {
		if (this.server != null) {
			this.server.close();
		}
	}

	/** Asks for tokens as a client; by default for the client itself. */
	Answer ask(String client, String... parameters) {
		return this.server.client().post(tokenPath(), client, with(parameters, "grant_type", "client_credentials"));
	}

	String tokenPath() {
		return "/oauth2/token";
	}

	/** The claims of the access token as an API gets them. */
	Map<String, Object> claims(Answer answer) {
		return answer.claims("access_token");
	}

	@Test
	void tokenWhenAllowedThenHasTheClaimOfThePolicy() {
		assertThat(claims(ask("app", "scope", "read").granted())).containsEntry("decided", "yes");
	}

	@Test
	void tokenWhenDeniedThenRefused() {
		ask("barred", "scope", "read").refused("access_denied");
	}

	/** Over random cases, the same ones at each run. */
	@Test
	void tokenWhenDenialsOfJavaHoldOrCannotBeDecidedThenNone() {
		Random random = new Random(17);
		int cases = Integer.getInteger("denials", 60);
		try {
			for (int i = 0; i < cases; i++) {
				Map<Denials.Kind, Denials.Behaviour> drawn = Denials.draw(random);
				Denials.set(drawn);
				Answer answer = ask("app", "scope", "read");
				if (Denials.isIssued(drawn, isOfUser())) {
					answer.granted();
				}
				else {
					assertThat(answer.status()).as(drawn.toString()).isEqualTo(400);
					answer.refused(answer.text("error"));
				}
			}
		}
		finally {
			Denials.set(Map.of());
		}
	}

	/** Whether {@link #ask} asks for tokens of a user. */
	boolean isOfUser() {
		return false;
	}

	static String[] with(String[] parameters, String... more) {
		String[] all = new String[parameters.length + more.length];
		System.arraycopy(parameters, 0, all, 0, parameters.length);
		System.arraycopy(more, 0, all, parameters.length, more.length);
		return all;
	}

}

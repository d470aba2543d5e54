package io.github.claimsdsl.servers;

import java.util.List;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the server logs about tokens that it refuses.
 */
final class Refusals {

	private Refusals() {
	}

	/**
	 * Asserts that a token which no policy decided is refused, with one line in the log
	 * that says what to wire.
	 */
	static void assertUndecided(Supplier<Answer> request) {
		assertThat(assertServerError(request)).containsPattern("(?i)wire|OAuth2TokenCustomizer|generator");
	}

	/**
	 * Asserts that a token is refused with {@code server_error} and returns the line in
	 * the log.
	 */
	static String assertServerError(Supplier<Answer> request) {
		List<String> refusals = Logs.of(Level.WARN, () -> request.get().refused("server_error"))
			.stream()
			.filter((message) -> message.startsWith("Refused"))
			.toList();
		assertThat(refusals).hasSize(1);
		return refusals.get(0);
	}

}

package io.github.claimsdsl.demo.registration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Browser;

/**
 * Something that an outsider tries, and what comes back, as docs/attacks.md says it.
 *
 * @param <T> what the outsider has
 * @param tried what is tried
 * @param cameBack what comes back
 * @param attack the attempt
 */
record Attempt<T>(String tried, String cameBack, Function<T, Answer> attack) {

	private static final Path PAGE = Path.of("../docs/attacks.md");

	/** Makes the attempt. */
	Answer make(T attacker) {
		Answer answer = this.attack.apply(attacker);
		assertThat(cameBack(answer)).as(answer.status() + " " + answer.body()).isEqualTo(this.cameBack);
		assertThat(answer.status()).isLessThan(500);
		assertThat(answer.body()).doesNotContain("Exception", "SQL [", "springframework", "\tat ");
		return answer;
	}

	/** What came back, in few words. */
	private static String cameBack(Answer answer) {
		if (answer.status() == 302) {
			return redirected(answer.location());
		}
		if (answer.body().startsWith("{")) {
			Object error = answer.json().get("error");
			return (error != null) ? "`" + error + "`" : answered(answer);
		}
		return String.valueOf(answer.status());
	}

	private static String redirected(URI location) {
		String query = String.valueOf(location.getQuery());
		return query.contains("error=") ? "`" + Browser.parameter(location, "error") + "` at the client"
				: query.contains("code=") ? "a code" : "`" + location.getPath() + "`";
	}

	private static String answered(Answer answer) {
		return Boolean.FALSE.equals(answer.json().get("active")) ? "not active"
				: (answer.status() == 201) ? "a client like any" : "200";
	}

	/** That the page lists the attempts, in their order. */
	static void assertListed(List<? extends Attempt<?>> attempts) throws IOException {
		assertThat(attempts).extracting(Attempt::tried).doesNotHaveDuplicates();
		assertThat(Files.readString(PAGE)).contains(attempts.stream()
			.map((attempt) -> "| " + attempt.tried() + " | " + attempt.cameBack() + " |\n")
			.collect(Collectors.joining()));
	}

	@Override
	public String toString() {
		return this.tried;
	}

}

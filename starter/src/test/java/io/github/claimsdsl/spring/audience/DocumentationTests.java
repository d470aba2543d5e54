package io.github.claimsdsl.spring.audience;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.claimsdsl.spring.audience.TestClient.Answer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends the requests of the table in docs/audiences.md.
 */
class DocumentationTests {

	private static final Pattern ROW = Pattern
		.compile("\\| `([a-z]+)` \\| `grant_type=([^`]+)` \\| (error )?`([^`]+)` \\|");

	private final TestClient client = TestServers.of(TestStore.MEMORY).server().client();

	@Test
	void tableShowsWhatRequestsGet() throws IOException {
		List<MatchResult> rows = ROW.matcher(Files.readString(Path.of("../docs/audiences.md"))).results().toList();
		assertThat(rows).hasSizeGreaterThan(10);
		rows.forEach(this::check);
	}

	private void check(MatchResult row) {
		Answer answer = request(row.group(1), row.group(2).split("&"));
		if (row.group(3) != null) {
			answer.refused(row.group(4));
		}
		else {
			assertThat(String.join(" ", answer.granted().audience())).as(row.group()).isEqualTo(row.group(4));
		}
	}

	private Answer request(String clientId, String[] form) {
		List<String> parameters = new ArrayList<>();
		for (int i = 1; i < form.length; i++) {
			parameters.addAll(List.of(form[i].split("=", 2)));
		}
		String[] values = parameters.toArray(String[]::new);
		return form[0].equals("password") ? this.client.password(clientId, values)
				: this.client.token(clientId, form[0], values);
	}

}

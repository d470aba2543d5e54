package io.github.claimsdsl.spring.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.nimbusds.jose.util.JSONObjectUtils;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.spring.server.TestClient.Answer;

/**
 * Sends the requests of the table in docs/audiences.md.
 */
class DocumentationTests {

	private static final Pattern ROW = Pattern
		.compile("\\| `([a-z]+)` \\| `grant_type=([^`]+)` \\| (error )?`([^`]+)` \\|");

	private static final Pattern TOKEN = Pattern.compile("""
			<!-- token: ([a-z]+) grant_type=([^>]+) -->
			```json
			(\\{.*?})
			(\\{.*?
			})
			```""", Pattern.DOTALL);

	private static final Set<String> VARYING = Set.of("iat", "nbf", "exp", "auth_time", "jti");

	private final TestClient client = TestServers.of(TestStore.MEMORY).server().client();

	@Test
	void tableShowsWhatRequestsGet() throws IOException {
		List<MatchResult> rows = ROW.matcher(page()).results().toList();
		assertThat(rows).hasSizeGreaterThan(10);
		rows.forEach(this::check);
	}

	/** RFC 9068 sections 2.1 and 2.2. */
	@Test
	void tokensAreAsShown() throws Exception {
		List<MatchResult> tokens = TOKEN.matcher(page()).results().toList();
		assertThat(tokens).hasSize(2);
		for (MatchResult token : tokens) {
			Answer answer = request(token.group(1), token.group(2).split("&")).granted();
			assertThat(answer.jwt("access_token").getHeader().toJSONObject())
				.isEqualTo(JSONObjectUtils.parse(token.group(3)));
			Map<String, Object> claims = JSONObjectUtils.parse(token.group(4));
			Map<String, Object> actual = answer.claims("access_token");
			assertThat(actual.keySet()).isEqualTo(claims.keySet());
			claims.keySet().removeAll(VARYING);
			assertThat(actual).containsAllEntriesOf(claims);
		}
	}

	private static String page() throws IOException {
		return Files.readString(Path.of("../docs/audiences.md"));
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

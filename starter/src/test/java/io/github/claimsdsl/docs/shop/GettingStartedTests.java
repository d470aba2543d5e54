package io.github.claimsdsl.docs.shop;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.nimbusds.jose.util.JSONObjectUtils;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs docs/getting-started.md: its server gives the token that the page shows, and its
 * snippets are whole files.
 */
class GettingStartedTests {

	private static final Path PAGE = Path.of("../docs/getting-started.md");

	private static final Pattern RUN = Pattern
		.compile("<!-- run -->\n```bash\n(.*?)```.*?<!-- result -->\n```json\n(.*?)```", Pattern.DOTALL);

	private static final Pattern SNIPPET = Pattern.compile("<!-- file: (\\S+) -->\n```(?:java|yaml)\n(.*?)```",
			Pattern.DOTALL);

	private static final List<String> VARYING = List.of("iat", "nbf", "exp", "jti", "iss");

	@Test
	void commandWhenRunThenGivesTheTokenShown() throws Exception {
		Matcher step = RUN.matcher(Files.readString(PAGE));
		assertThat(step.find()).isTrue();
		try (ConfigurableApplicationContext server = new SpringApplicationBuilder(ShopApplication.class).run(
				"--server.port=0", "--spring.config.location=classpath:start/application.yml",
				"--spring.main.banner-mode=off")) {
			String port = server.getEnvironment().getProperty("local.server.port");
			Map<String, Object> token = JSONObjectUtils.parse(bash(step.group(1).replace(":8080", ":" + port)));
			Map<String, Object> shown = JSONObjectUtils.parse(step.group(2));
			assertThat(token).containsEntry("iss", "http://localhost:" + port);
			assertThat(token.keySet()).isEqualTo(shown.keySet());
			token.keySet().removeAll(VARYING);
			assertThat(shown).containsAllEntriesOf(token);
		}
	}

	@Test
	void snippetsWhenShownThenAreWholeFiles() throws Exception {
		List<MatchResult> snippets = SNIPPET.matcher(Files.readString(PAGE)).results().toList();
		assertThat(snippets).hasSize(7)
			.allSatisfy((snippet) -> assertThat(Path.of("..", snippet.group(1))).hasContent(snippet.group(2)));
	}

	private static String bash(String commands) throws Exception {
		Process process = new ProcessBuilder("bash", "-c", commands).redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return printed;
	}

}

package io.github.claimsdsl.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * The configurations of docs/audiences.md for clients that register themselves.
 */
class SelfRegistrationPageTests {

	private static final String AGENTS = "https://agents.example.com";

	private static final String REPORTS = "https://reports.example.com";

	/** The configurations of the page's two sections, as one. */
	private static Map<String, String> configuration() {
		Map<String, String> properties = new LinkedHashMap<>();
		List<String> yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
			.matcher(sections())
			.results()
			.map((MatchResult block) -> block.group(1))
			.toList();
		assertThat(yaml).hasSize(2);
		yaml.forEach((text) -> properties.putAll(read(text)));
		return properties;
	}

	private static String sections() {
		try {
			String page = Files.readString(Path.of("../docs/audiences.md"));
			return page.substring(page.indexOf("## Who may ask"), page.indexOf("## What is in `aud`"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, String> read(String yaml) {
		Map<String, String> properties = new LinkedHashMap<>();
		try {
			for (PropertySource<?> source : new YamlPropertySourceLoader().load("page",
					new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))) {
				for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
					properties.put(name, String.valueOf(source.getProperty(name)));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return properties;
	}

	@ParameterizedTest
	@ValueSource(classes = { AgentServer.InMemory.class, AgentServer.OnH2.class })
	void clientThatRegistersItselfThenGetsWhatThePageSays(Class<?> arrangement) {
		try (Server server = Server.start(arrangement, configuration())) {
			Answer client = server.client().json("/oauth2/register", "", """
					{"grant_types": ["client_credentials"], "token_endpoint_auth_method": "client_secret_basic",
					 "software_id": "agent", "contacts": ["a@example.com"], "plan": "gold"}""");
			assertThat(client.status()).as(client.body()).isEqualTo(201);
			assertThat(token(server, client, "resource", AGENTS).granted().claims("access_token"))
				.containsEntry("aud", AGENTS)
				.containsEntry("software", "agent");
			token(server, client, "resource", REPORTS).granted();
			assertThat(token(server, client).granted().claims("access_token")).containsEntry("aud",
					client.text("client_id"));
		}
	}

	private static Answer token(Server server, Answer client, String... parameters) {
		return server.client()
			.post("/oauth2/token", client, TwoChecks.with(parameters, "grant_type", "client_credentials"));
	}

}

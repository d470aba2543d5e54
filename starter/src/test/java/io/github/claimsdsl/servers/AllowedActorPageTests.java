package io.github.claimsdsl.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * The example of who may act in docs/audiences.md.
 */
class AllowedActorPageTests {

	private static final Pattern EXAMPLE = Pattern.compile("### Who may act\n.*?```yaml\n(.*?)```", Pattern.DOTALL);

	@Test
	void exampleThenIsAsThePageSays(@TempDir Path directory) throws IOException {
		Matcher example = EXAMPLE.matcher(Files.readString(Path.of("../docs/audiences.md")));
		assertThat(example.find()).isTrue();
		Path file = Files.writeString(directory.resolve("example.yml"), example.group(1));
		try (Server started = Server.start(Shop.class, Map.of("spring.config.import", file.toUri().toString()))) {
			check(new ExchangeServer(started, CodeFlow.of(started)));
		}
	}

	private static void check(ExchangeServer server) {
		String subject = server.user("shop", "audience", "https://orders.example.com");
		String[] stock = { "audience", "https://stock.example.com", "scope", "read" };
		Map<String, Object> claims = server.exchange("gateway", subject, server.machine("gateway"), stock)
			.granted()
			.claims("access_token");
		assertThat(claims).containsEntry("sub", "alice")
			.containsEntry("acting", "gateway")
			.containsEntry("act", Map.of("sub", "gateway", "iss", claims.get("iss")));
		server.exchange("gateway", subject, null, stock).refused("invalid_grant");
		server.exchange("reports", subject, server.machine("reports"), stock).refused("invalid_grant");
		String again = chain(server, subject, stock);
		server.exchange("gateway", again, server.machine("gateway"), stock).refused("access_denied");
	}

	private static String chain(ExchangeServer server, String subject, String... stock) {
		String token = server.acting("gateway", subject, stock);
		Answer again = server.exchange("gateway", token, server.machine("gateway"), stock).granted();
		return again.text("access_token");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class Shop {

		@Bean
		RegisteredClientRepository clients() {
			return new InMemoryRegisteredClientRepository(Company.client("shop", OAuth2TokenFormat.SELF_CONTAINED),
					Company.client("gateway", OAuth2TokenFormat.SELF_CONTAINED),
					Company.client("reports", OAuth2TokenFormat.SELF_CONTAINED));
		}

	}

}

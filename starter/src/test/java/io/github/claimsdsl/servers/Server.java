package io.github.claimsdsl.servers;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A running authorization server on a free port.
 */
final class Server implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private Server(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/** Starts an arrangement on top of what all servers have in common. */
	static Server start(Class<?> arrangement, Map<String, String> properties) {
		Map<String, Object> all = new HashMap<>(properties);
		all.putIfAbsent("server.port", "0");
		all.put("spring.main.banner-mode", "off");
		all.put("spring.autoconfigure.exclude",
				"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
		return new Server(new SpringApplicationBuilder(arrangement, Company.class).properties(all).run());
	}

	/** Starts an arrangement that must not start, and returns why it did not. */
	static Throwable failure(Class<?> arrangement, Map<String, String> properties) {
		return catchThrowable(() -> start(arrangement, properties).close());
	}

	OAuthClient client() {
		return new OAuthClient("http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port"));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
	}

}

package io.github.claimsdsl.demo.support;

import java.util.ArrayList;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.claimsdsl.demo.DemoServerApplication;

/**
 * Servers that a test starts and stops itself.
 */
public final class Nodes implements AutoCloseable {

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	private final String[] properties;

	public Nodes(String... properties) {
		this.properties = properties;
	}

	/** Servers on one PostgreSQL. */
	public static Nodes on(EmbeddedPostgres postgres, String... more) {
		List<String> properties = new ArrayList<>(List.of(more));
		properties.addAll(postgres(postgres.getJdbcUrl("postgres", "postgres")));
		return new Nodes(properties.toArray(String[]::new));
	}

	/** The properties of a server on a PostgreSQL at an address. */
	public static List<String> postgres(String url) {
		return List.of("spring.profiles.active=postgres", "demo.data-directory=target/never-used",
				"spring.datasource.url=" + url, "spring.datasource.username=postgres",
				"demo.keys.encryption-key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
	}

	/** Starts a server and returns its port. */
	public int start(String... more) {
		List<String> arguments = new ArrayList<>(
				List.of("--server.port=0", "--demo.issuer=http://localhost:9000", "--demo.users.bcrypt-strength=4"));
		for (String property : this.properties) {
			arguments.add("--" + property);
		}
		for (String property : more) {
			arguments.add("--" + property);
		}
		ConfigurableApplicationContext context = new SpringApplicationBuilder(DemoServerApplication.class)
			.web(WebApplicationType.SERVLET)
			.run(arguments.toArray(String[]::new));
		this.contexts.add(context);
		return port(context);
	}

	@Override
	public void close() {
		stop();
	}

	/** Stops all servers. */
	public void stop() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
		this.contexts.clear();
	}

	private static int port(ConfigurableApplicationContext context) {
		return ((WebServerApplicationContext) context).getWebServer().getPort();
	}

}

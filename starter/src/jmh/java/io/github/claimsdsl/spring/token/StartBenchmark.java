package io.github.claimsdsl.spring.token;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * The start of an authorization server with many policies in properties and many beans
 * with rules, each a class of its own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(7)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class StartBenchmark {

	/** How many policies the properties declare. */
	@Param({ "0", "1000" })
	int policies;

	/** How many beans have rules, beside as many without. */
	@Param({ "0", "300" })
	int beans;

	private final List<Class<?>> classes = new ArrayList<>();

	private final Map<String, Object> properties = new LinkedHashMap<>();

	/** Compiles the classes of the beans. */
	@Setup(Level.Trial)
	public void prepare() throws IOException, ClassNotFoundException {
		this.properties.put("server.port", "0");
		this.properties.put("logging.level.root", "warn");
		for (int i = 0; i < this.policies; i++) {
			String policy = "claims-dsl.policies.p" + i;
			this.properties.put(policy + ".audience", "any");
			this.properties.put(policy + ".claims.c" + i + ".value", "user.name");
			this.properties.put(policy + ".claims.c" + i + ".when", "user.roles contains 'r" + i + "'");
		}
		Path directory = Files.createTempDirectory("start-benchmark");
		List<String> files = new ArrayList<>();
		for (int i = 0; i < this.beans; i++) {
			files.add(write(directory, "Rule" + i, "@io.github.claimsdsl.annotation.ClaimRule(audience = \"any\") ",
					"@io.github.claimsdsl.annotation.Claim(\"b" + i + "\") "));
			files.add(write(directory, "Plain" + i, "", ""));
		}
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		if (!files.isEmpty() && compiler.run(null, null, null, files.toArray(String[]::new)) != 0) {
			throw new IllegalStateException("the classes do not compile");
		}
		ClassLoader loader = new URLClassLoader(new URL[] { directory.toUri().toURL() }, getClass().getClassLoader());
		for (int i = 0; i < this.beans; i++) {
			this.classes.add(Class.forName("Rule" + i, false, loader));
			this.classes.add(Class.forName("Plain" + i, false, loader));
		}
	}

	private static String write(Path directory, String name, String onClass, String onMethod) throws IOException {
		return Files
			.writeString(directory.resolve(name + ".java"),
					onClass + "public class " + name + " { " + onMethod + "public String value() { return \"x\"; } }")
			.toString();
	}

	/** Starts the server. */
	@Benchmark
	public boolean start() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Server.class)
			.properties(this.properties)
			.initializers((created) -> this.classes
				.forEach((type) -> ((GenericApplicationContext) created).registerBean(type.getName(), type)))
			.run()) {
			return context.isActive();
		}
	}

	/**
	 * The server.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Server {

		@Bean
		RegisteredClientRepository clients() {
			return new InMemoryRegisteredClientRepository(RegisteredClient.withId("app")
				.clientId("app")
				.clientSecret("{noop}secret")
				.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
				.build());
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(User.withUsername("alice").password("{noop}x").roles("user").build());
		}

	}

}

package io.github.claimsdsl.boot.console;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * A running server of a team that has the console, and nothing of the demo.
 */
final class ConsoleServer implements AutoCloseable {

	/** What a page must never hold as it is. */
	static final String HOSTILE = "</textarea></pre>\"'><script>alert(1)</script>";

	private final ConfigurableApplicationContext context;

	private ConsoleServer(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/** Starts a server; properties are names and values in turn. */
	static ConsoleServer start(Class<?> arrangement, String... properties) {
		Map<String, Object> all = new HashMap<>(
				Map.of("server.port", "0", "spring.main.banner-mode", "off", "spring.autoconfigure.exclude",
						"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
						"spring.security.oauth2.authorizationserver.issuer", "https://issuer.example.com",
						"claims-dsl.console.enabled", "true", "claims-dsl.policies.every.audience", "any",
						"claims-dsl.policies.every.client", "app", "claims-dsl.policies.every.claims.hostile",
						"'" + HOSTILE.replace("'", "\\'") + "'", "claims-dsl.policies.every.claims.whose", "user.name",
						"claims-dsl.policies.every.claims.skipped.value", "'never'"));
		all.put("claims-dsl.policies.every.claims.skipped.when", "user.name == '<i>'");
		for (int i = 0; i < properties.length; i += 2) {
			all.put(properties[i], properties[i + 1]);
		}
		return new ConsoleServer(new SpringApplicationBuilder(arrangement, Team.class).properties(all).run());
	}

	Visitor visitor() {
		return visitor("");
	}

	/** Somebody who visits a servlet at a path of its own. */
	Visitor visitor(String servlet) {
		return new Visitor(address() + servlet);
	}

	String address() {
		return "http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port")
				+ this.context.getEnvironment().getProperty("server.servlet.context-path", "");
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * A client, a user who may use the console and one who may not.
	 */
	@EnableAutoConfiguration
	@Configuration(proxyBeanMethods = false)
	static class Team {

		@Bean
		RegisteredClientRepository clients() {
			return new InMemoryRegisteredClientRepository(RegisteredClient.withId("app")
				.clientId("app")
				.clientSecret("{noop}secret")
				.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
				.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
				.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
				.redirectUri("https://app.example.com/callback")
				.scope("openid")
				.build());
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("alice").password("{noop}wonderland").roles("ADMIN").build(),
					User.withUsername("carol").password("{noop}chess").roles("USER").build());
		}

	}

}

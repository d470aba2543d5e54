package io.github.claimsdsl.demo.benchmark;

import java.time.Duration;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.JdbcRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

import io.github.claimsdsl.demo.client.ClientSecretEncoder;
import io.github.claimsdsl.demo.password.PasswordGrantConfigurer;

/**
 * What the demo server is compared with: Spring Authorization Server as it comes, with
 * Spring Boot's auto-configuration and stock stores, and with the library turned off
 * unless an arm turns it on. Of the demo it has only the cheap check of client secrets
 * and the password grant, which Spring Authorization Server lacks. Not a
 * {@code @Configuration}, so that the demo's scan does not find it.
 */
@EnableAutoConfiguration(
		excludeName = { "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
				"org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
				"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration" })
public class PlainServer {

	/**
	 * Starts the server.
	 * @param arguments as Spring Boot takes them
	 */
	public static void main(String[] arguments) {
		new SpringApplicationBuilder(PlainServer.class, CustomizerByHand.class)
			.properties("claims-dsl.enabled=false", "plain.store=memory", "spring.config.name=none",
					"spring.flyway.locations=classpath:db/migration/common,classpath:db/migration/{vendor}",
					"management.endpoints.access.default=none")
			.run(arguments);
	}

	@Bean
	@Order(1)
	SecurityFilterChain authorizationServer(HttpSecurity http, PasswordEncoder encoder) {
		DaoAuthenticationProvider users = new DaoAuthenticationProvider(
				new InMemoryUserDetailsManager(User.withUsername("alice")
					.password(new BCryptPasswordEncoder(4).encode("wonderland"))
					.roles("user")
					.build()));
		users.setPasswordEncoder(new BCryptPasswordEncoder(4));
		return http.oauth2AuthorizationServer((server) -> {
			http.securityMatcher(server.getEndpointsMatcher());
			server.oidc(Customizer.withDefaults());
		})
			.with(new PasswordGrantConfigurer(new ProviderManager(users)), Customizer.withDefaults())
			.authorizeHttpRequests((authorize) -> authorize.anyRequest().authenticated())
			.build();
	}

	@Bean
	PasswordEncoder clientSecretEncoder() {
		return new ClientSecretEncoder();
	}

	@Bean
	JWKSource<SecurityContext> keys() throws JOSEException {
		return new ImmutableJWKSet<>(
				new JWKSet(List.of(new RSAKeyGenerator(2048).keyID("rsa").algorithm(JWSAlgorithm.RS256).generate(),
						new ECKeyGenerator(Curve.P_256).keyID("ec").algorithm(JWSAlgorithm.ES256).generate())));
	}

	@Bean
	@ConditionalOnProperty(name = "plain.store", havingValue = "memory")
	RegisteredClientRepository clientsInMemory(PasswordEncoder encoder) {
		return new InMemoryRegisteredClientRepository(machine(encoder), app(encoder));
	}

	@Bean
	@ConditionalOnProperty(name = "plain.store", havingValue = "memory")
	OAuth2AuthorizationService authorizationsInMemory() {
		return new InMemoryOAuth2AuthorizationService();
	}

	@Bean
	@ConditionalOnProperty(name = "plain.store", havingValue = "jdbc")
	RegisteredClientRepository clients(JdbcOperations jdbc, PasswordEncoder encoder) {
		JdbcRegisteredClientRepository clients = new JdbcRegisteredClientRepository(jdbc);
		clients.save(machine(encoder));
		clients.save(app(encoder));
		return clients;
	}

	@Bean
	@ConditionalOnProperty(name = "plain.store", havingValue = "jdbc")
	OAuth2AuthorizationService authorizations(JdbcOperations jdbc, RegisteredClientRepository clients) {
		return new JdbcOAuth2AuthorizationService(jdbc, clients);
	}

	private static RegisteredClient machine(PasswordEncoder encoder) {
		return client("machine", encoder.encode("machine-secret")).scope("read:messages")
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.build();
	}

	private static RegisteredClient app(PasswordEncoder encoder) {
		return client("trusted-app", encoder.encode("trusted-secret")).scope("read:messages")
			.authorizationGrantType(new AuthorizationGrantType("password"))
			.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
			.build();
	}

	private static RegisteredClient.Builder client(String id, String secret) {
		return RegisteredClient.withId(id)
			.clientId(id)
			.clientSecret(secret)
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.tokenSettings(TokenSettings.builder()
				.accessTokenTimeToLive(Duration.ofMinutes(5))
				.refreshTokenTimeToLive(Duration.ofHours(8))
				.reuseRefreshTokens(false)
				.build());
	}

}

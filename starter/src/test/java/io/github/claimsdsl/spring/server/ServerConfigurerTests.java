package io.github.claimsdsl.spring.server;

import java.util.function.Consumer;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;

import static io.github.claimsdsl.spring.audience.TestAudiences.API;
import static io.github.claimsdsl.spring.audience.TestAudiences.REPORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.spring.audience.TestAudiences;
import io.github.claimsdsl.spring.endpoint.RefusalLog;
import io.github.claimsdsl.spring.issuer.Issuers;
import io.github.claimsdsl.spring.parameter.NamedParameters;
import io.github.claimsdsl.spring.server.TestClient.Answer;

/**
 * The ways a team may arrange its server. Everywhere else in these tests the server
 * itself makes its chain a resource server.
 */
@ExtendWith(OutputCaptureExtension.class)
class ServerConfigurerTests {

	private static final String AT_JWT_REFUSED = "Userinfo answers 401 to access tokens with typ at+jwt";

	@Test
	void userInfoTakesAtJwtWhereTheTeamMadeTheChainAResourceServer(CapturedOutput output) {
		withServer((context) -> context.registerBean(EarlyResourceServer.class), (client) -> {
			assertThat(userInfo(client, API)).isEqualTo(200);
			assertThat(userInfo(client, REPORTS)).isEqualTo(200);
		});
		assertThat(output).doesNotContain(AT_JWT_REFUSED);
	}

	@Test
	void serverSaysThatUserInfoRefusesAtJwtWhereItIsAResourceServerAlready(CapturedOutput output) {
		withServer((context) -> context.registerBean(EarliestResourceServer.class),
				(client) -> assertThat(userInfo(client, API)).isEqualTo(401));
		assertThat(output).contains(AT_JWT_REFUSED);
	}

	@Test
	void userInfoTakesTheSpringProfileOnlyWhereKeysAreNoBeanAndTheServerSaysSo(CapturedOutput output) {
		withServer((context) -> withoutKeys(context, StockDecoder.class), (client) -> {
			assertThat(userInfo(client, API)).isEqualTo(401);
			assertThat(userInfo(client, REPORTS)).isEqualTo(200);
		});
		assertThat(output).contains(AT_JWT_REFUSED);
	}

	@Test
	void userInfoTakesAtJwtWhereTheDecoderOfTheTeamDoes() {
		withServer((context) -> withoutKeys(context, AtJwtDecoder.class),
				(client) -> assertThat(userInfo(client, API)).isEqualTo(200));
	}

	@Test
	void configurerAddedAfterTheServerStopsTheStart() {
		new WebApplicationContextRunner().withUserConfiguration(Late.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(ClaimPolicyException.class)
				.hasMessageContaining("the authorization server is added before the starter can hook into it"));
	}

	private static void withServer(Consumer<GenericApplicationContext> beans, Consumer<TestClient> test) {
		try (ServerNode server = ServerNode.start(TestStore.MEMORY.create(), TestAudiences.ALL, beans)) {
			test.accept(server.client());
		}
	}

	private static int userInfo(TestClient client, String audience) {
		Answer answer = client.password("app", "audience", audience, "scope", "openid").granted();
		return client.userInfo(answer.string("access_token")).status();
	}

	/** Boot would make keys a bean. */
	private static void withoutKeys(GenericApplicationContext context, Class<?> decoder) {
		TestPropertyValues.of("spring.autoconfigure.exclude="
				+ "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
				+ "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration")
			.applyTo(context);
		context.registerBean(JwtEncoder.class, () -> new NimbusJwtEncoder(ServerNode.KEYS));
		context.registerBean(decoder);
	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyResourceServer {

		@Bean
		Customizer<HttpSecurity> resourceServer() {
			return (http) -> http.oauth2ResourceServer((server) -> server.jwt(withDefaults()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarliestResourceServer {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		Customizer<HttpSecurity> resourceServer() {
			return new EarlyResourceServer().resourceServer();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class StockDecoder {

		@Bean
		JwtDecoder jwtDecoder() {
			return OAuth2AuthorizationServerConfiguration.jwtDecoder(ServerNode.KEYS);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AtJwtDecoder {

		@Bean
		JwtDecoder jwtDecoder() {
			NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(ServerNode.KEYS).build();
			decoder.setJwtValidator(new JwtTimestampValidator());
			return decoder;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class Late {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			http.oauth2AuthorizationServer(withDefaults());
			RefusalLog refusals = new RefusalLog(true, (refusal) -> {
			});
			return http
				.with(new ServerConfigurer(() -> new ServerConfigurer.Settings(TestAudiences.ALL, Issuers.ANY,
						NamedParameters.NONE, ClientMetadata.NONE, true, false,
						ServerNode.answers(TestAudiences.ALL, refusals), refusals, new ServerAuthorizations())))
				.build();
		}

		@Bean
		RegisteredClientRepository clients() {
			return TestStore.clients();
		}

		@Bean
		JWKSource<SecurityContext> keys() {
			return ServerNode.KEYS;
		}

		@Bean
		AuthorizationServerSettings settings() {
			return AuthorizationServerSettings.builder().build();
		}

	}

}

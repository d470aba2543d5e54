package io.github.claimsdsl.boot;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

/**
 * Clients and scopes that policies name and that the server does not have, where Spring
 * Boot's properties declare the clients.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownClientsTests {

	private static final String CLIENT = "spring.security.oauth2.authorizationserver.client.web.";

	private static final WebApplicationContextRunner BASE = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class, SecurityAutoConfiguration.class,
				ServletWebSecurityAutoConfiguration.class, OAuth2AuthorizationServerAutoConfiguration.class,
				OAuth2AuthorizationServerJwtAutoConfiguration.class, ClaimsDslAutoConfiguration.class));

	private static final WebApplicationContextRunner RUNNER = BASE.withPropertyValues(
			CLIENT + "registration.client-id=web-app", CLIENT + "registration.client-secret={noop}x",
			CLIENT + "registration.client-name=Our web application",
			CLIENT + "registration.client-authentication-methods=client_secret_basic",
			CLIENT + "registration.authorization-grant-types=client_credentials",
			CLIENT + "registration.scopes=email,read");

	@Test
	void startWhenAClientIsMisspelledThenSaysWhichIsMeant(CapturedOutput output) {
		start(RUNNER, "client: webapp");
		assertThat(output)
			.contains("Client 'webapp' is not registered, but it is named by policy 'p'. Did you mean 'web-app'?");
	}

	@Test
	void startWhenAClientIsCalledByItsRegistrationThenSaysItsClientId(CapturedOutput output) {
		start(RUNNER, "client: web");
		assertThat(output).contains("Client 'web' is not registered, but it is named by policy 'p'. "
				+ "'web' is the id of a registration. Write its client id: web-app");
	}

	@Test
	void startWhenAClientIsCalledByItsNameThenSaysItsClientId(CapturedOutput output) {
		start(RUNNER, "client: Our web application");
		assertThat(output).contains("'Our web application' is the name of a client. Write its client id: web-app");
	}

	@Test
	void startWhenNoClientHasAScopeThenWarns(CapturedOutput output) {
		start(RUNNER, "scope: [emial, read]");
		assertThat(output)
			.contains("Scope 'emial' is registered for no client, but it is named by policy 'p'. Did you mean 'email'?")
			.doesNotContain("Scope 'read'");
	}

	@Test
	void startWhenClientsAreRightThenWarnsOfNothing(CapturedOutput output) {
		start(RUNNER, "scope: email, client: web-app");
		assertThat(output).doesNotContain("is not registered").doesNotContain("is registered for no client");
	}

	@Test
	void startWhenClientsRegisterThemselvesThenAScopeIsNotMissed(CapturedOutput output) {
		start(RUNNER.withUserConfiguration(Registering.class), "scope: emial");
		assertThat(output).doesNotContain("is registered for no client");
	}

	@Test
	void startWhenTheRepositoryCannotListThenOnlyScopesOfNamedClientsAreMissed(CapturedOutput output) {
		start(TestServer.runner(), "scope: raed");
		assertThat(output).doesNotContain("is registered for no client");
		start(TestServer.runner(), "scope: raed, client: app");
		assertThat(output).contains("Scope 'raed' is registered for no client of the policy, but it is named by "
				+ "policy 'p'. Did you mean 'read'?");
	}

	private static void start(WebApplicationContextRunner runner, String selector) {
		runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(YamlFile.load("application.yml",
						"claims-dsl.policies.p: { audience: any, claims: { x: \"'y'\" }, " + selector + " }\n")))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getBean(UnknownClients.class)
					.onApplicationEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0],
							context.getSourceApplicationContext(), Duration.ZERO));
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Registering {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http
				.oauth2AuthorizationServer(
						(server) -> server.oidc((oidc) -> oidc.clientRegistrationEndpoint(withDefaults())))
				.build();
		}

	}

}

package io.github.claimsdsl.servers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.OAuth2ClientRegistration;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.JdbcRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.converter.OAuth2ClientRegistrationRegisteredClientConverter;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.web.SecurityFilterChain;

import static org.springframework.security.config.Customizer.withDefaults;

/**
 * The server of docs/audiences.md at which agents register themselves.
 */
final class AgentServer {

	private AgentServer() {
	}

	static void markClients(AuthenticationProvider provider) {
		if (provider instanceof OAuth2ClientRegistrationAuthenticationProvider registration) {
			registration.setRegisteredClientConverter(AgentServer::client);
		}
	}

	private static RegisteredClient client(OAuth2ClientRegistration registration) {
		RegisteredClient client = new OAuth2ClientRegistrationRegisteredClientConverter().convert(registration);
		ClientSettings settings = ClientSettings.withSettings(client.getClientSettings().getSettings())
			.setting("mcp", true)
			.requireAuthorizationConsent(true)
			.build();
		return RegisteredClient.from(client).clientSettings(settings).build();
	}

	@Configuration(proxyBeanMethods = false)
	static class InMemory {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http) {
			return http.oauth2AuthorizationServer((server) -> {
				http.securityMatcher(server.getEndpointsMatcher());
				server.clientRegistrationEndpoint((registration) -> registration.openRegistrationAllowed(true)
					.authenticationProviders((providers) -> providers.forEach(AgentServer::markClients)));
			})
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/oauth2/register")
					.permitAll()
					.anyRequest()
					.authenticated())
				.formLogin(withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(InMemory.class)
	static class OnH2 {

		@Bean
		RegisteredClientRepository clients() {
			return new JdbcRegisteredClientRepository(new JdbcTemplate(new EmbeddedDatabaseBuilder()
				.setType(EmbeddedDatabaseType.H2)
				.generateUniqueName(true)
				.addScript(
						"org/springframework/security/oauth2/server/authorization/client/oauth2-registered-client-schema.sql")
				.build()));
		}

	}

}

package io.github.claimsdsl.servers;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.OAuth2ClientRegistration;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.converter.OAuth2ClientRegistrationRegisteredClientConverter;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Servers at which anybody may register a client (RFC 7591).
 */
final class OpenRegistration {

	private OpenRegistration() {
	}

	/** The server of Spring's guide, whose registration is open. */
	private static SecurityFilterChain chain(HttpSecurity http,
			Converter<OAuth2ClientRegistration, RegisteredClient> converter) {
		http.authorizeHttpRequests((requests) -> requests.requestMatchers("/oauth2/register").permitAll());
		return StockServer.chain(http, (server) -> server.clientRegistrationEndpoint(
				(registration) -> registration.openRegistrationAllowed(true).authenticationProviders((providers) -> {
					for (AuthenticationProvider provider : providers) {
						((OAuth2ClientRegistrationAuthenticationProvider) provider)
							.setRegisteredClientConverter(converter);
					}
				})));
	}

	/** The client as the server converts it, with other settings. */
	private static RegisteredClient with(OAuth2ClientRegistration registration, Map<String, Object> custom) {
		RegisteredClient client = new OAuth2ClientRegistrationRegisteredClientConverter().convert(registration);
		Map<String, Object> settings = new LinkedHashMap<>(client.getClientSettings().getSettings());
		settings.putAll(custom);
		return RegisteredClient.from(client).clientSettings(ClientSettings.withSettings(settings).build()).build();
	}

	/** The stock converter. */
	@Configuration(proxyBeanMethods = false)
	static class Stock {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http) {
			return chain(http, new OAuth2ClientRegistrationRegisteredClientConverter());
		}

	}

	/** The operator marks each client that registers itself. */
	@Configuration(proxyBeanMethods = false)
	static class Marking {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http) {
			return chain(http, (registration) -> with(registration, Map.of("mcp", true, "tier", "free")));
		}

	}

	/** As Spring's guide on custom metadata has it, for any metadata. */
	@Configuration(proxyBeanMethods = false)
	static class Copying {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http) {
			return chain(http, (registration) -> with(registration, registration.getClaims()));
		}

	}

}

package io.github.claimsdsl.docs.cookbook.selfregistered;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2ClientRegistration;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.converter.OAuth2ClientRegistrationRegisteredClientConverter;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.web.SecurityFilterChain;

import static org.springframework.security.config.Customizer.withDefaults;

@Configuration(proxyBeanMethods = false)
class AuthorizationServerConfiguration {

	@Bean
	@Order(1)
	SecurityFilterChain authorizationServer(HttpSecurity http) {
		return http.oauth2AuthorizationServer((server) -> {
			http.securityMatcher(server.getEndpointsMatcher());
			server.clientRegistrationEndpoint((registration) -> registration.openRegistrationAllowed(true)
				.authenticationProviders(AuthorizationServerConfiguration::mark));
		})
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/oauth2/register").permitAll().anyRequest().authenticated())
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain pages(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.formLogin(withDefaults())
			.build();
	}

	private static void mark(List<AuthenticationProvider> providers) {
		providers.forEach((provider) -> {
			if (provider instanceof OAuth2ClientRegistrationAuthenticationProvider registration) {
				registration.setRegisteredClientConverter(AuthorizationServerConfiguration::client);
			}
		});
	}

	/** The client gets what is written here, whatever it says of itself. */
	private static RegisteredClient client(OAuth2ClientRegistration asked) {
		return RegisteredClient.from(new OAuth2ClientRegistrationRegisteredClientConverter().convert(asked))
			.authorizationGrantTypes((grants) -> grants.retainAll(List.of(AuthorizationGrantType.AUTHORIZATION_CODE)))
			.scopes((scopes) -> {
				scopes.clear();
				scopes.add("read");
			})
			.clientSettings(ClientSettings.builder()
				.requireProofKey(true)
				.requireAuthorizationConsent(true)
				.setting("agent", true)
				.build())
			.build();
	}

}

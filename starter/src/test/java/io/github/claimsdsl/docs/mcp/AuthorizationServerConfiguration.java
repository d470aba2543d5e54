package io.github.claimsdsl.docs.mcp;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2ClientRegistration;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.client.JdbcRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.converter.OAuth2ClientRegistrationRegisteredClientConverter;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

import static org.springframework.security.config.Customizer.withDefaults;

@Configuration(proxyBeanMethods = false)
class AuthorizationServerConfiguration {

	private static final Set<AuthorizationGrantType> GRANTS = Set.of(AuthorizationGrantType.AUTHORIZATION_CODE,
			AuthorizationGrantType.REFRESH_TOKEN);

	@Bean
	@Order(1)
	SecurityFilterChain authorizationServer(HttpSecurity http) {
		return http.oauth2AuthorizationServer((server) -> {
			http.securityMatcher(server.getEndpointsMatcher());
			server.clientRegistrationEndpoint((registration) -> registration.openRegistrationAllowed(true)
				.authenticationProviders(AuthorizationServerConfiguration::restrict));
		})
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/oauth2/register").permitAll().anyRequest().authenticated())
			.exceptionHandling((exceptions) -> exceptions.defaultAuthenticationEntryPointFor(
					new LoginUrlAuthenticationEntryPoint("/login"), AnyRequestMatcher.INSTANCE))
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain pages(HttpSecurity http) {
		return http
			.authorizeHttpRequests((requests) -> requests.requestMatchers("/.well-known/**", "/error")
				.permitAll()
				.anyRequest()
				.authenticated())
			.formLogin(withDefaults())
			.build();
	}

	@Bean
	RegisteredClientRepository clients(JdbcOperations jdbc) {
		return new JdbcRegisteredClientRepository(jdbc);
	}

	/**
	 * Asks the user each time: nobody knows who is behind a client that registered
	 * itself.
	 */
	@Bean
	OAuth2AuthorizationConsentService consents() {
		return new OAuth2AuthorizationConsentService() {

			@Override
			public void save(OAuth2AuthorizationConsent consent) {
			}

			@Override
			public void remove(OAuth2AuthorizationConsent consent) {
			}

			@Override
			public @Nullable OAuth2AuthorizationConsent findById(String clientId, String user) {
				return null;
			}

		};
	}

	private static void restrict(List<AuthenticationProvider> providers) {
		providers.forEach((provider) -> {
			if (provider instanceof OAuth2ClientRegistrationAuthenticationProvider registration) {
				registration.setRegisteredClientConverter(AuthorizationServerConfiguration::client);
				registration.setAuthenticationValidator(
						OAuth2ClientRegistrationAuthenticationValidator.DEFAULT_REDIRECT_URI_VALIDATOR
							.andThen(OAuth2ClientRegistrationAuthenticationValidator.DEFAULT_JWK_SET_URI_VALIDATOR));
			}
		});
	}

	/** The client gets what is written here, whatever it asks for. */
	private static RegisteredClient client(OAuth2ClientRegistration asked) {
		List<String> redirectUris = asked.getRedirectUris();
		if (redirectUris == null || redirectUris.stream().anyMatch((uri) -> uri.contains(","))) {
			throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_REDIRECT_URI));
		}
		return RegisteredClient.from(new OAuth2ClientRegistrationRegisteredClientConverter().convert(asked))
			.authorizationGrantTypes((grants) -> grants.retainAll(GRANTS))
			.scopes((scopes) -> {
				scopes.clear();
				scopes.add("mcp:tools");
			})
			.clientSettings(ClientSettings.builder()
				.requireProofKey(true)
				.requireAuthorizationConsent(true)
				.setting("mcp", true)
				.build())
			.tokenSettings(TokenSettings.builder().reuseRefreshTokens(false).build())
			.build();
	}

}

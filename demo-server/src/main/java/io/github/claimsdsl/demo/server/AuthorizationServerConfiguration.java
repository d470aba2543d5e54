package io.github.claimsdsl.demo.server;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2ClientAuthenticationConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OidcConfigurer;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceVerificationAuthenticationProvider;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

import io.github.claimsdsl.demo.client.ClientSecretEncoder;
import io.github.claimsdsl.demo.client.PublicClientAuthenticationConverter;
import io.github.claimsdsl.demo.client.PublicClientAuthenticationProvider;
import io.github.claimsdsl.demo.error.BearerTokenEntryPoint;
import io.github.claimsdsl.demo.password.PasswordGrantConfigurer;

/**
 * The endpoints of OAuth 2.0 and OpenID Connect.
 */
@Configuration(proxyBeanMethods = false)
class AuthorizationServerConfiguration {

	private static final String PASSWORD = new AuthorizationGrantType("password").getValue();

	private static final String CONSENT_PAGE = "/oauth2/consent";

	@Bean
	@Order(1)
	SecurityFilterChain authorizationServerSecurityFilterChain(HttpSecurity http, AuthorizationServerSettings settings,
			RegisteredClientRepository clients, AuthenticationProvider users) {
		http.oauth2AuthorizationServer((server) -> {
			http.securityMatcher(server.getEndpointsMatcher());
			endpoints(server);
			server.clientAuthentication((client) -> clientAuthentication(client, settings, clients));
		});
		return http.with(new PasswordGrantConfigurer(new ProviderManager(users)), Customizer.withDefaults())
			.authorizeHttpRequests((authorize) -> authorize.anyRequest().authenticated())
			.oauth2ResourceServer((resource) -> resource.authenticationEntryPoint(new BearerTokenEntryPoint())
				.jwt(Customizer.withDefaults()))
			.exceptionHandling((exceptions) -> exceptions.defaultAuthenticationEntryPointFor(
					new LoginUrlAuthenticationEntryPoint("/login"), new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
			.headers(SecurityHeaders::apply)
			.build();
	}

	@Bean
	OAuth2TokenCustomizer<JwtEncodingContext> accessTokenAlgorithm(ServerProperties properties) {
		return (context) -> {
			if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
				context.getJwsHeader().algorithm(properties.accessTokenAlgorithm());
			}
		};
	}

	private static void endpoints(OAuth2AuthorizationServerConfigurer server) {
		server.oidc(AuthorizationServerConfiguration::discovery)
			.authorizationServerMetadataEndpoint((metadata) -> metadata
				.authorizationServerMetadataCustomizer((builder) -> builder.grantType(PASSWORD)))
			.pushedAuthorizationRequestEndpoint(Customizer.withDefaults())
			.authorizationEndpoint((authorization) -> authorization.consentPage(CONSENT_PAGE))
			.deviceAuthorizationEndpoint((device) -> device.verificationUri("/activate"))
			.deviceVerificationEndpoint((verification) -> verification.consentPage(CONSENT_PAGE)
				.deviceVerificationResponseHandler(new SimpleUrlAuthenticationSuccessHandler("/activated"))
				.errorResponseHandler(new SimpleUrlAuthenticationFailureHandler("/activate?error"))
				.authenticationProviders(AuthorizationServerConfiguration::askForEveryDevice));
	}

	private static void discovery(OidcConfigurer oidc) {
		oidc.providerConfigurationEndpoint(
				(endpoint) -> endpoint.providerConfigurationCustomizer((builder) -> builder.grantType(PASSWORD)
					.idTokenSigningAlgorithms((algorithms) -> algorithms
						.addAll(List.of(SignatureAlgorithm.RS256.getName(), SignatureAlgorithm.ES256.getName())))));
	}

	/**
	 * Asks for consent at every device: otherwise a link with a stranger's code would
	 * connect the stranger's device to the user who follows it.
	 */
	private static void askForEveryDevice(List<AuthenticationProvider> providers) {
		providers.forEach((provider) -> {
			if (provider instanceof OAuth2DeviceVerificationAuthenticationProvider verification) {
				verification.setAuthorizationConsentRequired((context) -> true);
			}
		});
	}

	private static void clientAuthentication(OAuth2ClientAuthenticationConfigurer client,
			AuthorizationServerSettings settings, RegisteredClientRepository clients) {
		client.authenticationConverter(new PublicClientAuthenticationConverter(settings))
			.authenticationProvider(new PublicClientAuthenticationProvider(clients))
			.authenticationProviders((providers) -> providers.forEach((provider) -> {
				if (provider instanceof ClientSecretAuthenticationProvider secrets) {
					secrets.setPasswordEncoder(new ClientSecretEncoder());
				}
			}));
	}

}

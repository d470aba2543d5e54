package io.github.claimsdsl.demo.server;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OidcConfigurer;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationServerMetadataClaimNames;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceVerificationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.security.web.header.HeaderWriterFilter;

import io.github.claimsdsl.demo.budget.BudgetedAuthenticationProvider;
import io.github.claimsdsl.demo.budget.FailureBudget;
import io.github.claimsdsl.demo.client.ClientAuthenticationProvider;
import io.github.claimsdsl.demo.client.ClientSecretEncoder;
import io.github.claimsdsl.demo.client.PublicClientAuthenticationConverter;
import io.github.claimsdsl.demo.client.PublicClientAuthenticationProvider;
import io.github.claimsdsl.demo.error.BearerTokenEntryPoint;
import io.github.claimsdsl.demo.password.PasswordGrantConfigurer;
import io.github.claimsdsl.demo.registration.OpenRegistration;
import io.github.claimsdsl.demo.request.AllowedGrantConverter;
import io.github.claimsdsl.demo.request.AuthorizationFailureHandler;
import io.github.claimsdsl.demo.request.AuthorizationSuccessHandler;
import io.github.claimsdsl.demo.request.EndpointMethodFilter;
import io.github.claimsdsl.demo.request.FormEndpointFilter;
import io.github.claimsdsl.demo.request.OAuthFailureHandler;
import io.github.claimsdsl.demo.request.PageEndpointFilter;
import io.github.claimsdsl.demo.request.PushedRedirectUriConverter;
import io.github.claimsdsl.demo.request.StoreFailureFilter;
import io.github.claimsdsl.demo.request.StoreFailures;

/**
 * Configures the endpoints of OAuth 2.0 and OpenID Connect.
 */
@Configuration(proxyBeanMethods = false)
class AuthorizationServerConfiguration {

	private static final String PASSWORD = "password";

	/**
	 * The metadata entry for the issuer in authorization responses (RFC 9207, section 3).
	 */
	private static final String SAYS_ISSUER = "authorization_response_iss_parameter_supported";

	private static final String CONSENT_PAGE = "/oauth2/consent";

	private static final OAuthFailureHandler FAILURES = new OAuthFailureHandler();

	private final AuthorizationServerSettings settings;

	private final RegisteredClientRepository clients;

	private final FailureBudget budget;

	private final @Nullable OpenRegistration registration;

	AuthorizationServerConfiguration(AuthorizationServerSettings settings, RegisteredClientRepository clients,
			FailureBudget budget, ObjectProvider<OpenRegistration> registration) {
		this.settings = settings;
		this.clients = clients;
		this.budget = budget;
		this.registration = registration.getIfAvailable();
	}

	/**
	 * Configures the chain of all protocol endpoints. It matches every HTTP method, so
	 * that a request that the authorization server does not answer is not handled by the
	 * chain of the pages.
	 */
	@Bean
	@Order(1)
	SecurityFilterChain authorizationServerSecurityFilterChain(HttpSecurity http, AuthenticationProvider users) {
		ProtocolRequestMatcher endpoints = new ProtocolRequestMatcher(this.settings);
		http.securityMatcher(endpoints)
			.oauth2AuthorizationServer(this::configure)
			.with(new PasswordGrantConfigurer(new ProviderManager(users)), Customizer.withDefaults());
		return http
			.authorizeHttpRequests((authorize) -> authorize.requestMatchers(endpoints::asksWithoutPrompt)
				.permitAll()
				.requestMatchers(this.settings.getClientRegistrationEndpoint())
				.permitAll()
				.anyRequest()
				.authenticated())
			.oauth2ResourceServer((resource) -> resource.authenticationEntryPoint(new BearerTokenEntryPoint())
				.jwt(Customizer.withDefaults()))
			.exceptionHandling((exceptions) -> exceptions
				.authenticationEntryPoint(new ProtocolEntryPoint(this.settings, FAILURES)))
			.addFilterAfter(new StoreFailureFilter(), HeaderWriterFilter.class)
			.addFilterAfter(new EndpointMethodFilter(this.settings, this.registration != null),
					StoreFailureFilter.class)
			.addFilterAfter(new FormEndpointFilter(this.settings), EndpointMethodFilter.class)
			.addFilterAfter(new PageEndpointFilter(this.settings), FormEndpointFilter.class)
			.headers(SecurityHeaders::apply)
			.build();
	}

	private void configure(OAuth2AuthorizationServerConfigurer server) {
		if (this.registration != null) {
			this.registration.configure(server);
		}
		server.oidc(this::configure)
			.authorizationServerMetadataEndpoint((metadata) -> metadata
				.authorizationServerMetadataCustomizer((builder) -> builder.grantType(PASSWORD).claims(this::describe)))
			.clientAuthentication((client) -> client.errorResponseHandler(FAILURES)
				.authenticationConverter(new PublicClientAuthenticationConverter(this.settings))
				.authenticationProvider(new PublicClientAuthenticationProvider(this.clients))
				.authenticationProviders(this::configureClients))
			.tokenEndpoint((token) -> token.errorResponseHandler(FAILURES)
				.accessTokenRequestConverter(new AllowedGrantConverter()))
			.tokenIntrospectionEndpoint((introspection) -> introspection.errorResponseHandler(FAILURES)
				.authenticationProviders((providers) -> providers.replaceAll(OwnTokenIntrospectionProvider::new)))
			.tokenRevocationEndpoint((revocation) -> revocation.errorResponseHandler(FAILURES))
			.pushedAuthorizationRequestEndpoint((pushed) -> pushed.errorResponseHandler(FAILURES)
				.pushedAuthorizationRequestConverter(new PushedRedirectUriConverter()))
			.authorizationEndpoint((authorization) -> authorization.consentPage(CONSENT_PAGE)
				.authorizationResponseHandler(new AuthorizationSuccessHandler())
				.errorResponseHandler(new AuthorizationFailureHandler(this.clients)))
			.deviceAuthorizationEndpoint((device) -> device.verificationUri("/activate").errorResponseHandler(FAILURES))
			.deviceVerificationEndpoint((verification) -> verification.consentPage(CONSENT_PAGE)
				.deviceVerificationResponseHandler(new SimpleUrlAuthenticationSuccessHandler("/activated"))
				.errorResponseHandler(new SimpleUrlAuthenticationFailureHandler("/activate?error"))
				.authenticationProviders(AuthorizationServerConfiguration::askForEveryDevice));
	}

	private void configure(OidcConfigurer oidc) {
		oidc.providerConfigurationEndpoint(
				(endpoint) -> endpoint.providerConfigurationCustomizer((builder) -> builder.grantType(PASSWORD)
					.idTokenSigningAlgorithm(SignatureAlgorithm.ES256.getName())
					.claims(this::describe)))
			.userInfoEndpoint((userInfo) -> userInfo.authenticationProviders(StoreFailures::keep)
				.errorResponseHandler(StoreFailures.answering(new BearerTokenEntryPoint())))
			.logoutEndpoint((logout) -> logout.authenticationProviders(StoreFailures::keep)
				.errorResponseHandler(StoreFailures
					.answering((request, response, failure) -> response.sendError(HttpStatus.BAD_REQUEST.value()))));
	}

	private void describe(Map<String, Object> metadata) {
		metadata.put(SAYS_ISSUER, true);
		metadata.computeIfPresent(OAuth2AuthorizationServerMetadataClaimNames.TOKEN_ENDPOINT_AUTH_METHODS_SUPPORTED,
				(name, methods) -> Stream
					.concat(((List<?>) methods).stream(), Stream.of(ClientAuthenticationMethod.NONE.getValue()))
					.toList());
		if (this.registration != null) {
			metadata.put(OAuth2AuthorizationServerMetadataClaimNames.REGISTRATION_ENDPOINT,
					this.settings.getIssuer() + this.settings.getClientRegistrationEndpoint());
		}
	}

	private void configureClients(List<AuthenticationProvider> providers) {
		providers.forEach((provider) -> {
			if (provider instanceof ClientSecretAuthenticationProvider secrets) {
				secrets.setPasswordEncoder(new ClientSecretEncoder());
			}
		});
		AuthenticationProvider provider = new ClientAuthenticationProvider(providers, this.clients);
		providers.clear();
		providers.add(BudgetedAuthenticationProvider.ofClients(provider, this.budget));
	}

	/**
	 * Asks for consent for every device. Otherwise a link with a stranger's code would
	 * connect the stranger's device to the account of the user who follows it.
	 */
	private static void askForEveryDevice(List<AuthenticationProvider> providers) {
		providers.forEach((provider) -> {
			if (provider instanceof OAuth2DeviceVerificationAuthenticationProvider verification) {
				verification.setAuthorizationConsentRequired((context) -> true);
			}
		});
	}

}

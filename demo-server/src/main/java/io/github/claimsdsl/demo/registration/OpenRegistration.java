package io.github.claimsdsl.demo.registration;

import java.util.List;

import org.springframework.context.annotation.Profile;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2ClientRegistrationEndpointConfigurer;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

import io.github.claimsdsl.demo.budget.BudgetedAuthenticationProvider;
import io.github.claimsdsl.demo.budget.FailureBudget;
import io.github.claimsdsl.demo.client.ClientSecretEncoder;
import io.github.claimsdsl.demo.request.OAuthFailureHandler;

/**
 * Lets any client register without a token, as MCP clients expect. The server decides the
 * scope of such a client, so Spring Authorization Server's check of requested scopes is
 * not used.
 */
@Component
@Profile("mcp")
public final class OpenRegistration {

	private final FailureBudget budget;

	private final RegisteredClientRepository clients;

	OpenRegistration(FailureBudget budget, RegisteredClientRepository clients) {
		this.budget = budget;
		this.clients = clients;
	}

	/**
	 * Opens the registration endpoint.
	 * @param server the authorization server
	 */
	public void configure(OAuth2AuthorizationServerConfigurer server) {
		server.clientRegistrationEndpoint(this::configure)
			.authorizationEndpoint(
					(authorization) -> authorization.authorizationRequestConverters(this::configureScope))
			.pushedAuthorizationRequestEndpoint(
					(pushed) -> pushed.pushedAuthorizationRequestConverters(this::configureScope));
	}

	private void configureScope(List<AuthenticationConverter> converters) {
		converters.replaceAll((converter) -> new DefaultScopeConverter(converter, this.clients));
	}

	private void configure(OAuth2ClientRegistrationEndpointConfigurer endpoint) {
		endpoint.openRegistrationAllowed(true)
			.clientRegistrationRequestConverter(new RegistrationRequestConverter())
			.authenticationProviders(this::configure)
			.errorResponseHandler(new OAuthFailureHandler());
	}

	private void configure(List<AuthenticationProvider> providers) {
		providers.replaceAll((provider) -> {
			if (provider instanceof OAuth2ClientRegistrationAuthenticationProvider registrations) {
				registrations.setRegisteredClientConverter(new SelfRegisteredClientConverter());
				registrations.setPasswordEncoder(new ClientSecretEncoder());
				registrations.setAuthenticationValidator(
						OAuth2ClientRegistrationAuthenticationValidator.DEFAULT_REDIRECT_URI_VALIDATOR
							.andThen(OAuth2ClientRegistrationAuthenticationValidator.DEFAULT_JWK_SET_URI_VALIDATOR));
			}
			return BudgetedAuthenticationProvider.ofRegistrations(provider, this.budget);
		});
	}

}

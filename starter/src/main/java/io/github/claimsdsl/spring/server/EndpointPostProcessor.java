package io.github.claimsdsl.spring.server;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2PushedAuthorizationRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;

import io.github.claimsdsl.TokenType;

/**
 * Wraps the providers of an authorization server, including custom ones. The wrappers
 * check audiences and named parameters and decide about answers. Because it sees the
 * providers, it also knows which endpoints are open.
 */
final class EndpointPostProcessor implements ObjectPostProcessor<AuthenticationProvider> {

	private final HttpSecurity http;

	private final EndpointChecks checks;

	private final OpaqueTokens opaque;

	private final Answers answers;

	private final @Nullable RegisteringClients registering;

	private boolean introspection;

	EndpointPostProcessor(HttpSecurity http, EndpointChecks checks, OpaqueTokens opaque, Answers answers,
			@Nullable RegisteringClients registering) {
		this.http = http;
		this.checks = checks;
		this.opaque = opaque;
		this.answers = answers;
		this.registering = registering;
	}

	/**
	 * Returns whether it has seen a provider of the introspection endpoint. That endpoint
	 * is always open, so a post-processor that has not seen it was added too late.
	 */
	boolean sawIntrospection() {
		return this.introspection;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <O extends AuthenticationProvider> O postProcess(O provider) {
		return (O) wrap(provider);
	}

	private AuthenticationProvider wrap(AuthenticationProvider provider) {
		this.introspection |= provider.supports(OAuth2TokenIntrospectionAuthenticationToken.class);
		if (this.registering != null && RegistrationProvider.registers(provider)) {
			return new RegistrationProvider(provider, this.registering);
		}
		AuthenticationProvider result = provider;
		if (!this.checks.isEmpty() && provider.supports(OAuth2DeviceAuthorizationRequestAuthenticationToken.class)) {
			result = new DeviceAuthorizationProvider(result, this.checks,
					this.http.getSharedObject(OAuth2AuthorizationService.class));
		}
		if (!this.checks.audiences().isEmpty()) {
			result = checkAudiences(provider, result);
		}
		if (provider.supports(OidcUserInfoAuthenticationToken.class)
				&& this.answers.decisions().areNeeded(TokenType.USERINFO)) {
			result = new DecidedUserInfoProvider(
					this.answers.decisions().areEnforced(TokenType.USERINFO) ? exchanged(result) : result,
					this.answers);
		}
		if (provider.supports(OAuth2TokenIntrospectionAuthenticationToken.class)
				&& this.answers.decisions().areNeeded(TokenType.INTROSPECTION)) {
			result = new DecidedIntrospectionProvider(result, this.answers);
		}
		return result;
	}

	private AuthenticationProvider checkAudiences(AuthenticationProvider provider, AuthenticationProvider wrapped) {
		AuthenticationProvider result = wrapped;
		if (provider.supports(OAuth2PushedAuthorizationRequestAuthenticationToken.class)) {
			result = new PushedAuthorizationProvider(result, this.checks);
		}
		if (provider.supports(OAuth2TokenIntrospectionAuthenticationToken.class)) {
			result = new IntrospectionProvider(result, this.checks,
					this.http.getSharedObject(OAuth2AuthorizationService.class));
		}
		return provider.supports(OidcUserInfoAuthenticationToken.class) ? exchanged(result) : result;
	}

	private AuthenticationProvider exchanged(AuthenticationProvider userInfo) {
		return (this.checks.isEnforcing() && !(userInfo instanceof ExchangedUserInfoProvider))
				? new ExchangedUserInfoProvider(userInfo, this.opaque) : userInfo;
	}

}

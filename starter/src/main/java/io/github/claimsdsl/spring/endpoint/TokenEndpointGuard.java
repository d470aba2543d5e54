package io.github.claimsdsl.spring.endpoint;

import java.util.Arrays;

import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Puts the guard around the endpoints of an authorization server that issue tokens: the
 * one place that proves, for every token that leaves, that it was decided and carries
 * what was decided.
 */
public final class TokenEndpointGuard {

	private TokenEndpointGuard() {
	}

	/**
	 * Guards the server of a chain. Called before the server itself is configured, since
	 * the server takes the chain's {@link AuthenticationManager} then.
	 * @param http the chain
	 * @param refusals reports what is refused
	 */
	public static void install(HttpSecurity http, RefusalLog refusals) {
		AuthorizationServerSettings settings = http.getSharedObject(AuthorizationServerSettings.class);
		OAuth2AuthorizationService authorizations = http.getSharedObject(OAuth2AuthorizationService.class);
		http.setSharedObject(AuthenticationManager.class,
				new IssuedTokenManager(http.getSharedObject(AuthenticationManager.class), authorizations, refusals));
		if (refusals.isEnforcing()) {
			http.addFilterBefore(new StoreOutageFilter(clients(settings), pages(settings), refusals),
					DisableEncodeUrlFilter.class);
		}
		http.addFilterBefore(
				new IssuedTokenFilter(post(settings, settings.getTokenEndpoint()),
						new OrRequestMatcher(post(settings, settings.getOidcClientRegistrationEndpoint()),
								post(settings, settings.getClientRegistrationEndpoint())),
						authorizations, refusals),
				DisableEncodeUrlFilter.class);
	}

	private static RequestMatcher clients(AuthorizationServerSettings settings) {
		return any(settings, settings.getTokenEndpoint(), settings.getTokenIntrospectionEndpoint(),
				settings.getTokenRevocationEndpoint(), settings.getPushedAuthorizationRequestEndpoint(),
				settings.getDeviceAuthorizationEndpoint(), settings.getOidcUserInfoEndpoint(),
				settings.getOidcClientRegistrationEndpoint(), settings.getClientRegistrationEndpoint());
	}

	private static RequestMatcher pages(AuthorizationServerSettings settings) {
		return any(settings, settings.getAuthorizationEndpoint(), settings.getDeviceVerificationEndpoint());
	}

	/**
	 * Returns whether a finished chain is guarded.
	 * @param chain the chain
	 * @return whether it has the guard's filter
	 */
	public static boolean isInstalled(SecurityFilterChain chain) {
		return chain.getFilters().stream().anyMatch(IssuedTokenFilter.class::isInstance);
	}

	/**
	 * Matches requests that are posted to an endpoint. The path of an issuer, if there
	 * are several, comes before that of the endpoint.
	 * @param settings the settings of the server
	 * @param endpoint the path of the endpoint
	 * @return the matcher
	 */
	public static RequestMatcher post(AuthorizationServerSettings settings, String endpoint) {
		return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, path(settings, endpoint));
	}

	/**
	 * Matches requests to an endpoint, of any method.
	 * @param settings the settings of the server
	 * @param endpoint the path of the endpoint
	 * @return the matcher
	 */
	public static RequestMatcher any(AuthorizationServerSettings settings, String endpoint) {
		return PathPatternRequestMatcher.withDefaults().matcher(path(settings, endpoint));
	}

	private static RequestMatcher any(AuthorizationServerSettings settings, String... endpoints) {
		return new OrRequestMatcher(
				Arrays.stream(endpoints).map((endpoint) -> any(settings, endpoint)).toArray(RequestMatcher[]::new));
	}

	private static String path(AuthorizationServerSettings settings, String endpoint) {
		return settings.isMultipleIssuersAllowed() ? "/**" + endpoint : endpoint;
	}

}

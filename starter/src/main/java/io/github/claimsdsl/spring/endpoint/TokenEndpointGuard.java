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
 * Guards the endpoints of an authorization server that issue tokens. The guard proves for
 * every issued token that it was decided and has the claims that were decided.
 */
public final class TokenEndpointGuard {

	private TokenEndpointGuard() {
	}

	/**
	 * Guards the server of a chain. It must be called before the server itself is
	 * configured, because the server then takes the {@link AuthenticationManager} from
	 * the chain.
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
	 * @return {@code true} if it has the filter of the guard
	 */
	public static boolean isInstalled(SecurityFilterChain chain) {
		return chain.getFilters().stream().anyMatch(IssuedTokenFilter.class::isInstance);
	}

	/**
	 * Returns a matcher for POST requests to an endpoint. If the server allows several
	 * issuers, any path of an issuer may stand before the path of the endpoint.
	 * @param settings the settings of the server
	 * @param endpoint the path of the endpoint
	 * @return the matcher
	 */
	public static RequestMatcher post(AuthorizationServerSettings settings, String endpoint) {
		return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, path(settings, endpoint));
	}

	/**
	 * Returns a matcher for requests to an endpoint with any HTTP method.
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

package io.github.claimsdsl.demo.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

/**
 * The endpoints of the authorization server and the HTTP methods that they support.
 */
final class ServerEndpoints {

	private static final List<String> GET = List.of("GET");

	private static final List<String> POST = List.of("POST");

	private static final List<String> BOTH = List.of("GET", "POST");

	private ServerEndpoints() {
	}

	/**
	 * Returns the paths that take a form from a client.
	 */
	static Set<String> forms(AuthorizationServerSettings settings) {
		return Set.of(settings.getTokenEndpoint(), settings.getPushedAuthorizationRequestEndpoint(),
				settings.getDeviceAuthorizationEndpoint(), settings.getTokenIntrospectionEndpoint(),
				settings.getTokenRevocationEndpoint());
	}

	/**
	 * Returns the supported methods, by path.
	 */
	static Map<String, List<String>> methods(AuthorizationServerSettings settings, boolean registration) {
		Map<String, List<String>> methods = new LinkedHashMap<>();
		forms(settings).forEach((path) -> methods.put(path, POST));
		methods.put(settings.getAuthorizationEndpoint(), BOTH);
		methods.put(settings.getDeviceVerificationEndpoint(), BOTH);
		methods.put(settings.getOidcUserInfoEndpoint(), BOTH);
		methods.put(settings.getOidcLogoutEndpoint(), BOTH);
		methods.put(settings.getJwkSetEndpoint(), GET);
		methods.put("/.well-known/openid-configuration", GET);
		methods.put("/.well-known/oauth-authorization-server", GET);
		methods.put("/.well-known/oauth-protected-resource", GET);
		if (registration) {
			methods.put(settings.getClientRegistrationEndpoint(), POST);
		}
		return methods;
	}

}

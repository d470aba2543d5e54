package io.github.claimsdsl.spring.endpoint;

import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

/**
 * Makes the URL of the userinfo endpoint of an issuer (OpenID Connect Core 1.0 section
 * 5.3), as the discovery metadata states it.
 */
public final class UserInfoEndpoint {

	private UserInfoEndpoint() {
	}

	/**
	 * Returns the URL at the issuer of a context.
	 * @param context the context
	 * @return the URL
	 */
	public static String of(AuthorizationServerContext context) {
		return of(context.getIssuer(), context.getAuthorizationServerSettings());
	}

	/**
	 * Returns the URL at an issuer.
	 * @param issuer the issuer
	 * @param settings the settings of the server
	 * @return the URL
	 */
	public static String of(String issuer, AuthorizationServerSettings settings) {
		String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
		return base + settings.getOidcUserInfoEndpoint();
	}

}

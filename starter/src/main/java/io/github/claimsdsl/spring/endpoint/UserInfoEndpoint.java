package io.github.claimsdsl.spring.endpoint;

import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

/**
 * The address of the issuer's userinfo endpoint (OpenID Connect Core 1.0 section 5.3), as
 * discovery states it.
 */
public final class UserInfoEndpoint {

	private UserInfoEndpoint() {
	}

	/**
	 * Returns the address at the issuer of a context.
	 * @param context the context
	 * @return the address
	 */
	public static String of(AuthorizationServerContext context) {
		return of(context.getIssuer(), context.getAuthorizationServerSettings());
	}

	/**
	 * Returns the address at an issuer.
	 * @param issuer the issuer
	 * @param settings the settings of the server
	 * @return the address
	 */
	public static String of(String issuer, AuthorizationServerSettings settings) {
		String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
		return base + settings.getOidcUserInfoEndpoint();
	}

}

package io.github.claimsdsl.spring.audience;

import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

/**
 * The address of the issuer's userinfo endpoint (OpenID Connect Core 1.0 section 5.3), as
 * discovery states it.
 */
final class UserInfoEndpoint {

	private UserInfoEndpoint() {
	}

	static String of(AuthorizationServerContext context) {
		return of(context.getIssuer(), context.getAuthorizationServerSettings());
	}

	static String of(String issuer, AuthorizationServerSettings settings) {
		String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
		return base + settings.getOidcUserInfoEndpoint();
	}

}

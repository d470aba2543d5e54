package io.github.claimsdsl.spring;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Tells who a token is for, as known at the login. Immutable. Its {@code toString()} does
 * not show the attributes, so that they do not get into logs.
 *
 * @param name the name of the principal; for a federated login the provider chose it, so
 * a local user can have the same name
 * @param federated whether the user logged in at another provider, with OpenID Connect,
 * OAuth 2.0 or SAML 2.0
 * @param provider the registration id of the OAuth 2.0 client that the user logged in
 * with, or {@code null} if there is none
 * @param attributes the attributes of the user that the provider sent at the login, such
 * as the claims of the ID token; unmodifiable, and empty if the user is local or logged
 * in with SAML 2.0
 * @param client the identifier of the client that the token is for
 * @param issuer the issuer of the token, which is this server or one of its issuers;
 * {@code null} if it is not known
 * @since 0.1.0
 */
public record UserIdentity(String name, boolean federated, @Nullable String provider,
		Map<String, @Nullable Object> attributes, String client, @Nullable String issuer) {

	/**
	 * Creates the identity, with a copy of the attributes.
	 */
	public UserIdentity {
		attributes = attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
	}

	/**
	 * Returns the identity without its attributes.
	 */
	@Override
	public String toString() {
		return "UserIdentity[name=" + this.name + ", federated=" + this.federated + ", provider=" + this.provider
				+ ", client=" + this.client + ", issuer=" + this.issuer + "]";
	}

}

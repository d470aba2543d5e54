package io.github.claimsdsl.demo.password;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;

/**
 * A token request with the password grant.
 */
final class PasswordGrantAuthenticationToken extends OAuth2AuthorizationGrantAuthenticationToken {

	static final AuthorizationGrantType PASSWORD = new AuthorizationGrantType("password");

	private final String username;

	private final transient String password;

	private final LinkedHashSet<String> scopes;

	PasswordGrantAuthenticationToken(Authentication client, String username, String password, Set<String> scopes,
			Map<String, Object> additionalParameters) {
		super(PASSWORD, client, additionalParameters);
		this.username = username;
		this.password = password;
		this.scopes = new LinkedHashSet<>(scopes);
	}

	String username() {
		return this.username;
	}

	String password() {
		return this.password;
	}

	/**
	 * Returns the requested scopes. The type of the set is one that the JDBC store can
	 * read again.
	 */
	Set<String> scopes() {
		return this.scopes;
	}

}

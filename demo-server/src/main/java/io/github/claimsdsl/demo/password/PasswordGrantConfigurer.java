package io.github.claimsdsl.demo.password;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Adds the password grant (RFC 6749, section 4.3) to the token endpoint.
 * <p>
 * <strong>Do not use this grant in a new system.</strong> RFC 9700, section 2.4, says
 * that it MUST NOT be used, and OAuth 2.1 has removed it. The grant gives the user's
 * password to the client, trains users to type it anywhere, and allows neither a second
 * factor nor consent. It is here for a team that must keep it while its clients migrate
 * to the authorization code grant. The same policies apply to its tokens.
 * <p>
 * Apply it after the authorization server:
 * {@code http.with(new PasswordGrantConfigurer(users), Customizer.withDefaults())}.
 */
public final class PasswordGrantConfigurer extends AbstractHttpConfigurer<PasswordGrantConfigurer, HttpSecurity> {

	private final AuthenticationManager users;

	/**
	 * Creates a configurer.
	 * @param users authenticates the users. It must do the same work for a wrong
	 * password, an unknown user and a locked user, so that the time of an answer tells
	 * nothing. It must erase the password afterwards
	 */
	public PasswordGrantConfigurer(AuthenticationManager users) {
		this.users = users;
	}

	@Override
	public void init(HttpSecurity http) {
		OAuth2AuthorizationServerConfigurer server = http.getConfigurer(OAuth2AuthorizationServerConfigurer.class);
		if (server == null) {
			throw new IllegalStateException("Apply the authorization server before the password grant");
		}
		server.tokenEndpoint((token) -> token.accessTokenRequestConverter(new PasswordGrantAuthenticationConverter()));
		http.authenticationProvider(new PasswordGrantAuthenticationProvider(this.users,
				http.getSharedObject(OAuth2AuthorizationService.class), tokenGenerator(http)));
	}

	/**
	 * Returns the generator that the authorization server has just built. It calls the
	 * token customizers, which a new generator would not.
	 */
	@SuppressWarnings("unchecked")
	private static OAuth2TokenGenerator<? extends OAuth2Token> tokenGenerator(HttpSecurity http) {
		return http.getSharedObject(OAuth2TokenGenerator.class);
	}

}

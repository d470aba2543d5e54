package io.github.claimsdsl.demo.server;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

import io.github.claimsdsl.demo.error.BearerTokenEntryPoint;
import io.github.claimsdsl.demo.error.Endpoints;

/**
 * Asks for the authentication that an endpoint needs. Pages need a user, userinfo needs
 * an access token, and all other endpoints need a client.
 */
final class ProtocolEntryPoint implements AuthenticationEntryPoint {

	private final AuthenticationEntryPoint users = new LoginUrlAuthenticationEntryPoint("/login");

	private final AuthenticationEntryPoint tokens = new BearerTokenEntryPoint();

	private final AuthenticationEntryPoint clients;

	private final String userInfoPath;

	ProtocolEntryPoint(AuthorizationServerSettings settings, AuthenticationEntryPoint clients) {
		this.clients = clients;
		this.userInfoPath = settings.getOidcUserInfoEndpoint();
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException, ServletException {
		select(request.getServletPath()).commence(request, response, failure);
	}

	private AuthenticationEntryPoint select(String path) {
		if (path.equals(this.userInfoPath)) {
			return this.tokens;
		}
		return Endpoints.isJson(path) ? this.clients : this.users;
	}

}

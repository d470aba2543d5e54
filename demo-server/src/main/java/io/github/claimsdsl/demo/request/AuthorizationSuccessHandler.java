package io.github.claimsdsl.demo.request;

import java.io.IOException;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * Sends the authorization code to the client (RFC 6749, section 4.1.2), together with the
 * issuer (RFC 9207).
 */
public final class AuthorizationSuccessHandler implements AuthenticationSuccessHandler {

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) throws IOException {
		OAuth2AuthorizationCodeRequestAuthenticationToken authorized = (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
		OAuth2AuthorizationCode code = Objects.requireNonNull(authorized.getAuthorizationCode(), "No code was issued");
		String redirectUri = Objects.requireNonNull(authorized.getRedirectUri(), "There is no redirect URI");
		response
			.sendRedirect(new AuthorizationResponse(redirectUri, authorized.getState()).withCode(code.getTokenValue()));
	}

}

package io.github.claimsdsl.demo.request;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.util.StringUtils;

/**
 * Sends the error of an authorization request to the client if the redirect URI is valid
 * (RFC 6749, section 4.1.2.1). Otherwise shows the error page.
 */
public final class AuthorizationFailureHandler implements AuthenticationFailureHandler {

	private final RegisteredClientRepository clients;

	/**
	 * Creates a handler.
	 * @param clients the registered clients
	 */
	public AuthorizationFailureHandler(RegisteredClientRepository clients) {
		this.clients = clients;
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) throws IOException {
		AuthorizationResponse target = target(request, failure);
		if (target != null && failure instanceof OAuth2AuthenticationException oauth) {
			response.sendRedirect(target.withError(oauth.getError()));
		}
		else {
			response.sendError(HttpStatus.BAD_REQUEST.value());
		}
	}

	private @Nullable AuthorizationResponse target(HttpServletRequest request, AuthenticationException failure) {
		OAuth2AuthorizationCodeRequestAuthenticationToken validated = (failure instanceof OAuth2AuthorizationCodeRequestAuthenticationException ex)
				? ex.getAuthorizationCodeRequestAuthentication() : null;
		if (validated != null) {
			return AuthorizationResponse.to(validated.getRedirectUri(), validated.getState());
		}
		return isUnsupportedResponseType(failure) ? registeredTarget(request) : null;
	}

	/**
	 * Returns whether the response type was refused. Spring Authorization Server does
	 * that before it checks the redirect URI.
	 */
	private static boolean isUnsupportedResponseType(AuthenticationException failure) {
		return failure instanceof OAuth2AuthenticationException oauth
				&& OAuth2ErrorCodes.UNSUPPORTED_RESPONSE_TYPE.equals(oauth.getError().getErrorCode());
	}

	private @Nullable AuthorizationResponse registeredTarget(HttpServletRequest request) {
		String clientId = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
		String redirectUri = request.getParameter(OAuth2ParameterNames.REDIRECT_URI);
		RegisteredClient client = StringUtils.hasText(clientId) ? this.clients.findByClientId(clientId) : null;
		return (client != null && client.getRedirectUris().contains(redirectUri))
				? AuthorizationResponse.to(redirectUri, request.getParameter(OAuth2ParameterNames.STATE)) : null;
	}

}

package io.github.claimsdsl.demo.request;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.util.StringUtils;

/**
 * Refuses a pushed authorization request without a redirect URI. Spring Authorization
 * Server answers such a request with an internal error if the client has no redirect URI
 * either.
 */
public final class PushedRedirectUriConverter implements AuthenticationConverter {

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		if (!StringUtils.hasText(request.getParameter(OAuth2ParameterNames.REDIRECT_URI))) {
			throw new OAuth2AuthenticationException(
					new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "The parameter redirect_uri is missing", null));
		}
		return null;
	}

}

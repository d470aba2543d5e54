package io.github.claimsdsl.spring.audience;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ErrorAuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a {@link HiddenTarget} at the endpoints that clients post to: RFC 6749 section
 * 3.2, RFC 8628 section 3.1 and RFC 9126 section 2.1 have the parameters in the body.
 */
final class HiddenTargetFilter extends OncePerRequestFilter {

	private final AuthenticationFailureHandler failureHandler = new OAuth2ErrorAuthenticationFailureHandler();

	private final RequestMatcher endpoints;

	HiddenTargetFilter(AuthorizationServerSettings settings) {
		this.endpoints = new OrRequestMatcher(post(settings, settings.getTokenEndpoint()),
				post(settings, settings.getDeviceAuthorizationEndpoint()),
				post(settings, settings.getPushedAuthorizationRequestEndpoint()));
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.endpoints.matches(request) && HiddenTarget.isIn(request)) {
			this.failureHandler.onAuthenticationFailure(request, response, AudienceError.TARGET_HIDDEN.exception());
			return;
		}
		chain.doFilter(request, response);
	}

	/** The path of an issuer, if there are several, comes before that of the endpoint. */
	private static RequestMatcher post(AuthorizationServerSettings settings, String endpoint) {
		return PathPatternRequestMatcher.withDefaults()
			.matcher(HttpMethod.POST, settings.isMultipleIssuersAllowed() ? "/**" + endpoint : endpoint);
	}

}

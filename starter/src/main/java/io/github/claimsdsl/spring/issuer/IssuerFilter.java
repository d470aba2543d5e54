package io.github.claimsdsl.spring.issuer;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.claimsdsl.spring.endpoint.RefusalLog;
import io.github.claimsdsl.spring.endpoint.RefusedException;

/**
 * Refuses requests to the endpoints of an issuer that is not declared. The status is 404
 * at the discovery endpoints, because there is no such issuer, and 400 at all others (RFC
 * 6749 section 5.2).
 */
public final class IssuerFilter extends OncePerRequestFilter {

	private static final OAuth2Error ERROR = new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST,
			"The server has no such issuer.", "https://www.rfc-editor.org/rfc/rfc6749#section-5.2");

	private final OAuth2ErrorHttpMessageConverter errors = new OAuth2ErrorHttpMessageConverter();

	private final Issuers issuers;

	private final RequestMatcher endpoints;

	private final RefusalLog refusals;

	/**
	 * Creates the filter.
	 * @param issuers the declared issuers
	 * @param endpoints matches the endpoints of the server
	 * @param refusals reports what is refused
	 */
	public IssuerFilter(Issuers issuers, RequestMatcher endpoints, RefusalLog refusals) {
		this.issuers = issuers;
		this.endpoints = endpoints;
		this.refusals = refusals;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String issuer = Issuers.current();
		if (issuer == null || this.issuers.allow(issuer) || !this.endpoints.matches(request)) {
			chain.doFilter(request, response);
			return;
		}
		this.refusals.request("request", null, request.getParameter(OAuth2ParameterNames.GRANT_TYPE),
				new RefusedException(ERROR, "its issuer is not declared under claims-dsl.issuers"));
		if (this.refusals.isEnforcing()) {
			refuse(request, response);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
		ServletServerHttpResponse http = new ServletServerHttpResponse(response);
		http.setStatusCode(
				request.getRequestURI().contains("/.well-known/") ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST);
		this.errors.write(ERROR, MediaType.APPLICATION_JSON, http);
	}

}

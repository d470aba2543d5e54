package io.github.claimsdsl.spring.endpoint;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ErrorAuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses an answer that contains a token that was not checked, for example one that a
 * response handler or another filter has added. It runs before all other filters at the
 * endpoints that issue tokens, so that it sees their answers.
 */
final class IssuedTokenFilter extends OncePerRequestFilter {

	private final AuthenticationFailureHandler failureHandler = new OAuth2ErrorAuthenticationFailureHandler();

	private final RequestMatcher tokenEndpoint;

	private final RequestMatcher registrationEndpoints;

	private final OAuth2AuthorizationService authorizations;

	private final RefusalLog refusals;

	IssuedTokenFilter(RequestMatcher tokenEndpoint, RequestMatcher registrationEndpoints,
			OAuth2AuthorizationService authorizations, RefusalLog refusals) {
		this.tokenEndpoint = tokenEndpoint;
		this.registrationEndpoints = registrationEndpoints;
		this.authorizations = authorizations;
		this.refusals = refusals;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		boolean registration = this.registrationEndpoints.matches(request);
		if (!registration && !this.tokenEndpoint.matches(request)) {
			chain.doFilter(request, response);
			return;
		}
		TokenEndpointCall call = new TokenEndpointCall(request, registration, this.authorizations);
		call.begin();
		try {
			answer(call, request, response, chain);
		}
		finally {
			call.end();
		}
	}

	private void answer(TokenEndpointCall call, HttpServletRequest request, HttpServletResponse response,
			FilterChain chain) throws ServletException, IOException {
		if (!this.refusals.isEnforcing()) {
			chain.doFilter(request, response);
			return;
		}
		HeldAnswer answer = new HeldAnswer(response);
		chain.doFilter(request, answer);
		if (new AnswerCheck(call).finds(answer)) {
			RefusedException refused = new RefusedException(IssuedTokenCheck.ERROR,
					"the answer holds a token that no policy decided. Remove it, or build it with a token generator that "
							+ "calls the policies and answer with it as the access token or ID token");
			this.refusals.request("answer", null, request.getParameter(OAuth2ParameterNames.GRANT_TYPE), refused);
			response.reset();
			this.failureHandler.onAuthenticationFailure(request, response, refused);
			return;
		}
		answer.send();
	}

}

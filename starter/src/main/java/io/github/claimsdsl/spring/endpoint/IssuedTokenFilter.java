package io.github.claimsdsl.spring.endpoint;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ErrorAuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.claimsdsl.RuleFailure;

/**
 * Stands around everything that answers at the endpoints that issue tokens. Refuses an
 * answer that holds a token that was not checked, such as one that a response handler or
 * another filter adds.
 */
final class IssuedTokenFilter extends OncePerRequestFilter {

	private static final String RETRY_AFTER_SECONDS = "5";

	private final OAuth2ErrorHttpMessageConverter errors = new OAuth2ErrorHttpMessageConverter();

	private final AuthenticationFailureHandler failureHandler = new OAuth2ErrorAuthenticationFailureHandler();

	private final RequestMatcher tokenEndpoint;

	private final RequestMatcher registrationEndpoints;

	private final OAuth2AuthorizationService authorizations;

	private final Refusals refusals;

	IssuedTokenFilter(RequestMatcher tokenEndpoint, RequestMatcher registrationEndpoints,
			OAuth2AuthorizationService authorizations, Refusals refusals) {
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
		if (isOutage(call, request, answer, chain)) {
			answerOutage(response);
			return;
		}
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

	/**
	 * Lets the rest of the chain answer; returns whether a store kept it from doing so.
	 */
	private boolean isOutage(TokenEndpointCall call, HttpServletRequest request, HeldAnswer answer, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, answer);
			return call.isOutage() && answer.getStatus() >= HttpServletResponse.SC_BAD_REQUEST;
		}
		catch (RuntimeException | ServletException ex) {
			if (!StoreOutage.isCauseOf(ex)) {
				throw ex;
			}
			this.refusals.request("request", null, request.getParameter(OAuth2ParameterNames.GRANT_TYPE),
					new RefusedException(StoreOutage.ERROR, "a store " + RuleFailure.of(ex).describe(getClass()), ex));
			return true;
		}
	}

	/** The handler of the server knows one status only. */
	private void answerOutage(HttpServletResponse response) throws IOException {
		response.reset();
		response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		ServletServerHttpResponse http = new ServletServerHttpResponse(response);
		http.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
		this.errors.write(StoreOutage.ERROR, null, http);
	}

}

package io.github.claimsdsl.spring.endpoint;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers with status 503 at the endpoints of an authorization server while a store
 * cannot be reached. Clients get the error as JSON and browsers get a page. Headers that
 * other filters have set are kept, such as those of CORS.
 */
final class StoreOutageFilter extends OncePerRequestFilter {

	private static final String RETRY_AFTER_SECONDS = "5";

	private static final String PAGE = """
			<!DOCTYPE html>
			<html lang="en">
			<head><meta charset="utf-8"><title>Temporarily unavailable</title></head>
			<body><p>The server cannot reach its data store. Please try again in a moment.</p></body>
			</html>
			""";

	private final OAuth2ErrorHttpMessageConverter errors = new OAuth2ErrorHttpMessageConverter();

	private final RequestMatcher clients;

	private final RequestMatcher pages;

	private final RefusalLog refusals;

	/**
	 * Creates the filter.
	 * @param clients the endpoints that clients call
	 * @param pages the endpoints that browsers open
	 * @param refusals reports what is refused
	 */
	StoreOutageFilter(RequestMatcher clients, RequestMatcher pages, RefusalLog refusals) {
		this.clients = clients;
		this.pages = pages;
		this.refusals = refusals;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.clients.matches(request)) {
			answerClient(request, response, chain);
		}
		else if (this.pages.matches(request)) {
			answerBrowser(request, response, chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private void answerClient(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HeldAnswer answer = new HeldAnswer(response);
		NotedOutage outage = NotedOutage.begin();
		try {
			if (isFailed(request, answer, chain, outage)) {
				write(response);
			}
			else {
				answer.send();
			}
		}
		finally {
			outage.end();
		}
	}

	/**
	 * Calls the rest of the chain. Returns whether a store could not be reached and no
	 * other filter has answered with status 503.
	 */
	private boolean isFailed(HttpServletRequest request, HeldAnswer answer, FilterChain chain, NotedOutage outage)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, answer);
		}
		catch (RuntimeException | ServletException ex) {
			NotedOutage.note(ex);
			if (!StoreOutage.isCauseOf(ex)) {
				throw ex;
			}
			report(request, outage);
			return true;
		}
		if (!outage.isNoted() || !answer.isFailure() || answer.isUnavailable()) {
			return false;
		}
		report(request, outage);
		return true;
	}

	private void answerBrowser(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		NotedOutage outage = NotedOutage.begin();
		try {
			chain.doFilter(request, response);
		}
		catch (RuntimeException | ServletException ex) {
			NotedOutage.note(ex);
			if (!StoreOutage.isCauseOf(ex) || response.isCommitted()) {
				throw ex;
			}
			report(request, outage);
			writePage(response);
		}
		finally {
			outage.end();
		}
	}

	private void report(HttpServletRequest request, NotedOutage outage) {
		Throwable thrown = outage.unreported();
		if (thrown != null) {
			this.refusals.request("request", null, request.getParameter(OAuth2ParameterNames.GRANT_TYPE),
					StoreOutage.refusal(thrown));
		}
	}

	/**
	 * Writes a page of its own. An error page of the application may be visible only to
	 * users who are logged in.
	 */
	private static void writePage(HttpServletResponse response) throws IOException {
		response.resetBuffer();
		response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
		response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		response.setContentType("text/html;charset=UTF-8");
		response.getWriter().write(PAGE);
	}

	/** Writes the error. The server's own handlers cannot set status 503. */
	private void write(HttpServletResponse response) throws IOException {
		response.resetBuffer();
		response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		ServletServerHttpResponse http = new ServletServerHttpResponse(response);
		http.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
		this.errors.write(StoreOutage.ERROR, null, http);
	}

}

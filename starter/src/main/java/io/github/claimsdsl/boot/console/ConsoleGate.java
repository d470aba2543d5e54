package io.github.claimsdsl.boot.console;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Marks the requests that have passed the console's whole security filter chain. The
 * pages answer only marked requests, whatever other chains let through.
 */
final class ConsoleGate extends OncePerRequestFilter {

	private static final String PASSED = ConsoleGate.class.getName() + ".passed";

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		request.setAttribute(PASSED, this);
		chain.doFilter(request, response);
	}

	static boolean isPassed(HttpServletRequest request) {
		return request.getAttribute(PASSED) instanceof ConsoleGate;
	}

}

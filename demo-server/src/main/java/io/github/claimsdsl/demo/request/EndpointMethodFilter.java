package io.github.claimsdsl.demo.request;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses HTTP methods that an endpoint does not support, and paths that are not an
 * endpoint.
 */
public final class EndpointMethodFilter extends OncePerRequestFilter {

	private final Map<String, List<String>> methods;

	/**
	 * Creates a filter.
	 * @param settings the settings that name the endpoints
	 * @param registration whether clients may register themselves
	 */
	public EndpointMethodFilter(AuthorizationServerSettings settings, boolean registration) {
		this.methods = ServerEndpoints.methods(settings, registration);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		List<String> allowed = this.methods.get(request.getServletPath());
		if (allowed == null) {
			response.sendError(HttpStatus.NOT_FOUND.value());
		}
		else if (!allowed.contains(request.getMethod())) {
			response.setHeader(HttpHeaders.ALLOW, String.join(", ", allowed));
			response.sendError(HttpStatus.METHOD_NOT_ALLOWED.value());
		}
		else {
			chain.doFilter(request, response);
		}
	}

}

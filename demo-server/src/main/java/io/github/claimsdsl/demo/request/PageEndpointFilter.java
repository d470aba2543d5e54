package io.github.claimsdsl.demo.request;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Shows an error page for an authorization request that lacks or repeats a parameter, and
 * for a device verification that lacks one. The error cannot go to the client, because
 * the client is not known yet.
 */
public final class PageEndpointFilter extends OncePerRequestFilter {

	private static final String POST = "POST";

	private final String authorizationPath;

	private final String verificationPath;

	/**
	 * Creates a filter.
	 * @param settings the settings that name the endpoints
	 */
	public PageEndpointFilter(AuthorizationServerSettings settings) {
		this.authorizationPath = settings.getAuthorizationEndpoint();
		this.verificationPath = settings.getDeviceVerificationEndpoint();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (isValid(request)) {
			chain.doFilter(request, response);
		}
		else {
			response.sendError(HttpStatus.BAD_REQUEST.value());
		}
	}

	private boolean isValid(HttpServletRequest request) {
		String path = request.getServletPath();
		if (path.equals(this.authorizationPath)) {
			return isConsent(request) ? !repeats(request, OAuth2ParameterNames.SCOPE)
					: !repeats(request, "") && isComplete(request);
		}
		return !path.equals(this.verificationPath)
				|| (!repeats(request, OAuth2ParameterNames.SCOPE) && isVerification(request));
	}

	/**
	 * Returns whether a request comes from the consent page. Its form may repeat
	 * {@code scope}.
	 */
	private static boolean isConsent(HttpServletRequest request) {
		return POST.equals(request.getMethod()) && !has(request, OAuth2ParameterNames.RESPONSE_TYPE)
				&& !has(request, OAuth2ParameterNames.REQUEST_URI);
	}

	private static boolean isComplete(HttpServletRequest request) {
		return has(request, OAuth2ParameterNames.CLIENT_ID) && (has(request, OAuth2ParameterNames.REQUEST_URI)
				|| Stream.of(OAuth2ParameterNames.RESPONSE_TYPE, OAuth2ParameterNames.REDIRECT_URI)
					.allMatch((name) -> has(request, name)));
	}

	private static boolean isVerification(HttpServletRequest request) {
		return (request.getParameter(OAuth2ParameterNames.STATE) != null) ? POST.equals(request.getMethod())
				: has(request, OAuth2ParameterNames.USER_CODE);
	}

	private static boolean repeats(HttpServletRequest request, String exception) {
		return request.getParameterMap()
			.entrySet()
			.stream()
			.filter((parameter) -> !parameter.getKey().equals(exception))
			.map(Map.Entry::getValue)
			.anyMatch((values) -> values.length > 1);
	}

	private static boolean has(HttpServletRequest request, String name) {
		return StringUtils.hasText(request.getParameter(name));
	}

}

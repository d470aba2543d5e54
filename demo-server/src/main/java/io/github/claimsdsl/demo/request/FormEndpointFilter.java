package io.github.claimsdsl.demo.request;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.claimsdsl.demo.error.OAuthErrorResponse;

/**
 * Refuses ambiguous requests at the endpoints that take a form from a client. Parameters
 * must be in the body, each at most once, and the client must authenticate in one way.
 * Otherwise two parts of the server could read one request differently.
 */
public final class FormEndpointFilter extends OncePerRequestFilter {

	private static final String RESOURCE = "resource";

	private static final OAuth2Error INVALID_TARGET = new OAuth2Error("invalid_target",
			"A request can have only one resource", null);

	private final Set<String> paths;

	/**
	 * Creates a filter.
	 * @param settings the settings that name the endpoints
	 */
	public FormEndpointFilter(AuthorizationServerSettings settings) {
		this.paths = ServerEndpoints.forms(settings);
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !this.paths.contains(request.getServletPath());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!isForm(request.getContentType())) {
			OAuthErrorResponse.write(response, HttpStatus.UNSUPPORTED_MEDIA_TYPE, OAuth2ErrorCodes.INVALID_REQUEST,
					"The request must be a form");
			return;
		}
		OAuth2Error error = check(request);
		if (error != null) {
			OAuthFailureHandler.write(response, error);
			return;
		}
		chain.doFilter(request, response);
	}

	private static @Nullable OAuth2Error check(HttpServletRequest request) {
		if (StringUtils.hasLength(request.getQueryString())) {
			return invalidRequest("The parameters must be in the body");
		}
		Map<String, String[]> parameters = request.getParameterMap();
		if (isRepeated(parameters.get(RESOURCE))) {
			return INVALID_TARGET;
		}
		if (parameters.values().stream().anyMatch(FormEndpointFilter::isRepeated)) {
			return invalidRequest("A parameter is repeated");
		}
		return checkClient(request, Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).size());
	}

	private static @Nullable OAuth2Error checkClient(HttpServletRequest request, int headers) {
		boolean secret = request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null;
		boolean assertion = request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION) != null;
		if (headers + (secret ? 1 : 0) + (assertion ? 1 : 0) > 1) {
			return invalidRequest("The client must use only one authentication method");
		}
		return (headers == 1) ? checkBasic(request) : null;
	}

	private static @Nullable OAuth2Error checkBasic(HttpServletRequest request) {
		BasicClient client = BasicClient.of(request.getHeader(HttpHeaders.AUTHORIZATION));
		if (!client.isBasic()) {
			return new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT);
		}
		String clientId = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
		return (clientId != null && !clientId.equals(client.id()))
				? invalidRequest("The client_id differs from the authenticated client") : null;
	}

	private static boolean isForm(@Nullable String contentType) {
		try {
			return contentType != null && MediaType.APPLICATION_FORM_URLENCODED
				.equalsTypeAndSubtype(MediaType.parseMediaType(contentType));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private static boolean isRepeated(String @Nullable [] values) {
		return values != null && values.length > 1;
	}

	private static OAuth2Error invalidRequest(String description) {
		return new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, description, null);
	}

}

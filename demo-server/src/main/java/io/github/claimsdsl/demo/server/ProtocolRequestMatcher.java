package io.github.claimsdsl.demo.server;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.StringUtils;

/**
 * Matches the requests of the authorization server: those to its endpoints, with any HTTP
 * method, and to all other paths below the same roots. The consent page is an exception.
 */
final class ProtocolRequestMatcher implements RequestMatcher {

	private static final List<String> ROOTS = List.of("/oauth2/", "/connect/", "/.well-known/", "/userinfo/");

	private final AuthorizationServerSettings settings;

	ProtocolRequestMatcher(AuthorizationServerSettings settings) {
		this.settings = settings;
	}

	@Override
	public boolean matches(HttpServletRequest request) {
		String path = request.getServletPath() + "/";
		return ROOTS.stream().anyMatch(path::startsWith) && !path.startsWith("/oauth2/consent/");
	}

	/**
	 * Returns whether an authorization request asks for an error instead of a login page,
	 * with {@code prompt=none}.
	 */
	boolean asksWithoutPrompt(HttpServletRequest request) {
		String prompt = request.getParameter("prompt");
		return request.getServletPath().equals(this.settings.getAuthorizationEndpoint()) && prompt != null
				&& List.of(StringUtils.delimitedListToStringArray(prompt, " ")).contains("none");
	}

}

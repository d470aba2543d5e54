package io.github.claimsdsl.demo.server;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.StringUtils;

/**
 * Matches what belongs to the authorization server: its endpoints with any method, and
 * whatever else lies beside them, but the consent page.
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
	 * Whether an authorization request wants an error rather than a login page.
	 */
	boolean asksWithoutPrompt(HttpServletRequest request) {
		String prompt = request.getParameter("prompt");
		return request.getServletPath().equals(this.settings.getAuthorizationEndpoint()) && prompt != null
				&& List.of(StringUtils.delimitedListToStringArray(prompt, " ")).contains("none");
	}

}

package io.github.claimsdsl.spring.audience;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;

import io.github.claimsdsl.spring.endpoint.HiddenParameter;

/**
 * Finds an {@code audience} or {@code resource} parameter that the server's own
 * converters would overlook.
 */
final class HiddenTarget {

	private HiddenTarget() {
	}

	static boolean isIn(HttpServletRequest request) {
		return HiddenParameter.isIn(request, OAuth2ParameterNames.AUDIENCE)
				|| HiddenParameter.isIn(request, OAuth2ParameterNames.RESOURCE);
	}

}

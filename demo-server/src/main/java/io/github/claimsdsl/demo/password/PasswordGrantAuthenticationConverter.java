package io.github.claimsdsl.demo.password;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.util.StringUtils;

/**
 * Reads a password grant request (RFC 6749, section 4.3.2) from the form body. Parameters
 * that the grant does not define become additional parameters, so that policies can read
 * them. Credentials do not.
 */
final class PasswordGrantAuthenticationConverter implements AuthenticationConverter {

	private static final String USERNAME = "username";

	private static final String PASSWORD = "password";

	private static final Set<String> OWN_PARAMETERS = Set.of(OAuth2ParameterNames.GRANT_TYPE, USERNAME, PASSWORD,
			OAuth2ParameterNames.SCOPE, OAuth2ParameterNames.CLIENT_ID, OAuth2ParameterNames.CLIENT_SECRET,
			OAuth2ParameterNames.CLIENT_ASSERTION, OAuth2ParameterNames.CLIENT_ASSERTION_TYPE);

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		if (!PasswordGrantAuthenticationToken.PASSWORD.getValue()
			.equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE))) {
			return null;
		}
		if (StringUtils.hasLength(request.getQueryString())) {
			throw invalidRequest("The request must not have a query string");
		}
		if (request.getHeader("DPoP") != null) {
			throw invalidRequest("The password grant issues no tokens that are bound to a key");
		}
		return new PasswordGrantAuthenticationToken(client(), required(request, USERNAME), required(request, PASSWORD),
				scopes(request), additionalParameters(request));
	}

	private static Authentication client() {
		return Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication(),
				"The token endpoint is open to authenticated clients only");
	}

	private static String required(HttpServletRequest request, String name) {
		String value = optional(request, name);
		if (!StringUtils.hasLength(value)) {
			throw invalidRequest("The parameter " + name + " is missing");
		}
		return value;
	}

	private static @Nullable String optional(HttpServletRequest request, String name) {
		String @Nullable [] values = request.getParameterValues(name);
		if (values != null && values.length > 1) {
			throw invalidRequest("The parameter " + name + " is repeated");
		}
		return (values != null) ? values[0] : null;
	}

	private static Set<String> scopes(HttpServletRequest request) {
		String scope = optional(request, OAuth2ParameterNames.SCOPE);
		return new LinkedHashSet<>(Arrays.asList(StringUtils.tokenizeToStringArray(scope, " ")));
	}

	private static Map<String, Object> additionalParameters(HttpServletRequest request) {
		Map<String, Object> parameters = new LinkedHashMap<>();
		request.getParameterMap().forEach((name, values) -> {
			if (!OWN_PARAMETERS.contains(name)) {
				parameters.put(name, (values.length == 1) ? values[0] : values);
			}
		});
		return parameters;
	}

	private static OAuth2AuthenticationException invalidRequest(String description) {
		return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, description, null));
	}

}

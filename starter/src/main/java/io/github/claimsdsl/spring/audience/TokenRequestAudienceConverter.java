package io.github.claimsdsl.spring.audience;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.util.StringUtils;

/**
 * Refuses token requests for an audience the client may not ask for, whatever the grant.
 * Converts nothing: it always leaves the request to the next converter.
 */
final class TokenRequestAudienceConverter implements AuthenticationConverter {

	private final Audiences audiences;

	TokenRequestAudienceConverter(Audiences audiences) {
		this.audiences = audiences;
	}

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		String requested = RequestedAudience.of(values(request, OAuth2ParameterNames.AUDIENCE),
				values(request, OAuth2ParameterNames.RESOURCE));
		RegisteredClient client = AuthenticatedClient.of(SecurityContextHolder.getContext().getAuthentication());
		if (requested != null && client != null) {
			this.audiences.authorize(requested, client.getClientId(), scopes(request));
		}
		return null;
	}

	/**
	 * The server's converters do not see a form parameter whose name occurs in the query
	 * string, so the token would be built as if it had not been sent.
	 */
	private static List<String> values(HttpServletRequest request, String name) {
		Map<String, String[]> parameters = request.getParameterMap();
		String[] values = parameters.getOrDefault(name, new String[0]);
		String query = request.getQueryString();
		if (values.length > 0 && query != null && query.contains(name)) {
			throw AudienceError.TARGET_NOT_IN_BODY.exception();
		}
		return List.of(values);
	}

	private static List<String> scopes(HttpServletRequest request) {
		String scope = request.getParameter(OAuth2ParameterNames.SCOPE);
		return (scope != null) ? Arrays.asList(StringUtils.delimitedListToStringArray(scope, " ")) : List.of();
	}

}

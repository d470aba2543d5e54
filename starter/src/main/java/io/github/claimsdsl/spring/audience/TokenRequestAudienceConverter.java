package io.github.claimsdsl.spring.audience;

import java.util.Arrays;
import java.util.List;

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
		RegisteredClient client = AuthenticatedClient.of(SecurityContextHolder.getContext().getAuthentication());
		if (client != null
				&& AuthenticatedClient.mayUse(client, request.getParameter(OAuth2ParameterNames.GRANT_TYPE))) {
			String requested = RequestedAudience.of(values(request, OAuth2ParameterNames.AUDIENCE),
					values(request, OAuth2ParameterNames.RESOURCE));
			if (requested != null) {
				this.audiences.authorize(requested, client.getClientId(), scopes(request));
			}
		}
		return null;
	}

	private static List<String> values(HttpServletRequest request, String name) {
		String[] values = request.getParameterValues(name);
		return (values != null) ? List.of(values) : List.of();
	}

	private static List<String> scopes(HttpServletRequest request) {
		String scope = request.getParameter(OAuth2ParameterNames.SCOPE);
		return (scope != null) ? Arrays.asList(StringUtils.delimitedListToStringArray(scope, " ")) : List.of();
	}

}

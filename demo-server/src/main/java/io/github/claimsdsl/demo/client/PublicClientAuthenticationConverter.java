package io.github.claimsdsl.demo.client;

import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Recognizes a public client by its {@code client_id} alone at endpoints where Spring
 * Authorization Server does not. These are the device authorization and revocation
 * endpoints, and the token endpoint for a device code or a refresh token.
 */
public final class PublicClientAuthenticationConverter implements AuthenticationConverter {

	private static final Set<String> GRANT_TYPES = Set.of(AuthorizationGrantType.DEVICE_CODE.getValue(),
			AuthorizationGrantType.REFRESH_TOKEN.getValue());

	private static final Set<String> CREDENTIALS = Set.of(OAuth2ParameterNames.CLIENT_SECRET,
			OAuth2ParameterNames.CLIENT_ASSERTION);

	private final AuthorizationServerSettings settings;

	/**
	 * Creates a converter.
	 * @param settings the settings that name the endpoints
	 */
	public PublicClientAuthenticationConverter(AuthorizationServerSettings settings) {
		this.settings = settings;
	}

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		String clientId = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
		if (clientId == null || clientId.isBlank() || hasCredentials(request) || !isOpenToPublicClients(request)) {
			return null;
		}
		return new OAuth2ClientAuthenticationToken(clientId, ClientAuthenticationMethod.NONE, null, Map.of());
	}

	private static boolean hasCredentials(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.AUTHORIZATION) != null
				|| CREDENTIALS.stream().anyMatch((name) -> request.getParameter(name) != null);
	}

	private boolean isOpenToPublicClients(HttpServletRequest request) {
		String path = request.getServletPath();
		return path.equals(this.settings.getDeviceAuthorizationEndpoint())
				|| path.equals(this.settings.getTokenRevocationEndpoint())
				|| (path.equals(this.settings.getTokenEndpoint())
						&& GRANT_TYPES.contains(request.getParameter(OAuth2ParameterNames.GRANT_TYPE)));
	}

}

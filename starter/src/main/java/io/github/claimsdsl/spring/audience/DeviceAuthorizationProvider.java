package io.github.claimsdsl.spring.audience;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.util.Assert;

/**
 * Checks the audience of a device authorization request (RFC 8628 section 3.1) and saves
 * it with the authorization, with the named parameters: the server saves no parameter of
 * the request.
 */
final class DeviceAuthorizationProvider implements AuthenticationProvider {

	private static final OAuth2TokenType DEVICE_CODE = new OAuth2TokenType(OAuth2ParameterNames.DEVICE_CODE);

	private static final String REQUEST = "device authorization request";

	private final AuthenticationProvider delegate;

	private final EndpointChecks checks;

	private final OAuth2AuthorizationService authorizations;

	DeviceAuthorizationProvider(AuthenticationProvider delegate, EndpointChecks checks,
			OAuth2AuthorizationService authorizations) {
		this.delegate = delegate;
		this.checks = checks;
		this.authorizations = authorizations;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		Map<String, String> parameters = new LinkedHashMap<>();
		Audience audience = check(authentication, parameters);
		Authentication result = this.delegate.authenticate(authentication);
		if ((audience != null || !parameters.isEmpty()) && this.checks.isEnforcing()
				&& result instanceof OAuth2DeviceAuthorizationRequestAuthenticationToken answer) {
			save(answer.getDeviceCode(), audience, parameters);
		}
		return result;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.delegate.supports(authentication);
	}

	private @Nullable Audience check(Authentication authentication, Map<String, String> parameters) {
		RegisteredClient client = AuthenticatedClient.of(authentication.getPrincipal());
		if (client == null || !AuthenticatedClient.mayUse(client, AuthorizationGrantType.DEVICE_CODE.getValue())
				|| !(authentication instanceof OAuth2DeviceAuthorizationRequestAuthenticationToken request)) {
			return null;
		}
		return this.checks.decide(REQUEST, client, AuthorizationGrantType.DEVICE_CODE.getValue(), () -> {
			read(client, request.getAdditionalParameters(), parameters);
			return this.checks.grant(RequestedAudience.of(request.getAdditionalParameters()), client,
					request.getScopes());
		});
	}

	private void read(RegisteredClient client, Map<String, Object> sent, Map<String, String> parameters) {
		this.checks.checkParameters(REQUEST, client, AuthorizationGrantType.DEVICE_CODE.getValue(),
				(name) -> TokenParameters.add(parameters, name, RequestedParameter.of(sent, name)));
	}

	private void save(@Nullable OAuth2DeviceCode code, @Nullable Audience audience, Map<String, String> parameters) {
		OAuth2Authorization authorization = (code != null)
				? this.authorizations.findByToken(code.getTokenValue(), DEVICE_CODE) : null;
		Assert.state(authorization != null, "The device authorization was not saved");
		OAuth2Authorization.Builder remembering = OAuth2Authorization.from(authorization);
		AudienceTokens.rememberForDevice(remembering, audience);
		TokenParameters.rememberForDevice(remembering, parameters);
		this.authorizations.save(remembering.build());
	}

}

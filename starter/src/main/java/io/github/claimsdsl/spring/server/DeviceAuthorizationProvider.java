package io.github.claimsdsl.spring.server;

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

import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.AudienceTokens;
import io.github.claimsdsl.spring.parameter.TokenParameters;

/**
 * Checks the audience of a device authorization request (RFC 8628 section 3.1). It saves
 * the audience and the named parameters with the authorization, because the server does
 * not save any parameter of the request.
 */
final class DeviceAuthorizationProvider implements AuthenticationProvider {

	private static final OAuth2TokenType DEVICE_CODE = new OAuth2TokenType(OAuth2ParameterNames.DEVICE_CODE);

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
		Audience audience = check(authentication);
		Map<String, String> parameters = parameters(authentication);
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

	private @Nullable Audience check(Authentication authentication) {
		RegisteredClient client = AuthenticatedClient.of(authentication.getPrincipal());
		if (client == null || !AuthenticatedClient.mayUse(client, AuthorizationGrantType.DEVICE_CODE.getValue())
				|| !(authentication instanceof OAuth2DeviceAuthorizationRequestAuthenticationToken request)) {
			return null;
		}
		return this.checks.decide("device authorization request", client, AuthorizationGrantType.DEVICE_CODE.getValue(),
				() -> this.checks.requests()
					.ofParameters(request.getAdditionalParameters(), client, request.getScopes()));
	}

	/**
	 * Returns the named parameters that have one value. A parameter that is sent twice
	 * has been refused or reported before.
	 */
	private Map<String, String> parameters(Authentication authentication) {
		Map<String, String> parameters = new LinkedHashMap<>();
		if (authentication instanceof OAuth2DeviceAuthorizationRequestAuthenticationToken request) {
			this.checks.parameters().names().forEach((name) -> {
				if (request.getAdditionalParameters().get(name) instanceof String value && !value.isEmpty()) {
					parameters.put(name, value);
				}
			});
		}
		return parameters;
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

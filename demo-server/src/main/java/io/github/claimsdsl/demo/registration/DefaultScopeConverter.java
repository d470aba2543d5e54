package io.github.claimsdsl.demo.registration;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2PushedAuthorizationRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Adds the default scope to an authorization request that has no scopes (RFC 6749,
 * section 3.3). It applies only to clients that have registered themselves, which have
 * only this one scope.
 */
final class DefaultScopeConverter implements AuthenticationConverter {

	private static final Set<String> DEFAULT = Set.of(SelfRegisteredClientConverter.SCOPE);

	private final AuthenticationConverter converter;

	private final RegisteredClientRepository clients;

	DefaultScopeConverter(AuthenticationConverter converter, RegisteredClientRepository clients) {
		this.converter = converter;
		this.clients = clients;
	}

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		Authentication asked = this.converter.convert(request);
		if (asked instanceof OAuth2AuthorizationCodeRequestAuthenticationToken code
				&& lacksScopes(code.getClientId(), code.getScopes())
				&& !code.getAdditionalParameters().containsKey(OAuth2ParameterNames.REQUEST_URI)) {
			return new OAuth2AuthorizationCodeRequestAuthenticationToken(code.getAuthorizationUri(), code.getClientId(),
					(Authentication) code.getPrincipal(), code.getRedirectUri(), code.getState(), DEFAULT,
					code.getAdditionalParameters());
		}
		if (asked instanceof OAuth2PushedAuthorizationRequestAuthenticationToken pushed
				&& lacksScopes(pushed.getClientId(), pushed.getScopes())) {
			return new OAuth2PushedAuthorizationRequestAuthenticationToken(pushed.getAuthorizationUri(),
					pushed.getClientId(), (Authentication) pushed.getPrincipal(), pushed.getRedirectUri(),
					pushed.getState(), DEFAULT, pushed.getAdditionalParameters());
		}
		return asked;
	}

	private boolean lacksScopes(String clientId, Set<String> scopes) {
		RegisteredClient client = scopes.isEmpty() ? this.clients.findByClientId(clientId) : null;
		return client != null && SelfRegistered.is(client);
	}

}

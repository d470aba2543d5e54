package io.github.claimsdsl.spring.audience;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;

import io.github.claimsdsl.spring.endpoint.TokenEndpointCall;
import io.github.claimsdsl.spring.parameter.RequestedParameter;

/**
 * Reads the audience that a request asks for from its parameters {@code audience} and
 * {@code resource} (RFC 8707 section 2). A parameter without a value counts as omitted
 * (RFC 6749 sections 3.1 and 3.2).
 */
final class RequestedAudience {

	private RequestedAudience() {
	}

	/**
	 * Returns the audience that a token request asks for, or {@code null} if it asks for
	 * none.
	 */
	static @Nullable String of(@Nullable Authentication grant) {
		if (grant instanceof OAuth2TokenExchangeAuthenticationToken exchange) {
			return of(exchange.getAudiences(), exchange.getResources());
		}
		if (grant instanceof OAuth2AuthorizationGrantAuthenticationToken request) {
			return of(request.getAdditionalParameters());
		}
		return null;
	}

	/**
	 * Returns the audience that a call of the token endpoint asks for, or {@code null} if
	 * it asks for none.
	 */
	static @Nullable String of(TokenEndpointCall call) {
		return of(call.parameter(OAuth2ParameterNames.AUDIENCE), call.parameter(OAuth2ParameterNames.RESOURCE));
	}

	/**
	 * Returns the audience that the parameters ask for, or {@code null} if they ask for
	 * none.
	 */
	static @Nullable String of(Map<String, Object> parameters) {
		return of(RequestedParameter.values(parameters.get(OAuth2ParameterNames.AUDIENCE)),
				RequestedParameter.values(parameters.get(OAuth2ParameterNames.RESOURCE)));
	}

	/**
	 * Returns the one audience that all values name, or {@code null} if there are none.
	 */
	static @Nullable String of(Collection<String> audiences, Collection<String> resources) {
		String audience = single(audiences);
		String resource = single(resources);
		if (audience != null && resource != null && !audience.equals(resource)) {
			throw AudienceError.TARGETS_DISAGREE.exception();
		}
		return (audience != null) ? audience : resource;
	}

	private static @Nullable String single(Collection<String> values) {
		if (values.size() > 1) {
			throw AudienceError.SEVERAL_TARGETS.exception();
		}
		String value = values.isEmpty() ? "" : values.iterator().next();
		return value.isEmpty() ? null : value;
	}

}

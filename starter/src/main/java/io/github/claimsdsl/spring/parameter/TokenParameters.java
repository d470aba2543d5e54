package io.github.claimsdsl.spring.parameter;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

import io.github.claimsdsl.spring.endpoint.EarlierRequest;
import io.github.claimsdsl.spring.endpoint.RefusalLog;
import io.github.claimsdsl.spring.endpoint.RefusedException;
import io.github.claimsdsl.spring.endpoint.TokenEndpointCall;

/**
 * Decides the values of the named request parameters of a token. The values come from the
 * request itself, because the converter of a custom grant may have dropped them. For a
 * grant that continues an authorization, the values of its first request count. Immutable
 * and thread-safe.
 *
 * @since 0.1.0
 */
public final class TokenParameters {

	/** The attribute of an authorization that holds the parameters. */
	private static final String ATTRIBUTE = "io.github.claimsdsl.parameters";

	private final NamedParameters names;

	private final RefusalLog refusals;

	/**
	 * Creates the reader of parameters.
	 * @param names the names of the parameters
	 * @param refusals logs the refusals that apply only to policies in report mode
	 */
	public TokenParameters(NamedParameters names, RefusalLog refusals) {
		this.names = names;
		this.refusals = refusals.reporting();
	}

	/**
	 * Returns a copy that reports nothing, for previews.
	 * @return the copy
	 */
	public TokenParameters silent() {
		return new TokenParameters(this.names, this.refusals.silent());
	}

	/**
	 * Returns the parameters of a token. If the token can be refreshed, the result also
	 * holds what to save with its authorization.
	 * @param context what the token is built from
	 * @return the parameters
	 * @throws OAuth2AuthenticationException {@code invalid_request} (RFC 6749 section
	 * 5.2) if a parameter is sent twice, is hidden by the query string, or differs from
	 * its value in the first request of the authorization
	 */
	public ParameterValues of(OAuth2TokenContext context) {
		TokenEndpointCall call = TokenEndpointCall.current();
		if (this.names.isEmpty() || (call != null && call.isRegistration())) {
			return ParameterValues.NONE;
		}
		Map<String, String> values = new LinkedHashMap<>();
		this.names.check((name) -> add(values, name, value(context, call, name)), (ex) -> report(context, call, ex));
		return new ParameterValues(values, saved(context, values));
	}

	private static void add(Map<String, String> values, String name, @Nullable String value) {
		if (value != null) {
			values.put(name, value);
		}
	}

	/** Reports a refusal once for each call, although a call may issue several tokens. */
	private void report(OAuth2TokenContext context, @Nullable TokenEndpointCall call, RefusedException ex) {
		if (call == null) {
			this.refusals.token(context, ex);
			return;
		}
		call.remember(new Reported(ex.reason()), (key) -> {
			this.refusals.token(context, ex);
			return key;
		});
	}

	private record Reported(String reason) {
	}

	private static @Nullable String value(OAuth2TokenContext context, @Nullable TokenEndpointCall call, String name) {
		String sent = sent(context, call, name);
		AuthorizationGrantType grantType = context.getAuthorizationGrantType();
		if (grantType == null || !EarlierRequest.isOf(grantType.getValue())) {
			return sent;
		}
		String first = first(context, grantType, name);
		if (sent != null && !sent.equals(first)) {
			throw ParameterError.CHANGED.exception(name);
		}
		return first;
	}

	/**
	 * Returns the value that was sent. If the request does not have it, a filter or
	 * converter may have added it.
	 */
	private static @Nullable String sent(OAuth2TokenContext context, @Nullable TokenEndpointCall call, String name) {
		String inRequest = (call != null) ? inRequest(call, name) : null;
		return (inRequest != null) ? inRequest : inGrant(context, name);
	}

	private static @Nullable String inRequest(TokenEndpointCall call, String name) {
		if (call.isHidden(name)) {
			throw ParameterError.HIDDEN.exception(name);
		}
		return RequestedParameter.single(name, call.parameter(name));
	}

	private static @Nullable String inGrant(OAuth2TokenContext context, String name) {
		return (context.getAuthorizationGrant() instanceof OAuth2AuthorizationGrantAuthenticationToken grant)
				? RequestedParameter.of(grant.getAdditionalParameters(), name) : null;
	}

	private static @Nullable String first(OAuth2TokenContext context, AuthorizationGrantType grantType, String name) {
		OAuth2Authorization authorization = context.getAuthorization();
		if (authorization == null) {
			return null;
		}
		AuthorizationGrantType first = AuthorizationGrantType.REFRESH_TOKEN.equals(grantType)
				? authorization.getAuthorizationGrantType() : grantType;
		if (AuthorizationGrantType.AUTHORIZATION_CODE.equals(first)) {
			OAuth2AuthorizationRequest request = authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
			return (request != null) ? RequestedParameter.of(request.getAdditionalParameters(), name) : null;
		}
		Map<String, Object> saved = authorization.getAttribute(ATTRIBUTE);
		return (saved != null) ? RequestedParameter.of(saved, name) : null;
	}

	/**
	 * Returns the parameters to save for a refresh. Nothing is saved here for an
	 * authorization code, because the server saves its first request, and for a device
	 * code, because they were saved when the device asked for it.
	 */
	private static Map<String, Object> saved(OAuth2TokenContext context, Map<String, String> values) {
		AuthorizationGrantType grantType = context.getAuthorizationGrantType();
		if (values.isEmpty() || grantType == null || EarlierRequest.isOf(grantType.getValue())
				|| OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue()) || !isRefreshable(context)) {
			return Map.of();
		}
		return Map.of(ATTRIBUTE, new LinkedHashMap<>(values));
	}

	private static boolean isRefreshable(OAuth2TokenContext context) {
		return !AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())
				&& context.getRegisteredClient()
					.getAuthorizationGrantTypes()
					.contains(AuthorizationGrantType.REFRESH_TOKEN);
	}

	/**
	 * Saves the parameters of a device authorization, so that {@link #of} finds them.
	 * @param authorization the authorization that is saved
	 * @param values the parameters that have a value
	 */
	public static void rememberForDevice(OAuth2Authorization.Builder authorization, Map<String, String> values) {
		if (!values.isEmpty()) {
			authorization.attribute(ATTRIBUTE, new LinkedHashMap<>(values));
		}
	}

}

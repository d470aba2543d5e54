package io.github.claimsdsl.spring.audience;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.util.StringUtils;

import io.github.claimsdsl.spring.endpoint.EarlierRequest;
import io.github.claimsdsl.spring.endpoint.TokenEndpointCall;

/**
 * Decides which audience a request gets. Each method returns {@code null} if the request
 * is for no audience or if no audiences are declared. It throws an exception if the
 * client may not have what it asks for. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class AudienceRequests {

	private final Audiences audiences;

	/**
	 * Creates an object that decides by the given audiences.
	 * @param audiences the declared audiences
	 */
	public AudienceRequests(Audiences audiences) {
		this.audiences = audiences;
	}

	/**
	 * Decides the audience of an authorization request (RFC 6749 section 4.1.1).
	 * @param http the request
	 * @param parameters its additional parameters
	 * @param client its client, or {@code null} if the client no longer exists
	 * @param scopes its scopes
	 * @return the audience, or {@code null} for none
	 * @throws OAuth2AuthenticationException {@code invalid_target},
	 * {@code invalid_scope}, or {@code invalid_request} if the query string hides what
	 * the request asks for
	 */
	public @Nullable Audience ofAuthorization(HttpServletRequest http, Map<String, Object> parameters,
			@Nullable RegisteredClient client, Set<String> scopes) {
		if (this.audiences.isEmpty() || client == null) {
			return null;
		}
		checkHidden(http);
		return this.audiences.grant(RequestedAudience.of(parameters), Requester.of(client), scopes);
	}

	/**
	 * Decides the audience of a pushed or device authorization request.
	 * @param parameters its additional parameters
	 * @param client its client
	 * @param scopes its scopes
	 * @return the audience, or {@code null} for none
	 * @throws OAuth2AuthenticationException {@code invalid_target} or
	 * {@code invalid_scope}
	 */
	public @Nullable Audience ofParameters(Map<String, Object> parameters, RegisteredClient client,
			Set<String> scopes) {
		return this.audiences.isEmpty() ? null
				: this.audiences.grant(RequestedAudience.of(parameters), Requester.of(client), scopes);
	}

	/**
	 * Decides the audience of a token request. The decision is made once for each call of
	 * the token endpoint.
	 * @param http the request
	 * @param client its client
	 * @param grantType a grant that the client may use
	 * @return the audience, or {@code null} for none; also {@code null} if the grant
	 * continues an authorization and the request asks for no audience, because an earlier
	 * request decided it
	 * @throws OAuth2AuthenticationException as {@link #ofAuthorization}
	 */
	public @Nullable Audience ofToken(HttpServletRequest http, RegisteredClient client, @Nullable String grantType) {
		checkHidden(http);
		TokenEndpointCall call = TokenEndpointCall.current();
		if (call == null || this.audiences.isEmpty()) {
			return null;
		}
		String requested = RequestedAudience.of(call);
		Set<String> scopes = scopes(call.parameter(OAuth2ParameterNames.SCOPE));
		if (!EarlierRequest.isOf(grantType)) {
			return GrantedAudience.decide(call, this.audiences, client, requested, scopes);
		}
		return (requested != null) ? this.audiences.grant(requested, Requester.of(client), scopes) : null;
	}

	/**
	 * Refuses a request whose query string hides its audience. The server's own
	 * converters would handle such a request as if it asked for no audience.
	 * @param http the request
	 * @throws OAuth2AuthenticationException {@code invalid_request} (RFC 6749 section
	 * 3.2)
	 */
	public void checkHidden(HttpServletRequest http) {
		if (!this.audiences.isEmpty() && HiddenTarget.isIn(http)) {
			throw AudienceError.TARGET_HIDDEN.exception();
		}
	}

	private static Set<String> scopes(List<String> parameters) {
		Set<String> scopes = new LinkedHashSet<>();
		parameters.forEach((scope) -> scopes.addAll(List.of(StringUtils.delimitedListToStringArray(scope, " "))));
		return scopes;
	}

}

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
 * Decides which audience a request gets. Each method returns {@code null} where the
 * request is for no audience or none is declared, and throws where the client may not
 * have what it asks for. Immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class AudienceRequests {

	private final Audiences audiences;

	/**
	 * Creates the decision.
	 * @param audiences the declared audiences
	 */
	public AudienceRequests(Audiences audiences) {
		this.audiences = audiences;
	}

	/**
	 * Decides the audience of an authorization request (RFC 6749 section 4.1.1).
	 * @param http the request
	 * @param parameters its additional parameters
	 * @param client its client, or {@code null} if it is gone
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
	 * Decides the audience of a token request, once for the call.
	 * @param http the request
	 * @param client its client
	 * @param grantType a grant that the client may use
	 * @return the audience, or {@code null} for none, and for a grant that an earlier
	 * request decided, if it asks for none
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
	 * Refuses a request whose query string hides its audience from the server's own
	 * converters.
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

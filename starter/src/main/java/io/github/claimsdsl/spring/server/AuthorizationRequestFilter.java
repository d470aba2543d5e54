package io.github.claimsdsl.spring.server;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.parameter.RequestedParameter;

/**
 * Checks the audience and the named parameters of an authorization request before the
 * user logs in. It does so only after the server has validated the redirect URI (RFC 6749
 * section 4.1.2.1), because a refusal redirects to the client. This filter throws an
 * exception, which the server's own filter around it turns into the redirect. A pushed
 * request was already checked when it was pushed.
 */
final class AuthorizationRequestFilter extends OncePerRequestFilter {

	/**
	 * The request attribute that the server sets while it handles a request that it found
	 * valid.
	 */
	static final String VALIDATED = OAuth2AuthorizationCodeRequestAuthenticationToken.class.getName();

	static final String REQUEST = "authorization request";

	private final EndpointChecks checks;

	private final RegisteredClientRepository clients;

	AuthorizationRequestFilter(EndpointChecks checks, RegisteredClientRepository clients) {
		this.checks = checks;
		this.clients = clients;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getAttribute(VALIDATED) instanceof OAuth2AuthorizationCodeRequestAuthenticationToken validated) {
			check(request, validated);
		}
		chain.doFilter(request, response);
	}

	private void check(HttpServletRequest http, OAuth2AuthorizationCodeRequestAuthenticationToken request) {
		RegisteredClient client = this.clients.findByClientId(request.getClientId());
		try {
			this.checks.decide(REQUEST, client, AuthorizationGrantType.AUTHORIZATION_CODE.getValue(),
					() -> audience(http, request, client));
		}
		catch (OAuth2AuthenticationException ex) {
			throw new OAuth2AuthorizationCodeRequestAuthenticationException(ex.getError(), ex,
					redirectable(request, client));
		}
	}

	private @Nullable Audience audience(HttpServletRequest http,
			OAuth2AuthorizationCodeRequestAuthenticationToken request, @Nullable RegisteredClient client) {
		this.checks.checkParameters(REQUEST, client, AuthorizationGrantType.AUTHORIZATION_CODE.getValue(),
				(name) -> RequestedParameter.compare(http, request.getAdditionalParameters(), name));
		return this.checks.requests()
			.ofAuthorization(http, request.getAdditionalParameters(), client, request.getScopes());
	}

	/**
	 * Returns the request with a redirect URI. A request may omit it if the client has
	 * only one (section 3.1.2.3).
	 */
	static OAuth2AuthorizationCodeRequestAuthenticationToken redirectable(
			OAuth2AuthorizationCodeRequestAuthenticationToken request, @Nullable RegisteredClient client) {
		if (StringUtils.hasText(request.getRedirectUri())) {
			return request;
		}
		String redirectUri = (client != null) ? client.getRedirectUris().iterator().next() : null;
		return new OAuth2AuthorizationCodeRequestAuthenticationToken(request.getAuthorizationUri(),
				request.getClientId(), (Authentication) request.getPrincipal(), redirectUri, request.getState(),
				request.getScopes(), request.getAdditionalParameters());
	}

}

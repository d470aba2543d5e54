package io.github.claimsdsl.spring.server;

import java.io.IOException;
import java.util.Objects;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.claimsdsl.spring.parameter.RequestedParameter;

/**
 * Refuses an authorization request with a {@code request_uri} if it also sends a named
 * parameter with another value than the pushed request. The value of the pushed request
 * counts (RFC 9126 section 4 with RFC 9101 section 6.3), and the server would silently
 * ignore the other.
 */
final class PushedRequestFilter extends OncePerRequestFilter {

	private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

	private static final Authentication ANONYMOUS = new AnonymousAuthenticationToken("anonymous", "anonymous",
			AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

	private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);

	private final EndpointChecks checks;

	private final RequestMatcher authorizationEndpoint;

	private final RegisteredClientRepository clients;

	private final OAuth2AuthorizationService authorizations;

	PushedRequestFilter(EndpointChecks checks, RequestMatcher authorizationEndpoint, RegisteredClientRepository clients,
			OAuth2AuthorizationService authorizations) {
		this.checks = checks;
		this.authorizationEndpoint = authorizationEndpoint;
		this.clients = clients;
		this.authorizations = authorizations;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (StringUtils.hasText(request.getParameter(OAuth2ParameterNames.REQUEST_URI))
				&& this.authorizationEndpoint.matches(request) && this.checks.parameters().isAnyIn(request)) {
			OAuth2AuthorizationRequest pushed = pushed(request);
			if (pushed != null) {
				check(request, pushed);
			}
		}
		chain.doFilter(request, response);
	}

	/**
	 * Returns the pushed request, or {@code null} if there is none. The server refuses
	 * the request in that case.
	 */
	private @Nullable OAuth2AuthorizationRequest pushed(HttpServletRequest request) {
		String requestUri = request.getParameter(OAuth2ParameterNames.REQUEST_URI);
		OAuth2Authorization authorization = requestUri.startsWith(PREFIX)
				? this.authorizations.findByToken(requestUri.substring(PREFIX.length()), STATE) : null;
		OAuth2AuthorizationRequest pushed = (authorization != null)
				? authorization.getAttribute(OAuth2AuthorizationRequest.class.getName()) : null;
		return (pushed != null && pushed.getClientId().equals(request.getParameter(OAuth2ParameterNames.CLIENT_ID)))
				? pushed : null;
	}

	private void check(HttpServletRequest request, OAuth2AuthorizationRequest pushed) {
		RegisteredClient client = this.clients.findByClientId(pushed.getClientId());
		String grantType = AuthorizationGrantType.AUTHORIZATION_CODE.getValue();
		try {
			this.checks.decide(AuthorizationRequestFilter.REQUEST, client, grantType, () -> {
				this.checks.checkParameters(AuthorizationRequestFilter.REQUEST, client, grantType,
						(name) -> RequestedParameter.compare(request, pushed.getAdditionalParameters(), name));
				return null;
			});
		}
		catch (OAuth2AuthenticationException ex) {
			throw new OAuth2AuthorizationCodeRequestAuthenticationException(ex.getError(), ex,
					AuthorizationRequestFilter.redirectable(token(pushed), client));
		}
	}

	private static OAuth2AuthorizationCodeRequestAuthenticationToken token(OAuth2AuthorizationRequest pushed) {
		return new OAuth2AuthorizationCodeRequestAuthenticationToken(pushed.getAuthorizationUri(), pushed.getClientId(),
				Objects.requireNonNullElse(SecurityContextHolder.getContext().getAuthentication(), ANONYMOUS),
				pushed.getRedirectUri(), pushed.getState(), pushed.getScopes(), pushed.getAdditionalParameters());
	}

}

package io.github.claimsdsl.spring.server;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ErrorAuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.endpoint.TokenEndpointGuard;
import io.github.claimsdsl.spring.parameter.RequestedParameter;

/**
 * Decides which audience a token request is for. It does so as soon as the client is
 * known, before any converter or provider handles the request. At all endpoints that
 * clients post to, it also refuses an audience that the query string hides, because the
 * parameters belong in the body (RFC 6749 section 3.2, RFC 8628 section 3.1 and RFC 9126
 * section 2.1). For requests that start an authorization, it checks the named parameters
 * too.
 */
final class RequestedAudienceFilter extends OncePerRequestFilter {

	private final AuthenticationFailureHandler failureHandler = new OAuth2ErrorAuthenticationFailureHandler();

	private final EndpointChecks checks;

	private final RequestMatcher tokenEndpoint;

	private final RequestMatcher otherEndpoints;

	RequestedAudienceFilter(EndpointChecks checks, AuthorizationServerSettings settings) {
		this.checks = checks;
		this.tokenEndpoint = TokenEndpointGuard.post(settings, settings.getTokenEndpoint());
		this.otherEndpoints = new OrRequestMatcher(
				TokenEndpointGuard.post(settings, settings.getDeviceAuthorizationEndpoint()),
				TokenEndpointGuard.post(settings, settings.getPushedAuthorizationRequestEndpoint()));
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		boolean token = this.tokenEndpoint.matches(request);
		if (token || this.otherEndpoints.matches(request)) {
			RegisteredClient client = AuthenticatedClient.of(SecurityContextHolder.getContext().getAuthentication());
			String grantType = request.getParameter(OAuth2ParameterNames.GRANT_TYPE);
			try {
				this.checks.decide(token ? "token request" : AuthorizationRequestFilter.REQUEST, client, grantType,
						() -> token ? check(request, client, grantType) : checkOther(request, client));
			}
			catch (OAuth2AuthenticationException ex) {
				this.failureHandler.onAuthenticationFailure(request, response, ex);
				return;
			}
		}
		chain.doFilter(request, response);
	}

	/**
	 * Checks a device or pushed authorization request. Its audience is decided later, by
	 * its provider. Only these requests have their named parameters checked here: those
	 * of a token request are checked for each token.
	 */
	private @Nullable Audience checkOther(HttpServletRequest request, @Nullable RegisteredClient client) {
		this.checks.checkParameters(AuthorizationRequestFilter.REQUEST, client, null,
				(name) -> RequestedParameter.of(request, name));
		this.checks.requests().checkHidden(request);
		return null;
	}

	private @Nullable Audience check(HttpServletRequest request, @Nullable RegisteredClient client,
			@Nullable String grantType) {
		if (client != null && AuthenticatedClient.mayUse(client, grantType)) {
			return this.checks.requests().ofToken(request, client, grantType);
		}
		this.checks.requests().checkHidden(request);
		return null;
	}

}

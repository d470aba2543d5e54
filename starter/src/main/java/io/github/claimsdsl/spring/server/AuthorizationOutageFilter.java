package io.github.claimsdsl.spring.server;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.claimsdsl.spring.endpoint.RefusalLog;
import io.github.claimsdsl.spring.endpoint.RefusedException;
import io.github.claimsdsl.spring.endpoint.StoreOutage;

/**
 * Sends a browser back to the client with {@code temporarily_unavailable} (RFC 6749
 * section 4.1.2.1) if a store cannot be reached after the server has validated the
 * redirect URI. This filter throws an exception, which the server's own filter around it
 * turns into a redirect.
 */
final class AuthorizationOutageFilter extends OncePerRequestFilter {

	private final RegisteredClientRepository clients;

	private final RefusalLog refusals;

	AuthorizationOutageFilter(RegisteredClientRepository clients, RefusalLog refusals) {
		this.clients = clients;
		this.refusals = refusals;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (RuntimeException ex) {
			if (StoreOutage.isCauseOf(ex) && !response.isCommitted() && request.getAttribute(
					AuthorizationRequestFilter.VALIDATED) instanceof OAuth2AuthorizationCodeRequestAuthenticationToken validated) {
				throw redirect(validated, ex);
			}
			throw ex;
		}
	}

	private OAuth2AuthorizationCodeRequestAuthenticationException redirect(
			OAuth2AuthorizationCodeRequestAuthenticationToken request, RuntimeException thrown) {
		RefusedException refused = StoreOutage.refusal(thrown);
		RegisteredClient client = StringUtils.hasText(request.getRedirectUri()) ? null
				: this.clients.findByClientId(request.getClientId());
		this.refusals.request(AuthorizationRequestFilter.REQUEST, client,
				AuthorizationGrantType.AUTHORIZATION_CODE.getValue(), refused);
		return new OAuth2AuthorizationCodeRequestAuthenticationException(refused.getError(), refused,
				AuthorizationRequestFilter.redirectable(request, client));
	}

}

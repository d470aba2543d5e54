package io.github.claimsdsl.boot.console;

import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates HTTP Basic with the application's own filter, and only if the application
 * has one. So the console adds no new way to guess passwords.
 */
final class TeamBasicFilter extends OncePerRequestFilter {

	private final TeamChains chains;

	TeamBasicFilter(TeamChains chains) {
		this.chains = chains;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<BasicAuthenticationFilter> basic = this.chains.basic();
		if (basic.isPresent()) {
			basic.get().doFilter(request, response, chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

}

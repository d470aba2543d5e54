package io.github.claimsdsl.servers;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

/**
 * A filter before those of the server, which wraps the request and reads it for an audit
 * log.
 */
class RequestFilterTests extends FourChecks {

	RequestFilterTests() {
		super(AuditedServer.class);
	}

	@Test
	void requestThenIsInTheAuditLog() {
		ask("app", "scope", "read").granted();
		assertThat(this.server.bean(AuditFilter.class).grants).contains("client_credentials");
	}

	static final class AuditFilter extends OncePerRequestFilter {

		private final Set<String> grants = ConcurrentHashMap.newKeySet();

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			ContentCachingRequestWrapper wrapped = new ContentCachingRequestWrapper(request, 4096);
			if (wrapped.getParameter("grant_type") != null) {
				this.grants.add(wrapped.getParameter("grant_type"));
			}
			chain.doFilter(wrapped, response);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AuditedServer {

		@Bean
		AuditFilter auditFilter() {
			return new AuditFilter();
		}

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http, AuditFilter filter) {
			http.addFilterBefore(filter, SecurityContextHolderFilter.class);
			return StockServer.chain(http, (server) -> server.oidc(withDefaults()));
		}

	}

}

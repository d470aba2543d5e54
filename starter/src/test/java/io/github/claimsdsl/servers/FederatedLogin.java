package io.github.claimsdsl.servers;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The stock server where users can log in at a provider, without the provider: a filter
 * puts into the session what Spring's {@code OidcAuthorizationCodeAuthenticationProvider}
 * makes of such a login. The parameters say what the provider said. With
 * {@code test.store=h2}, authorizations are in a database.
 */
@Configuration(proxyBeanMethods = false)
@Import(StockServer.class)
class FederatedLogin {

	@Bean
	@Order(5)
	SecurityFilterChain federated(HttpSecurity http) {
		return http.securityMatcher("/federated").addFilterBefore(new Provider(), LogoutFilter.class).build();
	}

	@Bean
	@ConditionalOnProperty(name = "test.store", havingValue = "h2")
	OAuth2AuthorizationService authorizations(RegisteredClientRepository clients) {
		return new JdbcOAuth2AuthorizationService(
				new JdbcTemplate(new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
					.setName(UUID.randomUUID().toString())
					.addScript(
							"org/springframework/security/oauth2/server/authorization/oauth2-authorization-schema.sql")
					.build()),
				clients);
	}

	/** Logs a user in at a provider. Claims are names and values in turn. */
	static CodeFlow login(Server server, String provider, String name, String... claims) {
		OAuthClient browser = server.client();
		browser.page("/federated", TwoChecks.with(claims, "provider", provider, "preferred_username", name)).granted();
		return new CodeFlow(browser);
	}

	private static final class Provider extends OncePerRequestFilter {

		private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws IOException {
			Map<String, Object> claims = new LinkedHashMap<>();
			request.getParameterMap().forEach((name, values) -> claims.put(name, values[0]));
			claims.computeIfPresent("groups", (name, groups) -> new ArrayList<>(Set.of(groups)));
			claims.putIfAbsent("sub", "subject-of-" + claims.get("preferred_username"));
			claims.put("iss", "https://idp.example.com");
			OidcIdToken token = new OidcIdToken("token", Instant.now(), Instant.now().plusSeconds(60), claims);
			OidcUserAuthority authority = new OidcUserAuthority(token);
			DefaultOidcUser user = new DefaultOidcUser(Set.of(authority), token, "preferred_username");
			OAuth2AuthenticationToken login = new OAuth2AuthenticationToken(user,
					Set.of(authority,
							FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY)),
					request.getParameter("provider"));
			login.setDetails(new WebAuthenticationDetails(request));
			this.sessions.saveContext(new SecurityContextImpl(login), request, response);
			response.getWriter().write("logged in");
		}

	}

}

package io.github.claimsdsl.servers;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * What filters and a token endpoint with a manager of its own do to tokens. Each row is
 * one attempt.
 */
class AttackFilterTests {

	/** A filter within the guard makes a form of what older clients send. */
	@Nested
	class FilterThatReadsHeaders extends Attacks {

		FilterThatReadsHeaders() {
			super(RewrittenRequests.class, Map.of());
		}

		@Test
		void audienceOfOthersThenRefused() {
			credentials(this.server, "/oauth2/token", "partner", "api", Policies.API).refused("invalid_target");
		}

		@Test
		void audienceThenGranted() {
			Answer answer = credentials(this.server, "/oauth2/token", "app", "api", Policies.API).granted();
			assertThat(FourChecks.audience(answer.claims("access_token"))).containsExactly(Policies.API);
		}

		@Test
		void audienceBesideAnotherThenTheFirstCounts() {
			credentials(this.server, "/oauth2/token", "partner", "api", Policies.API, "audience",
					"https://x.example.com")
				.refused("invalid_target");
		}

	}

	/** A path of older clients, rewritten by a filter before or within the guard. */
	@Nested
	class OlderPath extends Attacks {

		OlderPath() {
			super(OlderPaths.class, Map.of());
		}

		@ParameterizedTest
		@ValueSource(strings = { "/before/token", "/within/token" })
		void deniedClientThenRefused(String path) {
			assertThat(credentials(this.server, path, "barred").body()).doesNotContain("eyJ");
		}

		@ParameterizedTest
		@ValueSource(strings = { "/before/token", "/within/token" })
		void audienceOfOthersThenRefused(String path) {
			assertThat(credentials(this.server, path, "partner", "audience", Policies.API).body())
				.doesNotContain("eyJ");
		}

		@Test
		void allowedClientWhenRewrittenBeforeTheGuardThenGranted() {
			Answer answer = credentials(this.server, "/before/token", "app", "audience", Policies.API).granted();
			assertThat(answer.claims("access_token")).containsEntry("api", "yes");
		}

		/** The guard stands at another path, but sees what the server issues. */
		@Test
		void allowedClientWhenRewrittenWithinTheGuardThenGranted() {
			Answer answer = credentials(this.server, "/within/token", "app", "audience", Policies.API).granted();
			assertThat(answer.claims("access_token")).containsEntry("api", "yes");
		}

		/** The grant's generator calls no policy. */
		@ParameterizedTest
		@ValueSource(strings = { "/before/token", "/within/token", "/oauth2/token" })
		void undecidedTokenThenRefused(String path) {
			Answer answer = this.server.client()
				.post(path, "app", "grant_type", "password", "username", "alice", "password", "wonderland", "scope",
						"read");
			assertThat(answer.body()).doesNotContain("eyJ");
		}

	}

	/** The endpoint's filter is replaced by one with a manager of its own. */
	@Nested
	class OwnManager extends Attacks {

		OwnManager() {
			super(OwnManagers.class, Map.of());
		}

		@ParameterizedTest
		@ValueSource(strings = { "app", "opaque" })
		void undecidedTokenThenRefused(String client) {
			List<String> lines = Logs.of(Level.WARN,
					() -> credentials(this.server, "/oauth2/token", client).refused("server_error"));
			assertThat(lines).anyMatch((line) -> line.startsWith("Refused"));
		}

	}

	/** Names a parameter as the server knows it, after the server's own filters. */
	private static final class RenamingFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			Map<String, String[]> parameters = new HashMap<>(request.getParameterMap());
			if (parameters.containsKey("api")) {
				parameters.putIfAbsent("audience", parameters.get("api"));
			}
			chain.doFilter(new HttpServletRequestWrapper(request) {

				@Override
				public Map<String, String[]> getParameterMap() {
					return parameters;
				}

				@Override
				public String[] getParameterValues(String name) {
					return parameters.get(name);
				}

				@Override
				public String getParameter(String name) {
					return parameters.containsKey(name) ? parameters.get(name)[0] : null;
				}

			}, response);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RewrittenRequests {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http) {
			http.addFilterAfter(new RenamingFilter(), AuthorizationFilter.class);
			return StockServer.chain(http, (server) -> server.oidc(withDefaults()));
		}

	}

	/** Takes an older path for that of the token endpoint. */
	private static final class PathFilter extends OncePerRequestFilter {

		private final String path;

		PathFilter(String path) {
			this.path = path;
		}

		@Override
		protected String getAlreadyFilteredAttributeName() {
			return this.path;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			if (!request.getRequestURI().equals(this.path)) {
				chain.doFilter(request, response);
				return;
			}
			HttpServletRequest rewritten = new HttpServletRequestWrapper(request) {

				@Override
				public String getRequestURI() {
					return "/oauth2/token";
				}

				@Override
				public String getServletPath() {
					return "/oauth2/token";
				}

			};
			ServletRequestPathUtils.parseAndCache(rewritten);
			chain.doFilter(rewritten, response);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OlderPaths {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http, AuthenticationManager users,
				OAuth2AuthorizationService authorizations, JWKSource<SecurityContext> keys) {
			CommunityPasswordGrant.Provider provider = new CommunityPasswordGrant.Provider(users, authorizations,
					() -> new Generators(keys, null, null).unwired());
			http.addFilterBefore(new PathFilter("/before/token"), DisableEncodeUrlFilter.class);
			http.addFilterBefore(new PathFilter("/within/token"), SecurityContextHolderFilter.class);
			return http.oauth2AuthorizationServer((server) -> {
				http.securityMatcher("/oauth2/**", "/before/**", "/within/**", "/.well-known/**");
				server.oidc(withDefaults())
					.tokenEndpoint(
							(endpoint) -> endpoint.accessTokenRequestConverter(new CommunityPasswordGrant.Converter())
								.authenticationProvider(provider));
			}).authorizeHttpRequests((requests) -> requests.anyRequest().authenticated()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnManagers {

		@Bean
		RegisteredClientRepository clients() {
			return new InMemoryRegisteredClientRepository(Company.client("app", OAuth2TokenFormat.SELF_CONTAINED),
					Company.client("opaque", OAuth2TokenFormat.REFERENCE));
		}

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http, OAuth2AuthorizationService authorizations,
				JWKSource<SecurityContext> keys) {
			AuthenticationManager manager = new ProviderManager(new OAuth2ClientCredentialsAuthenticationProvider(
					authorizations, new Generators(keys, null, null).unwired()));
			return StockServer.chain(http, (server) -> server.oidc(withDefaults())
				.withObjectPostProcessor(new ObjectPostProcessor<OAuth2TokenEndpointFilter>() {

					@Override
					@SuppressWarnings("unchecked")
					public <O extends OAuth2TokenEndpointFilter> O postProcess(O filter) {
						return (O) new OAuth2TokenEndpointFilter(manager);
					}

				}));
		}

	}

}

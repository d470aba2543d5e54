package io.github.claimsdsl.servers;

import java.io.IOException;
import java.time.Instant;
import java.util.ConcurrentModificationException;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * What whole arrangements do to tokens: several issuers, opaque tokens, filters, a token
 * endpoint with a manager of its own, users that cannot be read. Each row is one attempt.
 */
class AttackArrangementTests {

	private static Answer credentials(Server server, String path, String client, String... parameters) {
		return server.client().post(path, client, TwoChecks.with(parameters, "grant_type", "client_credentials"));
	}

	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	abstract static class Attacks {

		private final Class<?> arrangement;

		private final Map<String, String> properties = Policies.withAudience();

		Server server;

		Attacks(Class<?> arrangement, Map<String, String> more) {
			this.arrangement = arrangement;
			this.properties.putAll(more);
		}

		@BeforeAll
		void start() {
			this.server = Server.start(this.arrangement, this.properties);
		}

		@AfterAll
		void stop() {
			this.server.close();
		}

	}

	@Nested
	class SeveralIssuers extends Attacks {

		SeveralIssuers() {
			super(ManyIssuers.class, Map.of());
		}

		@ParameterizedTest
		@ValueSource(strings = { "/acme/oauth2/token", "/a/b/c/oauth2/token", "/oauth2/token",
				"/oauth2/token/oauth2/token", "/connect/register/oauth2/token", "/ACME/oauth2/token",
				"/%61cme/oauth2/token", "/acme%20x/oauth2/token" })
		void issuerByPathThenTokenIsDecided(String path) {
			Answer answer = credentials(this.server, path, "app", "audience", Policies.API);
			assertThat(answer.status()).as(answer.body()).isLessThan(500);
			if (answer.status() == 200) {
				assertThat(answer.claims("access_token")).containsEntry("decided", "yes").containsEntry("api", "yes");
			}
			assertThat(credentials(this.server, path, "barred").body()).doesNotContain("eyJ");
			assertThat(credentials(this.server, path, "partner", "audience", Policies.API).body())
				.doesNotContain("eyJ");
		}

		@ParameterizedTest
		@ValueSource(strings = { "/acme/oauth2/token/connect/register", "/acme/oauth2/token/", "/acme/oauth2/token;x=1",
				"/acme//oauth2/token", "/acme/..%2foauth2/token" })
		void otherPathThenNoToken(String path) {
			assertThat(credentials(this.server, path, "app").body()).doesNotContain("eyJ");
		}

		@Test
		void refreshAtAnotherIssuerThenRefused() {
			OAuthClient browser = this.server.client().login();
			Answer authorized = browser.page("/acme/oauth2/authorize", "response_type", "code", "client_id", "app",
					"redirect_uri", Company.REDIRECT_URI, "scope", "openid read", "audience", Policies.API);
			Answer tokens = browser
				.post("/acme/oauth2/token", "app", "grant_type", "authorization_code", "code",
						authorized.redirected("code"), "redirect_uri", Company.REDIRECT_URI)
				.granted();
			Answer refreshed = browser.post("/globex/oauth2/token", "app", "grant_type", "refresh_token",
					"refresh_token", tokens.text("refresh_token"));
			refreshed.refused("invalid_grant");
		}

		@Test
		void refreshAtAnotherIssuerForAnAudienceThenRefused() {
			OAuthClient browser = this.server.client().login();
			Answer authorized = browser.page("/acme/oauth2/authorize", "response_type", "code", "client_id", "app",
					"redirect_uri", Company.REDIRECT_URI, "scope", "openid read");
			Answer tokens = browser
				.post("/acme/oauth2/token", "app", "grant_type", "authorization_code", "code",
						authorized.redirected("code"), "redirect_uri", Company.REDIRECT_URI)
				.granted();
			Answer refreshed = browser.post("/globex/oauth2/token", "app", "grant_type", "refresh_token",
					"refresh_token", tokens.text("refresh_token"), "audience", Policies.API);
			refreshed.refused("invalid_grant");
		}

	}

	@Nested
	class OpaqueTokens extends Attacks {

		OpaqueTokens() {
			super(Opaque.class, Map.of("claims-dsl.audiences[0].api-clients", "legacy"));
		}

		@Test
		void deniedClientThenRefused() {
			credentials(this.server, "/oauth2/token", "barred").refused("access_denied");
		}

		@Test
		void exchangeByOthersThenRefused() {
			Answer subject = CodeFlow.of(this.server).tokens("app", "read", "audience", Policies.API).granted();
			exchange("partner", subject).refused("invalid_request");
		}

		@Test
		void exchangeByTheApiThenLaunderingIsRefused() {
			Answer subject = CodeFlow.of(this.server).tokens("app", "read", "audience", Policies.API).granted();
			Answer exchanged = exchange("legacy", subject).granted();
			assertThat(exchange("partner", exchanged, "audience", Policies.API).status()).isEqualTo(400);
		}

		@Test
		void scopeByAnotherNameWhenACustomizerWritesItThenRefused() {
			credentials(this.server, "/oauth2/token", "app", "audience", Policies.API, "scp", "x")
				.refused("server_error");
		}

		@Test
		void claimWhenACustomizerWritesATimeBefore1970ThenGranted() {
			credentials(this.server, "/oauth2/token", "app", "born", "x").granted();
		}

		@Test
		void jwtAskedForInAnExchangeThenRefused() {
			Answer subject = CodeFlow.of(this.server).tokens("app", "read").granted();
			exchange("app", subject, "requested_token_type", "urn:ietf:params:oauth:token-type:jwt")
				.refused("invalid_request");
		}

		private Answer exchange(String client, Answer subject, String... parameters) {
			return this.server.client()
				.post("/oauth2/token", client,
						TwoChecks.with(parameters, "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
								"subject_token", subject.text("access_token"), "subject_token_type",
								"urn:ietf:params:oauth:token-type:access_token"));
		}

	}

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

	/** Users cannot be read, as when their database is down. */
	@Nested
	class UsersThatCannotBeRead extends Attacks {

		UsersThatCannotBeRead() {
			super(BrokenUsers.class,
					Map.of("claims-dsl.policies.users.audience", "any", "claims-dsl.policies.users.grant-type",
							"authorization_code", "claims-dsl.policies.users.claims.roles", "user.roles"));
		}

		@ParameterizedTest
		@ValueSource(strings = { "service", "state", "error" })
		void refreshThenServerError(String failure) {
			Users users = this.server.bean(Users.class);
			CodeFlow flow = CodeFlow.of(this.server);
			Answer tokens = flow.tokens("app", "openid read").granted();
			users.failure = failure;
			try {
				flow.refresh("app", tokens).refused("server_error");
			}
			finally {
				users.failure = "";
			}
		}

		@ParameterizedTest
		@ValueSource(strings = { "service", "state" })
		void codeThenServerError(String failure) {
			Users users = this.server.bean(Users.class);
			CodeFlow flow = CodeFlow.of(this.server);
			Answer authorized = flow.authorize("app", "read");
			users.failure = failure;
			try {
				flow.exchange("app", authorized).refused("server_error");
			}
			finally {
				users.failure = "";
			}
		}

	}

	@Nested
	class RequiredAudience extends Attacks {

		RequiredAudience() {
			super(StockServer.class,
					Map.of("claims-dsl.audience-required", "true", "claims-dsl.audiences[0].default-for", "app"));
		}

		@Test
		void noneThenRefused() {
			credentials(this.server, "/oauth2/token", "partner").refused("invalid_target");
		}

		@Test
		void noneThenDefault() {
			Answer answer = credentials(this.server, "/oauth2/token", "app").granted();
			assertThat(FourChecks.audience(answer.claims("access_token"))).containsExactly(Policies.API);
		}

		@Test
		void emptyThenDefault() {
			Answer answer = credentials(this.server, "/oauth2/token", "app", "audience", "").granted();
			assertThat(FourChecks.audience(answer.claims("access_token"))).containsExactly(Policies.API);
		}

		@Test
		void codeWithoutAudienceThenDefaultAndRefreshKeepsIt() {
			CodeFlow flow = CodeFlow.of(this.server);
			Answer tokens = flow.tokens("app", "openid read").granted();
			assertThat(FourChecks.audience(tokens.claims("access_token"))).contains(Policies.API);
			assertThat(FourChecks.audience(flow.refresh("app", tokens).granted().claims("access_token")))
				.contains(Policies.API);
		}

		@Test
		void codeWithoutAudienceThenRefused() {
			assertThat(CodeFlow.of(this.server).authorize("partner", "read").redirected("error"))
				.isEqualTo("invalid_target");
		}

		@Test
		void deviceWithoutAudienceThenRefused() {
			this.server.client()
				.post("/oauth2/device_authorization", "partner", "scope", "read")
				.refused("invalid_target");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class ManyIssuers {

		@Bean
		AuthorizationServerSettings settings() {
			return AuthorizationServerSettings.builder().multipleIssuersAllowed(true).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class Opaque {

		@Bean
		RegisteredClientRepository clients() {
			return Company.clients(OAuth2TokenFormat.REFERENCE);
		}

		@Bean
		OAuth2TokenCustomizer<OAuth2TokenClaimsContext> careless() {
			return (context) -> {
				if (parameter("scp") != null) {
					context.getClaims().claim("scp", List.of("admin"));
				}
				if (parameter("born") != null) {
					context.getClaims().claim("born", Instant.parse("1960-01-01T00:00:00.500Z"));
				}
			};
		}

		private static String parameter(String name) {
			return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)
					? request.getRequest().getParameter(name) : null;
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

	/** Users whose store fails when told to. */
	static final class Users implements UserDetailsService {

		private volatile String failure = "";

		@Override
		public UserDetails loadUserByUsername(String name) {
			return switch (this.failure) {
				case "service" -> throw new InternalAuthenticationServiceException("down");
				case "state" -> throw new IllegalStateException("down");
				case "error" -> throw new ConcurrentModificationException();
				default -> User.withUsername(name).password("{noop}wonderland").roles("user").build();
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class BrokenUsers {

		@Bean
		@Primary
		Users brokenUsers() {
			return new Users();
		}

	}

}

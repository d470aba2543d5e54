package io.github.claimsdsl.servers;

import java.io.IOException;
import java.net.ConnectException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static io.github.claimsdsl.servers.Refusals.assertServerError;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What fails while a token is built, and is no rule and no source of users: client
 * {@code app} gets JWTs, client {@code opaque} opaque tokens.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuildFailureTests {

	private Server server;

	private Broken broken;

	@BeforeAll
	void start() {
		Map<String, String> properties = new HashMap<>(Policies.withoutAudiences());
		properties.put("claims-dsl.policies.p.audience", "any");
		properties.put("claims-dsl.policies.p.scope", "read");
		properties.put("claims-dsl.policies.p.grant-type", "authorization_code");
		properties.put("claims-dsl.policies.p.claims.name", "user.name");
		this.server = Server.start(Arrangement.class, properties);
		this.broken = this.server.bean(Broken.class);
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	private Answer machine(String client) {
		return this.server.client().post("/oauth2/token", client, "grant_type", "client_credentials");
	}

	@ParameterizedTest
	@ValueSource(strings = { "app", "opaque" })
	void observationWhenItsHandlerThrowsThenServerErrorInOneLine(String client) {
		machine(client).granted();
		assertThat(failing(() -> this.broken.observation = new IllegalStateException("alice's secret"), client))
			.contains("building the token threw java.lang.IllegalStateException at " + getClass().getName())
			.doesNotContain("secret");
		assertUnavailable(() -> this.broken.observation = new CannotGetJdbcConnectionException("db.internal"), client);
		machine(client).granted();
	}

	@ParameterizedTest
	@ValueSource(strings = { "app", "opaque" })
	void customizerWhenItThrowsThenServerErrorInOneLine(String client) {
		assertThat(failing(() -> this.broken.customizer = new IllegalStateException("alice's secret"), client))
			.contains("threw java.lang.IllegalStateException at " + getClass().getName())
			.doesNotContain("secret");
		assertUnavailable(() -> this.broken.customizer = new CannotGetJdbcConnectionException("db.internal"), client);
		machine(client).granted();
	}

	@ParameterizedTest
	@ValueSource(strings = { "app", "opaque" })
	void customizerWhenItThrowsAnErrorOrWhatNothingDeclaresThenAnOAuthError(String client) {
		assertThat(failing(() -> this.broken.customizer = new ServiceConfigurationError("alice's secret"), client))
			.contains("threw java.util.ServiceConfigurationError at " + getClass().getName())
			.doesNotContain("secret");
		assertUnavailable(() -> this.broken.customizer = new ConnectException("db.internal"), client);
		machine(client).granted();
	}

	private String failing(Runnable breaks, String client) {
		breaks.run();
		try {
			return assertServerError(() -> machine(client));
		}
		finally {
			this.broken.repair();
		}
	}

	private void assertUnavailable(Runnable breaks, String client) {
		breaks.run();
		List<String> lines = Logs.of(Level.WARN, () -> {
			Answer answer = machine(client);
			assertThat(answer.status()).as(answer.body()).isEqualTo(503);
			assertThat(answer.json()).containsEntry("error", "temporarily_unavailable");
		});
		this.broken.repair();
		assertThat(lines).filteredOn((line) -> line.startsWith("Refused"))
			.singleElement()
			.asString()
			.contains("with temporarily_unavailable")
			.doesNotContain("db.internal");
	}

	@ParameterizedTest
	@ValueSource(strings = { "app", "opaque" })
	void loginWithoutAttributesWhenARuleReadsTheUserThenServerErrorInOneLine(String client) {
		CodeFlow flow = login();
		flow.tokens(client, "openid").granted();
		Answer authorized = flow.authorize(client, "openid read");
		assertThat(assertServerError(() -> flow.exchange(client, authorized)))
			.contains("building the token threw java.lang.NullPointerException at ");
	}

	@Test
	void loginWhenItsAttributesCannotBeReachedThenTemporarilyUnavailable() {
		CodeFlow flow = login();
		Answer authorized = flow.authorize("app", "read");
		Supplier<Answer> exchange = () -> flow.exchange("app", authorized);
		Login.outage = true;
		try {
			assertThat(exchange.get().status()).isEqualTo(503);
		}
		finally {
			Login.outage = false;
		}
	}

	private CodeFlow login() {
		OAuthClient browser = this.server.client();
		browser.page("/odd").granted();
		return new CodeFlow(browser);
	}

	static final class Broken {

		private volatile @Nullable Throwable observation;

		private volatile @Nullable Throwable customizer;

		private void repair() {
			this.observation = null;
			this.customizer = null;
		}

		/** Throws what no signature declares, as Kotlin does. */
		@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
		private static <T extends Throwable> void fail(@Nullable Throwable failure) throws T {
			if (failure != null) {
				failure.fillInStackTrace();
				throw (T) failure;
			}
		}

		private <C extends OAuth2TokenContext> OAuth2TokenCustomizer<C> customizer() {
			return (context) -> Broken.<RuntimeException>fail(this.customizer);
		}

	}

	/** A user whose provider said nothing, which such a class must not say. */
	@SuppressWarnings("serial")
	static final class Login implements OAuth2User {

		private static volatile boolean outage;

		@Override
		public @Nullable Map<String, Object> getAttributes() {
			if (outage) {
				throw new CannotGetJdbcConnectionException("db.internal");
			}
			return null;
		}

		@Override
		public Collection<? extends GrantedAuthority> getAuthorities() {
			return List.of();
		}

		@Override
		public String getName() {
			return "alice";
		}

	}

	private static final class Provider extends OncePerRequestFilter {

		private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws IOException {
			OAuth2AuthenticationToken login = new OAuth2AuthenticationToken(new Login(),
					List.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY)),
					"google");
			this.sessions.saveContext(new SecurityContextImpl(login), request, response);
			response.getWriter().write("logged in");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ StockServer.class, Broken.class })
	static class Arrangement {

		@Bean
		@Order(5)
		SecurityFilterChain odd(HttpSecurity http) {
			return http.securityMatcher("/odd").addFilterBefore(new Provider(), LogoutFilter.class).build();
		}

		@Bean
		RegisteredClientRepository clients() {
			return new InMemoryRegisteredClientRepository(Company.client("app", OAuth2TokenFormat.SELF_CONTAINED),
					Company.client("opaque", OAuth2TokenFormat.REFERENCE));
		}

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> jwt(Broken broken) {
			return broken.customizer();
		}

		@Bean
		OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque(Broken broken) {
			return broken.customizer();
		}

		@Bean
		ObservationHandler<Observation.Context> observations(Broken broken) {
			return new ObservationHandler<>() {

				@Override
				public void onStart(Observation.Context context) {
					Broken.fail(broken.observation);
				}

				@Override
				public boolean supportsContext(Observation.Context context) {
					return context.getClass().getName().contains("DecisionObservation");
				}

			};
		}

	}

}

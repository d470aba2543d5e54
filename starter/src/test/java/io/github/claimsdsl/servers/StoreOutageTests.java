package io.github.claimsdsl.servers;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stores of authorizations and clients that cannot be reached.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreOutageTests {

	private static final RuntimeException OUTAGE = new CannotGetJdbcConnectionException(
			"cannot connect to db.internal");

	private Server server;

	private Stores stores;

	@BeforeAll
	void start() {
		this.server = Server.start(Unreachable.class, Policies.withoutAudiences());
		this.stores = this.server.bean(Stores.class);
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	@AfterEach
	void repair() {
		this.stores.authorizations = null;
		this.stores.clients = null;
	}

	/**
	 * A request of client {@code app}.
	 *
	 * @param path where it is posted
	 * @param parameters its parameters
	 */
	record Request(String path, List<String> parameters) {

		Request(String path, String... parameters) {
			this(path, List.of(parameters));
		}

		Answer send(Server server) {
			return server.client().post(this.path, "app", this.parameters.toArray(String[]::new));
		}

		@Override
		public String toString() {
			return this.path;
		}

	}

	static List<Request> requests() {
		return List.of(new Request("/oauth2/token", "grant_type", "client_credentials"),
				new Request("/oauth2/par", "response_type", "code", "client_id", "app", "redirect_uri",
						Company.REDIRECT_URI, "scope", "read"),
				new Request("/oauth2/device_authorization", "scope", "read"),
				new Request("/oauth2/introspect", "token", "t"), new Request("/oauth2/revoke", "token", "t"));
	}

	@ParameterizedTest
	@MethodSource("requests")
	void requestWhenAuthorizationsCannotBeReachedThenUnavailableInOneLine(Request request) {
		this.stores.authorizations = OUTAGE;
		assertUnavailable(() -> request.send(this.server));
	}

	@ParameterizedTest
	@MethodSource("requests")
	void requestWhenClientsCannotBeReachedThenUnavailableInOneLine(Request request) {
		this.stores.clients = OUTAGE;
		assertUnavailable(() -> request.send(this.server));
	}

	/** Spring Security takes it for a failed login. */
	@ParameterizedTest
	@MethodSource("requests")
	void requestWhenAnAuthenticationFailsForItThenUnavailableInOneLine(Request request) {
		this.stores.authorizations = new InternalAuthenticationServiceException("db.internal", OUTAGE);
		assertUnavailable(() -> request.send(this.server));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void requestWhenTheStoreHasAnsweredThenNotUnavailable(RuntimeException failure) {
		this.stores.authorizations = failure;
		Answer answer = requests().get(0).send(this.server);
		assertThat(answer.status()).isNotIn(200, 503);
		assertThat(answer.body()).doesNotContain("temporarily_unavailable");
	}

	static List<RuntimeException> failures() {
		return List.of(new CannotAcquireLockException("deadlock"), new DuplicateKeyException("two codes"),
				new IllegalStateException("bug"));
	}

	/** The endpoint makes an invalid request of every failure, with its message. */
	@Test
	void userInfoWhenAuthorizationsCannotBeReachedThenUnavailableInOneLine() {
		Answer tokens = CodeFlow.of(this.server).tokens("app", "openid").granted();
		Answer known = this.server.client().json("/userinfo", tokens.text("access_token"), "").granted();
		assertThat(known.json()).containsEntry("sub", "alice");
		this.stores.authorizations = OUTAGE;
		assertUnavailable(() -> this.server.client().json("/userinfo", tokens.text("access_token"), ""));
	}

	private static void assertUnavailable(Supplier<Answer> request) {
		List<String> lines = Logs.of(Level.WARN, () -> {
			Answer answer = request.get();
			assertThat(answer.status()).as(answer.body()).isEqualTo(503);
			assertThat(answer.json()).containsEntry("error", "temporarily_unavailable");
			assertThat(answer.headers().map())
				.containsKeys("retry-after", "access-control-allow-origin", "x-content-type-options")
				.doesNotContainKey("location");
			assertThat(answer.body()).doesNotContain("eyJ", "db.internal");
		});
		assertThat(lines).singleElement()
			.asString()
			.startsWith("Refused the request")
			.contains("with temporarily_unavailable: a store threw ", CannotGetJdbcConnectionException.class.getName())
			.doesNotContain("db.internal");
	}

	@Test
	void authorizationWhenTheCodeCannotBeSavedThenTheClientIsTold() {
		CodeFlow flow = CodeFlow.of(this.server);
		this.stores.authorizations = OUTAGE;
		List<String> lines = Logs.of(Level.WARN, () -> {
			Answer answer = flow.authorize("app", "read", "state", "s1");
			assertThat(answer.location()).startsWith(Company.REDIRECT_URI + "?");
			assertThat(answer.redirected("error")).isEqualTo("temporarily_unavailable");
			assertThat(answer.redirected("state")).isEqualTo("s1");
		});
		assertThat(lines).singleElement()
			.asString()
			.startsWith("Refused the authorization request")
			.doesNotContain("db.internal");
	}

	/** No redirect URI is known to be the client's then. */
	@Test
	void authorizationWhenClientsCannotBeReachedThenUnavailablePage() {
		for (CodeFlow flow : List.of(CodeFlow.of(this.server), new CodeFlow(this.server.client()))) {
			this.stores.clients = OUTAGE;
			Answer answer = flow.authorize("app", "read");
			assertThat(answer.status()).as(answer.body()).isEqualTo(503);
			assertThat(answer.headers().map()).containsKeys("retry-after", "access-control-allow-origin");
			assertThat(answer.location()).isEmpty();
			assertThat(answer.body()).contains("cannot reach its data store").doesNotContain("db.internal");
			this.stores.clients = null;
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oauth2/token", "/oauth2/introspect" })
	void requestWhenOnlyReportedOnThenAsTheServerHasIt(String path) {
		Map<String, String> properties = Policies.withoutAudiences();
		properties.put("claims-dsl.mode", "report");
		try (Server reporting = Server.start(Unreachable.class, properties)) {
			reporting.bean(Stores.class).authorizations = OUTAGE;
			assertThat(reporting.client().post(path, "app", "grant_type", "client_credentials", "token", "t").status())
				.isNotEqualTo(503);
		}
	}

	static final class Stores {

		private volatile @Nullable RuntimeException authorizations;

		private volatile @Nullable RuntimeException clients;

		/** A store that throws while there is a failure. */
		private static <T> T failing(Class<T> type, T store, Supplier<@Nullable RuntimeException> failure) {
			return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
					(proxy, method, arguments) -> {
						RuntimeException thrown = failure.get();
						if (thrown != null && method.getDeclaringClass() == type) {
							throw thrown;
						}
						return method.invoke(store, arguments);
					}));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class Unreachable {

		@Bean
		Stores stores() {
			return new Stores();
		}

		@Bean
		OAuth2AuthorizationService authorizations(Stores stores) {
			return Stores.failing(OAuth2AuthorizationService.class, new InMemoryOAuth2AuthorizationService(),
					() -> stores.authorizations);
		}

		@Bean
		RegisteredClientRepository clients(Stores stores) {
			return Stores.failing(RegisteredClientRepository.class, Company.clients(OAuth2TokenFormat.SELF_CONTAINED),
					() -> stores.clients);
		}

		/** Browsers read the answers of other origins, also errors. */
		@Bean
		FilterRegistrationBean<?> cors() {
			FilterRegistrationBean<?> cors = new FilterRegistrationBean<>((request, response, chain) -> {
				((HttpServletResponse) response).setHeader("Access-Control-Allow-Origin", "*");
				chain.doFilter(request, response);
			});
			cors.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return cors;
		}

	}

}

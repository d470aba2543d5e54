package io.github.claimsdsl.boot.console;

import java.net.http.HttpResponse;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.config.Customizer.withDefaults;

import io.github.claimsdsl.ClaimPolicyException;

/**
 * The console beside chains of a team's own, and where they would open it.
 */
class ConsoleArrangementTests {

	@Test
	void consoleWhenOffThenThereIsNoBeanAndNoRoute() {
		try (ConsoleServer server = ConsoleServer.start(OwnChains.class, "claims-dsl.console.enabled", "false")) {
			assertThat(server.context().getBeansOfType(RouterFunction.class)).isEmpty();
			assertThat(server.context().getBeansOfType(RecentDecisions.class)).isEmpty();
			assertThat(server.context().getBeansOfType(SecurityFilterChain.class)).containsOnlyKeys("server", "pages");
			assertThat(server.context().getBeanDefinitionNames())
				.noneMatch((name) -> name.startsWith("claimsDslConsole") || name.startsWith("claimsDslOpenConsole")
						|| name.contains("ClaimsDslConsole"));
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.toLowerCase(Locale.ROOT).contains("console"));
			Visitor alice = server.visitor().signIn("alice", "wonderland");
			assertThat(alice.open("/claims-dsl").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void consoleWhenTheTeamHasItsOwnChainsThenNeitherChanges() {
		try (ConsoleServer server = ConsoleServer.start(OwnChains.class, "claims-dsl.console.path", "/admin/claims",
				"claims-dsl.console.authority", "ROLE_USER")) {
			HttpResponse<String> login = server.visitor().open("/admin/claims");
			assertThat(login.headers().firstValue("Location"))
				.hasValueSatisfying((it) -> assertThat(it).endsWith("/login"));
			assertThat(server.visitor()
				.ask("/admin/claims", "Authorization", Visitor.basic("carol", "chess"))
				.statusCode()).as("no HTTP Basic where the team has none").isEqualTo(403);
			Visitor carol = server.visitor().signIn("carol", "chess");
			assertThat(carol.open("/admin/claims").body()).contains("<h1>Preview a token</h1>");
			assertThat(carol
				.submitFrom("/admin/claims", "/admin/claims/", "client", "app", "grantType", "client_credentials")
				.body()).contains("Issued");
			assertThat(server.visitor().open("/open/anything").statusCode()).isEqualTo(404);
			assertThat(server.visitor().signIn("alice", "wonderland").open("/admin/claims").statusCode())
				.isEqualTo(403);
		}
	}

	@Test
	void consoleWhenTheServletHasAPathThenIsBelowIt() {
		try (ConsoleServer server = ConsoleServer.start(BasicChains.class, "spring.mvc.servlet.path", "/app")) {
			Visitor visitor = server.visitor("/app");
			HttpResponse<String> anonymous = visitor.open("/claims-dsl");
			assertThat(anonymous.statusCode()).as("no login page").isEqualTo(401);
			assertThat(anonymous.headers().firstValue("WWW-Authenticate"))
				.hasValueSatisfying((it) -> assertThat(it).startsWith("Basic "));
			assertThat(visitor.ask("/claims-dsl", "Authorization", Visitor.basic("carol", "chess")).statusCode())
				.isEqualTo(403);
			assertThat(visitor.ask("/claims-dsl", "Authorization", Visitor.basic("alice", "wrong")).statusCode())
				.isEqualTo(401);
			assertThat(visitor.ask("/claims-dsl", "Authorization", Visitor.basic("alice", "wonderland")).body())
				.contains("<h1>Preview a token</h1>", "href=\"claims-dsl/matrix\"");
		}
	}

	@Test
	void startWhenSecurityIgnoresThePathThenSaysSo() {
		assertOpen(Ignoring.class, "Spring Security ignores '/claims-dsl'");
	}

	@Test
	void startWhenAnEarlierChainTakesThePathThenSaysSo() {
		assertOpen(EarlierChain.class, "another SecurityFilterChain", "comes first and takes the requests");
	}

	@Test
	void startWhenAnEarlierChainTakesThePathOfTheServletThenSaysSo() {
		assertOpen(EarlierChain.class,
				new String[] { "spring.mvc.servlet.path", "/app", "server.servlet.context-path", "/auth" },
				"another SecurityFilterChain", "comes first and takes the requests");
	}

	@ParameterizedTest
	@ValueSource(classes = { ByAddress.class, ByServletPath.class })
	void startWhenAnEarlierChainLooksAtTheWholeAddressThenSaysSo(Class<?> arrangement) {
		assertOpen(arrangement,
				new String[] { "spring.mvc.servlet.path", "/app", "server.servlet.context-path", "/auth" },
				"another SecurityFilterChain", "comes first and takes the requests");
	}

	@Test
	void startWhenTheActionIsFollowedThenServesTheConsole() {
		try (ConsoleServer server = ConsoleServer.start(EarlierChain.class, "claims-dsl.console.path", "/console")) {
			assertThat(server.visitor().ask("/console").body()).contains("You are not signed in");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ROLE_ANONYMOUS", "role_anonymous", "FACTOR_PASSWORD", " " })
	void startWhenEverybodyHasTheAuthorityThenFails(String authority) {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> ConsoleServer.start(OwnChains.class, "claims-dsl.console.authority", authority).close())
			.havingRootCause()
			.isInstanceOf(ClaimPolicyException.class)
			.withMessageContaining("claims-dsl.console.authority");
	}

	@Test
	void pageWhenAChainThatNobodyCouldSeeTakesItThenIsForbidden() {
		try (ConsoleServer server = ConsoleServer.start(ChainByHeader.class)) {
			assertThat(server.visitor().ask("/claims-dsl", "X-Open", "yes").statusCode()).isEqualTo(403);
			assertThat(server.visitor().ask("/claims-dsl").body()).contains("You are not signed in");
		}
	}

	private static void assertOpen(Class<?> arrangement, String... words) {
		assertOpen(arrangement, new String[0], words);
	}

	private static void assertOpen(Class<?> arrangement, String[] properties, String... words) {
		assertThatExceptionOfType(ClaimPolicyException.class)
			.isThrownBy(() -> ConsoleServer.start(arrangement, properties).close())
			.satisfies((ex) -> assertThat(ex.issues()).singleElement().satisfies((issue) -> {
				assertThat(issue.code()).isEqualTo("console-open");
				assertThat(issue.message()).contains(words);
			}));
	}

	/**
	 * The chain of the authorization server, and one for pages.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OwnChains {

		@Bean
		@Order(1)
		SecurityFilterChain server(HttpSecurity http) {
			return http.oauth2AuthorizationServer((server) -> http.securityMatcher(server.getEndpointsMatcher()))
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain pages(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.formLogin(withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BasicChains extends OwnChains {

		@Bean
		@Override
		@Order(2)
		SecurityFilterChain pages(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.httpBasic(withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Ignoring extends OwnChains {

		@Bean
		WebSecurityCustomizer ignoring() {
			return (web) -> web.ignoring().requestMatchers("/claims-dsl/**");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlierChain extends OwnChains {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain earlier(HttpSecurity http) {
			return http.securityMatcher("/claims-*/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByAddress extends OwnChains {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain byAddress(HttpSecurity http) {
			return http.securityMatcher((request) -> request.getRequestURI().startsWith("/auth/app/claims-dsl"))
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByServletPath extends OwnChains {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain byServletPath(HttpSecurity http) {
			return http
				.securityMatcher((request) -> request.getServletPath().equals("/app")
						&& request.getPathInfo().startsWith("/claims-dsl"))
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ChainByHeader extends OwnChains {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain byHeader(HttpSecurity http) {
			return http.securityMatcher((request) -> request.getHeader("X-Open") != null)
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

	}

}

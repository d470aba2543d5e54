package io.github.claimsdsl.servers;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

/**
 * Platforms that add the authorization server to every chain with a
 * {@code Customizer<HttpSecurity>} bean, or build a chain without Spring Security's
 * builder.
 */
class EarlyServerTests {

	@Test
	void startWhenTheServerIsAddedBeforeTheStarterThenFailsAndSaysWhatToDo() {
		assertThat(Server.failure(Earliest.class, Policies.withAudience()))
			.hasStackTraceContaining("give it an @Order after Ordered.HIGHEST_PRECEDENCE");
		assertThat(Server.failure(Earliest.class, Policies.withoutAudiences()))
			.hasStackTraceContaining("give it an @Order after Ordered.HIGHEST_PRECEDENCE");
	}

	/** What is not declared needs no hook. */
	@Test
	void startWhenTheServerIsAddedBeforeTheStarterAndNothingIsDeclaredThenStarts() {
		Server.start(Earliest.class, Map.of()).close();
		Server.start(ByHand.class, Map.of()).close();
	}

	@Test
	void startWhenAChainIsBuiltByHandThenFailsAndSaysWhatToDo() {
		assertThat(Server.failure(ByHand.class, Policies.withoutAudiences())).hasMessageContaining("bean 'byHand'")
			.hasMessageContaining("Build it from the HttpSecurity bean that Spring Security injects");
	}

	@Nested
	class WhenTheActionIsFollowed extends FourChecks {

		WhenTheActionIsFollowed() {
			super(Later.class);
		}

	}

	private static void addServer(HttpSecurity http) {
		http.oauth2AuthorizationServer((server) -> server.oidc(withDefaults()));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(OneChain.class)
	static class Earliest {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		Customizer<HttpSecurity> platform() {
			return EarlyServerTests::addServer;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(OneChain.class)
	static class Later {

		@Bean
		@Order(0)
		Customizer<HttpSecurity> platform() {
			return EarlyServerTests::addServer;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OneChain {

		@Bean
		@Order(1)
		SecurityFilterChain onlyChain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.formLogin(withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class ByHand {

		@Bean
		@Order(0)
		SecurityFilterChain byHand(AuthenticationManager manager) {
			return new DefaultSecurityFilterChain(PathPatternRequestMatcher.withDefaults().matcher("/other/**"),
					List.of(new OAuth2TokenEndpointFilter(manager, "/other/token")));
		}

	}

}

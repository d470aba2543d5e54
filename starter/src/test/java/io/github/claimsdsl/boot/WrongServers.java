package io.github.claimsdsl.boot;

import java.util.List;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

import static org.springframework.security.config.Customizer.withDefaults;

/**
 * Customizers, generators, services and filter chains that stop the start, each in one
 * way.
 */
final class WrongServers {

	private WrongServers() {
	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		@Primary
		OAuth2TokenCustomizer<JwtEncodingContext> primary() {
			return (context) -> {
			};
		}

		@Bean
		OAuth2TokenCustomizer<OAuth2TokenContext> general() {
			return (context) -> {
			};
		}

		@Bean(defaultCandidate = false)
		OAuth2TokenCustomizer<OAuth2TokenClaimsContext> aside() {
			return (context) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoGenerators {

		@Bean
		OAuth2TokenGenerator<OAuth2Token> refreshTokens() {
			return new OAuth2RefreshTokenGenerator()::generate;
		}

		@Bean
		JwtGenerator jwts(JWKSource<SecurityContext> keys) {
			return new JwtGenerator(new NimbusJwtEncoder(keys));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoServices {

		@Bean
		OAuth2AuthorizationService one() {
			return new InMemoryOAuth2AuthorizationService();
		}

		@Bean
		OAuth2AuthorizationService two() {
			return new InMemoryOAuth2AuthorizationService();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class GeneratorOfTheDsl {

		@Bean
		SecurityFilterChain chain(HttpSecurity http, JWKSource<SecurityContext> keys) {
			return chainOf(http.oauth2AuthorizationServer(
					(server) -> server.tokenGenerator(new JwtGenerator(new NimbusJwtEncoder(keys)))));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyServer {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		Customizer<HttpSecurity> platform() {
			return (http) -> http.oauth2AuthorizationServer(withDefaults());
		}

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return chainOf(http);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithoutOpenIdConnect {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return chainOf(http.oauth2AuthorizationServer(withDefaults()));
		}

	}

	static SecurityFilterChain chainOf(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated()).build();
	}

	@Configuration(proxyBeanMethods = false)
	static class ChainByHand {

		@Bean
		@Order(0)
		SecurityFilterChain byHand(AuthenticationManager manager) {
			return new DefaultSecurityFilterChain(PathPatternRequestMatcher.withDefaults().matcher("/other/**"),
					List.of(new OAuth2TokenEndpointFilter(manager, "/other/token")));
		}

		@Bean
		@Order(1)
		SecurityFilterChain chain(HttpSecurity http) {
			return chainOf(http.oauth2AuthorizationServer(withDefaults()));
		}

		@Bean
		AuthenticationManager manager() {
			return (authentication) -> authentication;
		}

	}

}

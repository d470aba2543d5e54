package io.github.claimsdsl.boot.console;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import io.github.claimsdsl.spring.ConsoleDirectory;

import static org.springframework.security.config.Customizer.withDefaults;

/**
 * The chains of a team that has every way to sign in: a login page, HTTP Basic and bearer
 * tokens. Its directory finds names that are markup.
 */
@Configuration(proxyBeanMethods = false)
class AttackedTeam {

	@Bean
	@Order(1)
	SecurityFilterChain server(HttpSecurity http) {
		return http.oauth2AuthorizationServer((server) -> http.securityMatcher(server.getEndpointsMatcher()))
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain api(HttpSecurity http) {
		return http.securityMatcher("/api/**")
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.oauth2ResourceServer((resources) -> resources.jwt(withDefaults()))
			.httpBasic(withDefaults())
			.build();
	}

	@Bean
	@Order(3)
	SecurityFilterChain pages(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.formLogin(withDefaults())
			.build();
	}

	@Bean
	ConsoleDirectory directory() {
		return new ConsoleDirectory() {

			@Override
			public List<String> clients(String search, int limit) {
				return List.of("app", HostileText.MARKUP);
			}

			@Override
			public List<String> users(String search, int limit) {
				return List.of("carol", HostileText.MARKUP);
			}

		};
	}

}

package io.github.claimsdsl.demo.server;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The pages and the actuator.
 */
@Configuration(proxyBeanMethods = false)
class WebSecurityConfiguration {

	@Bean
	@Order(3)
	SecurityFilterChain actuatorSecurityFilterChain(HttpSecurity http) {
		return http.securityMatcher("/actuator/**")
			.authorizeHttpRequests((authorize) -> authorize.requestMatchers("/actuator/health/**")
				.permitAll()
				.anyRequest()
				.hasRole("admin"))
			.httpBasic(Customizer.withDefaults())
			.build();
	}

	@Bean
	@Order(4)
	SecurityFilterChain webSecurityFilterChain(HttpSecurity http) {
		return http
			.authorizeHttpRequests((authorize) -> authorize.requestMatchers("/", "/login", "/error", "/demo.css")
				.permitAll()
				.anyRequest()
				.authenticated())
			.formLogin((login) -> login.loginPage("/login"))
			.build();
	}

}

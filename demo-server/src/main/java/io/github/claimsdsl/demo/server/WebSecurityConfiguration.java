package io.github.claimsdsl.demo.server;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;

import io.github.claimsdsl.demo.error.OAuthErrorResponse;
import io.github.claimsdsl.demo.request.LoginFailureHandler;
import io.github.claimsdsl.demo.request.StoreFailureFilter;

/**
 * Secures the Actuator endpoints and the pages.
 */
@Configuration(proxyBeanMethods = false)
class WebSecurityConfiguration {

	private static final String ADMIN = "admin";

	/**
	 * Switches off Spring Security's observations of every filter, authentication and
	 * authorization. They take up to a quarter of the time of a token request, and other
	 * metrics count requests, decisions and failed logins.
	 */
	@Bean
	SecurityObservationSettings securityObservationSettings() {
		return SecurityObservationSettings.noObservations();
	}

	@Bean
	@Order(3)
	SecurityFilterChain actuatorSecurityFilterChain(HttpSecurity http) {
		MediaTypeRequestMatcher browser = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
		browser.setUseEquals(true);
		LoginFailureHandler failures = new LoginFailureHandler();
		return http.securityMatcher("/actuator/**")
			.authorizeHttpRequests((authorize) -> authorize.requestMatchers("/actuator/health/**")
				.permitAll()
				.anyRequest()
				.hasRole(ADMIN))
			.csrf((csrf) -> csrf.ignoringRequestMatchers(new RequestHeaderRequestMatcher(HttpHeaders.AUTHORIZATION)))
			.httpBasic((basic) -> basic.authenticationEntryPoint(failures))
			.exceptionHandling((exceptions) -> exceptions
				.defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint("/login"), browser)
				.defaultAuthenticationEntryPointFor(failures, AnyRequestMatcher.INSTANCE)
				.accessDeniedHandler((request, response, denial) -> OAuthErrorResponse.write(response,
						HttpStatus.FORBIDDEN, "access_denied", "The role admin is required")))
			.addFilterAfter(new StoreFailureFilter(), HeaderWriterFilter.class)
			.headers(SecurityHeaders::apply)
			.build();
	}

	/**
	 * Configures the chain of the pages. A page is open to everyone unless it is named
	 * here.
	 */
	@Bean
	@Order(4)
	SecurityFilterChain webSecurityFilterChain(HttpSecurity http) {
		return http.authorizeHttpRequests(
				(authorize) -> authorize.requestMatchers("/oauth2/consent").authenticated().anyRequest().permitAll())
			.formLogin((login) -> login.loginPage("/login").failureHandler(new LoginFailureHandler()))
			.addFilterAfter(new StoreFailureFilter(), HeaderWriterFilter.class)
			.logout((logout) -> logout.logoutSuccessUrl("/login?logout"))
			.headers(SecurityHeaders::apply)
			.build();
	}

}

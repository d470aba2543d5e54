package io.github.claimsdsl.boot.console;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

import io.github.claimsdsl.boot.ClaimsDslProperties.ConsoleProperties;

/**
 * Builds the security filter chain of the console, which matches only its path. Forms
 * need a CSRF token even with HTTP Basic, because a browser sends those credentials by
 * itself, too.
 */
final class ConsoleSecurity {

	/**
	 * The Content-Security-Policy: a page loads and calls only the console's own
	 * resources.
	 */
	private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
			+ " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

	private ConsoleSecurity() {
	}

	static SecurityFilterChain chain(HttpSecurity http, ConsoleProperties console, TeamChains chains) {
		String path = console.path();
		return http.securityMatcher(path, path + "/**")
			.authorizeHttpRequests((requests) -> requests.anyRequest().hasAuthority(console.authority()))
			.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(new ConsoleEntryPoint(chains))
				.accessDeniedHandler(new ConsoleDenial(console.authority())))
			.addFilterAfter(new ReadableFormFilter(), HeaderWriterFilter.class)
			.addFilterAt(new TeamBasicFilter(chains), BasicAuthenticationFilter.class)
			.addFilterAfter(new ConsoleGate(), AuthorizationFilter.class)
			.headers(ConsoleSecurity::headers)
			.build();
	}

	private static void headers(HeadersConfigurer<HttpSecurity> headers) {
		headers.contentSecurityPolicy((policy) -> policy.policyDirectives(POLICY))
			.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
			.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.NO_REFERRER));
	}

}

package io.github.claimsdsl.servers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

import static org.springframework.security.config.Customizer.withDefaults;

/**
 * The chain of Spring's own guide, for arrangements that change beans.
 */
@Configuration(proxyBeanMethods = false)
class StockServer {

	@Bean
	@Order(1)
	SecurityFilterChain authorizationServer(HttpSecurity http) {
		return chain(http,
				(server) -> server.oidc(withDefaults())
					.pushedAuthorizationRequestEndpoint(withDefaults())
					.deviceAuthorizationEndpoint(withDefaults()));
	}

	/** Builds such a chain with something else in it. */
	static SecurityFilterChain chain(HttpSecurity http, Customizer<OAuth2AuthorizationServerConfigurer> customizer) {
		return http.oauth2AuthorizationServer((server) -> {
			http.securityMatcher(server.getEndpointsMatcher());
			customizer.customize(server);
		})
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.exceptionHandling((exceptions) -> exceptions.defaultAuthenticationEntryPointFor(
					new LoginUrlAuthenticationEntryPoint("/login"), AnyRequestMatcher.INSTANCE))
			.build();
	}

}

package io.github.claimsdsl.docs.cookbook.owngrant;

import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;

@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

	@Bean
	OAuth2AuthorizationService authorizations() {
		return new InMemoryOAuth2AuthorizationService();
	}

	@Bean
	SecurityFilterChain authorizationServer(HttpSecurity http, UserDetailsService users,
			OAuth2AuthorizationService authorizations) {
		BadgeGrantProvider provider = new BadgeGrantProvider(Map.of("B-4711", "alice"), users, authorizations,
				() -> http.getSharedObject(OAuth2TokenGenerator.class));
		return http.oauth2AuthorizationServer((server) -> {
			http.securityMatcher(server.getEndpointsMatcher());
			server.tokenEndpoint((endpoint) -> endpoint.accessTokenRequestConverter(BadgeGrant::of)
				.authenticationProvider(provider));
		}).authorizeHttpRequests((requests) -> requests.anyRequest().authenticated()).build();
	}

}

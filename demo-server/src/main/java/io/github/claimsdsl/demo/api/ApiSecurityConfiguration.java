package io.github.claimsdsl.demo.api;

import java.util.Objects;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;

import io.github.claimsdsl.demo.error.BearerTokenEntryPoint;

/**
 * Secures the API as a resource server. It uses only the issuer and the keys of the
 * authorization server. It reads the keys in the same process, where another API would
 * fetch them over HTTP.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurityConfiguration {

	@Bean
	@Order(2)
	SecurityFilterChain apiSecurityFilterChain(HttpSecurity http, JWKSource<SecurityContext> keys,
			AuthorizationServerSettings settings, ApiProperties properties) {
		String issuer = Objects.requireNonNull(settings.getIssuer(), "The issuer must be configured");
		return http.securityMatcher("/api/**")
			.authorizeHttpRequests((authorize) -> authorize.anyRequest().authenticated())
			.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.oauth2ResourceServer((resource) -> resource.authenticationEntryPoint(new BearerTokenEntryPoint())
				.jwt((jwt) -> jwt.decoder(AccessTokens.decoder(keys, issuer, properties.audience()))))
			.build();
	}

}

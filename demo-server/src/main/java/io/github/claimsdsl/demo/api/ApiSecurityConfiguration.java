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
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.StringUtils;

import io.github.claimsdsl.demo.error.BearerTokenEntryPoint;

/**
 * Secures the API as a resource server that knows nothing of the authorization server but
 * its issuer and its keys, which it reads in the process rather than over HTTP.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurityConfiguration {

	private static final OAuth2TokenValidator<Jwt> ANY_CLIENT = new JwtClaimValidator<String>(
			OAuth2ParameterNames.CLIENT_ID, StringUtils::hasText);

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
				.jwt((jwt) -> jwt.decoder(decoder(keys, issuer, properties.audience()))))
			.build();
	}

	/**
	 * The decoder of RFC 9068, section 4. It is no bean: the authorization server has its
	 * own, for userinfo.
	 */
	private static JwtDecoder decoder(JWKSource<SecurityContext> keys, String issuer, String audience) {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys)
			.jwsAlgorithm(SignatureAlgorithm.RS256)
			.jwsAlgorithm(SignatureAlgorithm.ES256)
			.build();
		decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
			.issuer(issuer)
			.audience(audience)
			// Spring Security 7.0 has no validator of its own that takes any client
			.validators((validators) -> validators.putIfAbsent(OAuth2ParameterNames.CLIENT_ID, ANY_CLIENT))
			.build());
		return decoder;
	}

}

package io.github.claimsdsl.docs.mcp;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.server.resource.authentication.DelegatingJwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.SecurityFilterChain;

import static org.springframework.security.config.Customizer.withDefaults;

@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class McpServerConfiguration {

	private static final String METADATA = "/.well-known/oauth-protected-resource/**";

	@Bean
	SecurityFilterChain mcp(HttpSecurity http,
			@Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") String issuer,
			@Value("${spring.security.oauth2.resourceserver.jwt.audiences}") String self) {
		return http
			.authorizeHttpRequests((requests) -> requests.requestMatchers(METADATA)
				.permitAll()
				.anyRequest()
				.hasAuthority("SCOPE_mcp:tools"))
			.csrf(AbstractHttpConfigurer::disable)
			.oauth2ResourceServer((server) -> server.jwt(withDefaults())
				.protectedResourceMetadata(
						(metadata) -> metadata.protectedResourceMetadataCustomizer((about) -> about.resource(self)
							.authorizationServer(issuer)
							.scope("mcp:tools")
							.tlsClientCertificateBoundAccessTokens(false))))
			.build();
	}

	/**
	 * The rights of the user, for {@code @PreAuthorize("hasAuthority('TOOL_write')")}.
	 */
	@Bean
	JwtAuthenticationConverter authorities() {
		JwtGrantedAuthoritiesConverter tools = new JwtGrantedAuthoritiesConverter();
		tools.setAuthoritiesClaimName("https://mydomain.com/claims/tools");
		tools.setAuthorityPrefix("TOOL_");
		JwtAuthenticationConverter authorities = new JwtAuthenticationConverter();
		authorities.setJwtGrantedAuthoritiesConverter(
				new DelegatingJwtGrantedAuthoritiesConverter(new JwtGrantedAuthoritiesConverter(), tools));
		return authorities;
	}

}

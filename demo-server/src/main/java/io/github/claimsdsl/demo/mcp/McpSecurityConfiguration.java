package io.github.claimsdsl.demo.mcp;

import java.util.Objects;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.OAuth2ProtectedResourceMetadata;
import org.springframework.security.web.SecurityFilterChain;

import io.github.claimsdsl.demo.api.AccessTokens;
import io.github.claimsdsl.demo.error.BearerTokenEntryPoint;

/**
 * Secures each MCP server as a resource server that accepts only tokens for itself, and
 * tells clients where to get such a token (RFC 9728).
 */
@Configuration(proxyBeanMethods = false)
@Profile("mcp")
class McpSecurityConfiguration {

	private final JWKSource<SecurityContext> keys;

	private final String issuer;

	McpSecurityConfiguration(JWKSource<SecurityContext> keys, AuthorizationServerSettings settings) {
		this.keys = keys;
		this.issuer = Objects.requireNonNull(settings.getIssuer(), "The issuer must be configured");
	}

	@Bean
	@Order(0)
	SecurityFilterChain notesSecurityFilterChain(HttpSecurity http) {
		return secure(http, McpResource.NOTES);
	}

	@Bean
	@Order(0)
	SecurityFilterChain calendarSecurityFilterChain(HttpSecurity http) {
		return secure(http, McpResource.CALENDAR);
	}

	private SecurityFilterChain secure(HttpSecurity http, McpResource resource) {
		BearerTokenEntryPoint challenge = new BearerTokenEntryPoint(
				"resource_metadata=\"" + resource.metadataAddress(this.issuer) + "\"",
				"scope=\"" + McpResource.SCOPE + "\"");
		return http.securityMatcher(resource.path(), resource.metadataPath())
			.authorizeHttpRequests((authorize) -> authorize.requestMatchers(HttpMethod.GET, resource.metadataPath())
				.permitAll()
				.anyRequest()
				.hasAuthority("SCOPE_" + McpResource.SCOPE))
			.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.oauth2ResourceServer((server) -> server.authenticationEntryPoint(challenge)
				.accessDeniedHandler((request, response, denial) -> challenge.commence(request, response,
						new OAuth2AuthenticationException(
								BearerTokenErrors.insufficientScope("A scope is missing", McpResource.SCOPE))))
				.protectedResourceMetadata((metadata) -> metadata
					.protectedResourceMetadataCustomizer((builder) -> describe(builder, resource)))
				.jwt((jwt) -> jwt.decoder(AccessTokens.decoder(this.keys, this.issuer, resource.id(this.issuer)))))
			.build();
	}

	private void describe(OAuth2ProtectedResourceMetadata.Builder metadata, McpResource resource) {
		metadata.resource(resource.id(this.issuer))
			.resourceName(resource.title())
			.authorizationServer(this.issuer)
			.scope(McpResource.SCOPE)
			.tlsClientCertificateBoundAccessTokens(false);
	}

}

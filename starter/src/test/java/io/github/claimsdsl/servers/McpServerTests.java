package io.github.claimsdsl.servers;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springaicommunity.mcp.security.authorizationserver.config.McpAuthorizationServerConfigurer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.github.claimsdsl.servers.OAuthClient.Answer;

/**
 * The authorization server of spring-ai-community/mcp-security, as its README sets it up.
 * Its configurer brings a private token generator unless there is a bean.
 */
class McpServerTests {

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void startWhenNothingIsWiredThenStopsAndSaysWhatToDo(boolean audiences) {
		assertThat(Server.failure(McpServer.class, audiences ? Policies.withAudience() : Policies.withoutAudiences()))
			.hasStackTraceContaining("OAuth2TokenGenerator")
			.hasStackTraceContaining("OAuth2TokenCustomizer<JwtEncodingContext>")
			.hasStackTraceContaining("claims-dsl.token-generator: wired");
	}

	/** What the message says is done, and nothing else. */
	@Nested
	class WithAudiences extends FourChecks {

		WithAudiences() {
			super(WiredMcpServer.class, Policies.wired(Policies.withAudience()));
		}

		@Test
		void tokenOfAUserThenHasTheClaimOfThePolicy() {
			Answer tokens = CodeFlow.of(this.server).tokens("app", "read", "resource", Policies.API).granted();
			assertThat(tokens.claims("access_token")).containsEntry("decided", "yes").containsEntry("api", "yes");
		}

	}

	@Nested
	class WithoutAudiences extends TwoChecks {

		WithoutAudiences() {
			super(WiredMcpServer.class, Policies.wired(Policies.withoutAudiences()));
		}

		@Test
		void tokenOfAClientThatRegisteredItselfThenHasTheClaimOfThePolicy() {
			Answer registered = this.server.client().json("/oauth2/register", "", """
					{"client_name": "agent", "grant_types": ["client_credentials"],
					 "token_endpoint_auth_method": "client_secret_basic"}""");
			assertThat(registered.status()).as(registered.body()).isEqualTo(201);
			Answer token = this.server.client().post("/oauth2/token", registered, "grant_type", "client_credentials");
			assertThat(token.granted().claims("access_token")).containsEntry("decided", "yes");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class McpServer {

		@Bean
		SecurityFilterChain onlyChain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.with(McpAuthorizationServerConfigurer.mcpAuthorizationServer(), withDefaults())
				.formLogin(withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(McpServer.class)
	static class WiredMcpServer {

		@Bean
		OAuth2TokenGenerator<?> tokenGenerator(JWKSource<SecurityContext> keys,
				OAuth2TokenCustomizer<JwtEncodingContext> jwt, OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque) {
			return new Generators(keys, jwt, opaque).wired();
		}

	}

}

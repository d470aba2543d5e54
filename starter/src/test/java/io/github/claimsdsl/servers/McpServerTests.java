package io.github.claimsdsl.servers;

import java.util.List;
import java.util.Map;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
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

	/** Agents register themselves; only the server marks them. */
	@Nested
	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	class WithAgents {

		private static final String FIRST = "https://first.example.com/mcp";

		private static final String SECOND = "https://second.example.com/mcp";

		private final Server server = Server.start(MarkingMcpServer.class, Policies.wired(properties()));

		private static Map<String, String> properties() {
			Map<String, String> properties = Policies.withAudience();
			properties.put("claims-dsl.client.settings.mcp", "boolean");
			properties.put("claims-dsl.audiences[1].id", FIRST);
			properties.put("claims-dsl.audiences[1].clients.when", "client.settings.mcp == true");
			properties.put("claims-dsl.audiences[2].id", SECOND);
			properties.put("claims-dsl.audiences[2].clients", "any");
			properties.put("claims-dsl.audience-required.when", "client.settings.mcp == true");
			properties.put("claims-dsl.policies.first.audience", FIRST);
			properties.put("claims-dsl.policies.first.claims.tools", "['read']");
			return properties;
		}

		@AfterAll
		void stop() {
			this.server.close();
		}

		@Test
		void agentThenGetsATokenForTheServerItAsksFor() {
			Answer agent = register();
			Answer first = token(agent, "resource", FIRST).granted();
			assertThat(first.claims("access_token")).containsEntry("aud", FIRST)
				.containsEntry("tools", List.of("read"));
			assertThat(token(agent, "resource", SECOND).granted().claims("access_token")).containsEntry("aud", SECOND)
				.doesNotContainKey("tools");
		}

		/** Alone, mcp-security writes any resource that a client names into aud. */
		@Test
		void agentWhenResourceIsNotForItThenRefused() {
			Answer agent = register();
			token(agent, "resource", Policies.API).refused("invalid_target");
			token(agent, "resource", "https://anything.example.com").refused("invalid_target");
			token(agent).refused("invalid_target");
		}

		/** The server sees what a client says also where mcp-security adds it late. */
		@Test
		void agentWhenItStatesTheSettingThenIgnored() {
			Answer agent = this.server.client().json("/oauth2/register", "", """
					{"grant_types": ["client_credentials"], "token_endpoint_auth_method": "client_secret_basic",
					 "mcp": false}""");
			assertThat(agent.status()).as(agent.body()).isEqualTo(201);
			token(agent, "resource", FIRST).granted();
		}

		@Test
		void clientOfTheOperatorWhenNotMarkedThenRefused() {
			this.server.client()
				.post("/oauth2/token", "app", "grant_type", "client_credentials", "resource", FIRST)
				.refused("invalid_target");
			this.server.client().post("/oauth2/token", "app", "grant_type", "client_credentials").granted();
		}

		private Answer register() {
			Answer registered = this.server.client().json("/oauth2/register", "", """
					{"client_name": "agent", "grant_types": ["client_credentials"],
					 "token_endpoint_auth_method": "client_secret_basic"}""");
			assertThat(registered.status()).as(registered.body()).isEqualTo(201);
			return registered;
		}

		private Answer token(Answer client, String... parameters) {
			return this.server.client()
				.post("/oauth2/token", client, TwoChecks.with(parameters, "grant_type", "client_credentials"));
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
	static class MarkingMcpServer extends WiredGenerator {

		@Bean
		SecurityFilterChain onlyChain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.with(McpAuthorizationServerConfigurer.mcpAuthorizationServer(), (mcp) -> mcp
					.authorizationServer((server) -> server.clientRegistrationEndpoint((registration) -> registration
						.authenticationProviders((providers) -> providers.forEach(AgentServer::markClients)))))
				.formLogin(withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(McpServer.class)
	static class WiredMcpServer extends WiredGenerator {

	}

	static class WiredGenerator {

		@Bean
		OAuth2TokenGenerator<?> tokenGenerator(JWKSource<SecurityContext> keys,
				OAuth2TokenCustomizer<JwtEncodingContext> jwt, OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque) {
			return new Generators(keys, jwt, opaque).wired();
		}

	}

}

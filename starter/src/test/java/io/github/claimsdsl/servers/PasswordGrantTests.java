package io.github.claimsdsl.servers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;

import static io.github.claimsdsl.servers.Refusals.assertUndecided;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.github.claimsdsl.servers.OAuthClient.Answer;
import io.github.claimsdsl.servers.TokenCase.Grant;

/**
 * The password grant of the community's examples, which migrations from Spring Security
 * OAuth copy.
 */
class PasswordGrantTests {

	@Nested
	class WithTheGeneratorOfTheServer extends PasswordChecks {

		WithTheGeneratorOfTheServer() {
			super(ServersGenerator.class);
		}

		@Test
		void idTokenWhenIssuedBesideThenIsForTheClient() {
			Answer tokens = ask("app", "scope", "openid read", "audience", Policies.API).granted();
			assertThat(FourChecks.audience(tokens.claims("id_token"))).hasToString("[app]");
		}

	}

	/** The oldest example adds its provider to the chain when it is built. */
	@Nested
	class AddedAfterTheChainIsBuilt extends PasswordChecks {

		AddedAfterTheChainIsBuilt() {
			super(AddedLater.class);
		}

	}

	@Nested
	class WithAGeneratorOfItsOwnThatIsWired extends PasswordChecks {

		WithAGeneratorOfItsOwnThatIsWired() {
			super(WiredGenerator.class);
		}

		/** The grant's generator makes no opaque tokens. */
		@Override
		List<String> clients() {
			return List.of(TokenCase.JWT, TokenCase.OUTSIDE);
		}

	}

	@Nested
	class WithAPlainGeneratorOfItsOwn extends Undecided {

		WithAPlainGeneratorOfItsOwn() {
			super(PlainGenerator.class);
		}

	}

	@Nested
	class WithAPlainGeneratorOfItsOwnAddedAfterTheChainIsBuilt extends Undecided {

		WithAPlainGeneratorOfItsOwnAddedAfterTheChainIsBuilt() {
			super(PlainGeneratorAddedLater.class);
		}

	}

	@Nested
	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	class WithAPlainGeneratorForIdTokens {

		private Server server;

		@BeforeAll
		void start() {
			this.server = Server.start(PlainIdTokens.class, Policies.withAudience());
		}

		@AfterAll
		void stop() {
			this.server.close();
		}

		@Test
		void tokenThenHasTheClaimOfThePolicy() {
			Answer answer = password(this.server, "app", "scope", "read").granted();
			assertThat(answer.claims("access_token")).containsEntry("decided", "yes");
		}

		@Test
		void tokensWithAnIdTokenThenRefused() {
			assertUndecided(() -> password(this.server, "app", "scope", "openid read"));
		}

	}

	private static Answer password(Server server, String client, String... parameters) {
		return server.client()
			.post("/oauth2/token", client, TwoChecks.with(parameters, "grant_type", "password", "username", "alice",
					"password", "wonderland"));
	}

	abstract static class PasswordChecks extends FourChecks {

		PasswordChecks(Class<?> arrangement) {
			super(arrangement);
		}

		@Override
		Answer ask(String client, String... parameters) {
			return password(this.server, client, parameters);
		}

		@Override
		Set<Grant> grants() {
			Set<Grant> grants = super.grants();
			grants.add(Grant.PASSWORD);
			return grants;
		}

	}

	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	abstract static class Undecided {

		private final Class<?> arrangement;

		private Server server;

		Undecided(Class<?> arrangement) {
			this.arrangement = arrangement;
		}

		@BeforeAll
		void start() {
			this.server = Server.start(this.arrangement, Policies.withAudience());
		}

		@AfterAll
		void stop() {
			this.server.close();
		}

		@ParameterizedTest
		@ValueSource(strings = { "app", "barred", "partner" })
		void tokenThenRefused(String client) {
			assertUndecided(() -> password(this.server, client, "scope", "read"));
		}

		@Test
		void tokensWithAnIdTokenThenRefused() {
			assertUndecided(() -> password(this.server, "app", "scope", "openid read"));
		}

		@Test
		void tokenOfAnotherGrantThenHasTheClaimOfThePolicy() {
			Map<String, Object> claims = this.server.client()
				.post("/oauth2/token", "app", "grant_type", "client_credentials", "scope", "read")
				.granted()
				.claims("access_token");
			assertThat(claims).containsEntry("decided", "yes");
		}

	}

	/** How all variants add the grant to the DSL. */
	private static SecurityFilterChain chain(HttpSecurity http, CommunityPasswordGrant.Provider provider) {
		return StockServer
			.chain(http,
					(server) -> server.oidc(withDefaults())
						.pushedAuthorizationRequestEndpoint(withDefaults())
						.deviceAuthorizationEndpoint(withDefaults())
						.tokenEndpoint((endpoint) -> endpoint
							.accessTokenRequestConverter(new CommunityPasswordGrant.Converter())
							.authenticationProvider(provider)));
	}

	private static SecurityFilterChain chainThenProvider(HttpSecurity http, CommunityPasswordGrant.Provider provider) {
		SecurityFilterChain chain = StockServer.chain(http, (server) -> server.oidc(withDefaults())
			.tokenEndpoint((endpoint) -> endpoint.accessTokenRequestConverter(new CommunityPasswordGrant.Converter())));
		http.authenticationProvider(provider);
		return chain;
	}

	private static Supplier<OAuth2TokenGenerator<?>> generatorOf(HttpSecurity http) {
		return () -> http.getSharedObject(OAuth2TokenGenerator.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class ServersGenerator {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http, AuthenticationManager users,
				OAuth2AuthorizationService authorizations) {
			return chain(http, new CommunityPasswordGrant.Provider(users, authorizations, generatorOf(http)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AddedLater {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http, AuthenticationManager users,
				OAuth2AuthorizationService authorizations) {
			return chainThenProvider(http,
					new CommunityPasswordGrant.Provider(users, authorizations, generatorOf(http)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WiredGenerator {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http, AuthenticationManager users,
				OAuth2AuthorizationService authorizations, JWKSource<SecurityContext> keys,
				OAuth2TokenCustomizer<JwtEncodingContext> customizer) {
			JwtGenerator generator = new Generators(keys, customizer, null).jwts();
			return chain(http, new CommunityPasswordGrant.Provider(users, authorizations, () -> generator));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainGenerator {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http, AuthenticationManager users,
				OAuth2AuthorizationService authorizations, JWKSource<SecurityContext> keys) {
			JwtGenerator generator = new JwtGenerator(new NimbusJwtEncoder(keys));
			return chain(http, new CommunityPasswordGrant.Provider(users, authorizations, () -> generator));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainGeneratorAddedLater {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http, AuthenticationManager users,
				OAuth2AuthorizationService authorizations, JWKSource<SecurityContext> keys) {
			JwtGenerator generator = new JwtGenerator(new NimbusJwtEncoder(keys));
			return chainThenProvider(http, new CommunityPasswordGrant.Provider(users, authorizations, () -> generator));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainIdTokens {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http, AuthenticationManager users,
				OAuth2AuthorizationService authorizations, JWKSource<SecurityContext> keys,
				OAuth2TokenCustomizer<JwtEncodingContext> customizer) {
			JwtGenerator accessTokens = new Generators(keys, customizer, null).jwts();
			JwtGenerator idTokens = new JwtGenerator(new NimbusJwtEncoder(keys));
			OAuth2TokenGenerator<Jwt> generator = (
					context) -> OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())
							? accessTokens.generate(context) : idTokens.generate(context);
			return chain(http, new CommunityPasswordGrant.Provider(users, authorizations, () -> generator));
		}

	}

}

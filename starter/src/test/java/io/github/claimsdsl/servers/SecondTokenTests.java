package io.github.claimsdsl.servers;

import java.util.Map;
import java.util.function.Supplier;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;

import static io.github.claimsdsl.servers.Refusals.assertUndecided;
import static org.springframework.security.config.Customizer.withDefaults;

/**
 * A server that makes a second token, which no policy decided: in place of the decided
 * one, or beside it for applications that still read an older format.
 */
class SecondTokenTests {

	@Nested
	class WhenReturnedInPlaceOfTheDecidedOne extends UndecidedChecks {

		WhenReturnedInPlaceOfTheDecidedOne() {
			super(SecondGenerator.class, Policies.wired(Policies.withAudience()));
		}

	}

	@Nested
	class WhenReturnedBesideTheDecidedOne {

		@Test
		void tokensThenRefused() {
			try (Server server = Server.start(LegacyToken.class, Policies.withAudience())) {
				assertUndecided(() -> server.client()
					.post("/oauth2/token", "app", "grant_type", "client_credentials", "scope", "read"));
			}
		}

	}

	@Nested
	class WhenInARedirect {

		@Test
		void tokensThenRefused() {
			try (Server server = Server.start(Redirect.class, Policies.withAudience())) {
				assertUndecided(() -> server.client()
					.post("/oauth2/token", "app", "grant_type", "client_credentials", "scope", "read"));
			}
		}

	}

	/** Answers with a redirect, as pages without a backend were served once. */
	@Configuration(proxyBeanMethods = false)
	static class Redirect {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http, JWKSource<SecurityContext> keys) {
			JwtEncoder encoder = new NimbusJwtEncoder(keys);
			return StockServer.chain(http, (server) -> server.oidc(withDefaults())
				.tokenEndpoint((endpoint) -> endpoint.accessTokenResponseHandler((request, response, tokens) -> response
					.sendRedirect("https://app.example.com/#" + legacyToken(encoder, "app")))));
		}

	}

	private static String legacyToken(JwtEncoder encoder, String client) {
		JwtClaimsSet claims = JwtClaimsSet.builder()
			.issuer(AuthorizationServerContextHolder.getContext().getIssuer())
			.subject(client)
			.build();
		return encoder.encode(JwtEncoderParameters.from(claims)).getTokenValue();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class SecondGenerator {

		@Bean
		OAuth2TokenGenerator<?> tokenGenerator(JWKSource<SecurityContext> keys,
				OAuth2TokenCustomizer<JwtEncodingContext> jwt, OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque) {
			Generators generators = new Generators(keys, jwt, opaque);
			OAuth2TokenGenerator<? extends OAuth2Token> decided = generators.wired();
			OAuth2TokenGenerator<? extends OAuth2Token> second = generators.unwired();
			return (context) -> {
				decided.generate(context);
				return second.generate(context);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LegacyToken {

		@Bean
		@Order(1)
		SecurityFilterChain authorizationServer(HttpSecurity http, OAuth2AuthorizationService authorizations,
				JWKSource<SecurityContext> keys) {
			LegacyTokenProvider provider = new LegacyTokenProvider(authorizations,
					() -> http.getSharedObject(OAuth2TokenGenerator.class), new NimbusJwtEncoder(keys));
			return StockServer.chain(http, (server) -> server.oidc(withDefaults())
				.tokenEndpoint((endpoint) -> endpoint.authenticationProvider(provider)));
		}

	}

	/**
	 * Adds the legacy token to the response of a client credentials grant.
	 *
	 * @param authorizations where the authorization is saved
	 * @param tokens makes the decided token
	 * @param encoder signs the legacy token
	 */
	private record LegacyTokenProvider(OAuth2AuthorizationService authorizations,
			Supplier<OAuth2TokenGenerator<?>> tokens, JwtEncoder encoder) implements AuthenticationProvider {

		@Override
		public Authentication authenticate(Authentication authentication) {
			OAuth2AccessTokenAuthenticationToken decided = (OAuth2AccessTokenAuthenticationToken) new OAuth2ClientCredentialsAuthenticationProvider(
					this.authorizations, this.tokens.get())
				.authenticate(authentication);
			return new OAuth2AccessTokenAuthenticationToken(decided.getRegisteredClient(),
					(OAuth2ClientAuthenticationToken) decided.getPrincipal(), decided.getAccessToken(), null,
					Map.of("legacy_token", legacyToken(this.encoder, decided.getRegisteredClient().getClientId())));
		}

		@Override
		public boolean supports(Class<?> authentication) {
			return OAuth2ClientCredentialsAuthenticationToken.class.isAssignableFrom(authentication);
		}

	}

}

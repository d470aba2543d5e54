package io.github.claimsdsl.servers;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

import static io.github.claimsdsl.servers.Refusals.assertUndecided;

/**
 * A token generator that leaves some clients to another, as servers do while they migrate
 * from an older format.
 */
class FallbackGeneratorTests {

	@Nested
	class Fallback extends FourChecks {

		Fallback() {
			super(FallbackGenerator.class, Policies.wired(Policies.withAudience()));
		}

		@Test
		void tokenWhenOfTheFallbackThenRefused() {
			assertUndecided(() -> ask("legacy", "scope", "read"));
		}

		@Test
		void tokensOfAUserWhenOfTheFallbackThenRefused() {
			assertUndecided(() -> CodeFlow.of(this.server).tokens("legacy", "openid read"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class FallbackGenerator {

		@Bean
		OAuth2TokenGenerator<?> tokenGenerator(JWKSource<SecurityContext> keys,
				OAuth2TokenCustomizer<JwtEncodingContext> jwt, OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque) {
			Generators generators = new Generators(keys, jwt, opaque);
			OAuth2TokenGenerator<? extends OAuth2Token> wired = generators.wired();
			OAuth2TokenGenerator<OAuth2Token> migrated = (
					context) -> "legacy".equals(context.getRegisteredClient().getClientId()) ? null
							: wired.generate(context);
			return new DelegatingOAuth2TokenGenerator(migrated, generators.unwired());
		}

	}

}

package io.github.claimsdsl.servers;

import java.time.Instant;
import java.util.UUID;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

import io.github.claimsdsl.servers.OAuthClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Refresh tokens that are JWTs, which a gateway routes by their claims.
 */
class RefreshTokenGeneratorTests extends FourChecks {

	RefreshTokenGeneratorTests() {
		super(SelfContainedRefreshTokens.class, Policies.wired(Policies.withAudience()));
	}

	@Test
	void refreshTokenThenIsAJwtAndGivesADecidedToken() {
		CodeFlow flow = CodeFlow.of(this.server);
		Answer tokens = flow.tokens("app", "openid read", "audience", Policies.API).granted();
		assertThat(tokens.claims("refresh_token")).containsEntry("sub", "alice");
		Answer refreshed = flow.refresh("app", tokens).granted();
		assertThat(refreshed.claims("access_token")).containsEntry("decided", "yes").containsEntry("api", "yes");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(StockServer.class)
	static class SelfContainedRefreshTokens {

		@Bean
		OAuth2TokenGenerator<?> tokenGenerator(JWKSource<SecurityContext> keys,
				OAuth2TokenCustomizer<JwtEncodingContext> jwt, OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque) {
			JwtEncoder encoder = new NimbusJwtEncoder(keys);
			OAuth2TokenGenerator<OAuth2RefreshToken> refreshTokens = (
					context) -> OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())
							? refreshToken(context, encoder) : null;
			return new DelegatingOAuth2TokenGenerator(refreshTokens, new Generators(keys, jwt, opaque).wired());
		}

		private static OAuth2RefreshToken refreshToken(OAuth2TokenContext context, JwtEncoder encoder) {
			Instant now = Instant.now();
			Instant end = now.plus(context.getRegisteredClient().getTokenSettings().getRefreshTokenTimeToLive());
			JwtClaimsSet claims = JwtClaimsSet.builder()
				.issuer(context.getAuthorizationServerContext().getIssuer())
				.subject(context.getPrincipal().getName())
				.id(UUID.randomUUID().toString())
				.issuedAt(now)
				.expiresAt(end)
				.build();
			return new OAuth2RefreshToken(encoder.encode(JwtEncoderParameters.from(claims)).getTokenValue(), now, end);
		}

	}

}

package io.github.claimsdsl.boot;

import java.util.List;
import java.util.Map;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2AccessTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.ClaimPolicyException;

/**
 * Beans that several arrangements have, and the issues of those that do not start.
 */
final class Arrangements {

	private Arrangements() {
	}

	static List<String> issues(AssertableWebApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		Throwable cause = failure;
		while (!(cause instanceof ClaimPolicyException) && cause != null) {
			cause = cause.getCause();
		}
		assertThat(new ClaimPolicyFailureAnalyzer().analyze(failure)).isNotNull();
		return (cause instanceof ClaimPolicyException policies) ? policies.issues()
			.stream()
			.map((issue) -> issue.toString().replace(" (" + issue.code() + ")", ""))
			.toList() : List.of();
	}

	static void trace(Map<String, Object> claims, String name) {
		claims.merge("trace", name, (before, added) -> before + ", " + added);
	}

	@Configuration(proxyBeanMethods = false)
	static class PlainCustomizers {

		@Bean
		@Order(2)
		OAuth2TokenCustomizer<JwtEncodingContext> second() {
			return (context) -> context.getClaims().claims((claims) -> trace(claims, "second"));
		}

		@Bean
		@Order(1)
		OAuth2TokenCustomizer<JwtEncodingContext> first() {
			return (context) -> context.getClaims().claims((claims) -> trace(claims, "first"));
		}

		@Bean
		ComponentCustomizer component() {
			return new ComponentCustomizer();
		}

		@Bean
		OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaque() {
			return (context) -> context.getClaims().claims((claims) -> trace(claims, "opaque"));
		}

	}

	@Order(0)
	static class ComponentCustomizer implements OAuth2TokenCustomizer<JwtEncodingContext> {

		@Override
		public void customize(JwtEncodingContext context) {
			context.getClaims().claims((claims) -> trace(claims, "component"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryCustomizer {

		@Bean
		@Primary
		OAuth2TokenCustomizer<JwtEncodingContext> mine() {
			return (context) -> context.getClaims().claims((claims) -> trace(claims, "mine"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UnwiredGenerator {

		@Bean
		OAuth2TokenGenerator<?> tokenGenerator(JWKSource<SecurityContext> keys) {
			return new DelegatingOAuth2TokenGenerator(new JwtGenerator(new NimbusJwtEncoder(keys)),
					new OAuth2AccessTokenGenerator(), new OAuth2RefreshTokenGenerator());
		}

	}

}

package io.github.claimsdsl.boot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

import static io.github.claimsdsl.boot.DenyingBeans.assertRefused;
import static io.github.claimsdsl.boot.DenyingBeans.client;
import static io.github.claimsdsl.boot.DenyingBeans.with;

/**
 * Denials and required claims beside customizers and rules that write the same claim.
 */
@ExtendWith(OutputCaptureExtension.class)
class DenyCustomizerTests {

	@ParameterizedTest
	@ValueSource(classes = { SetsX.class, SetsXToNull.class, SetsXToNothing.class, WritesXFirst.class })
	void denialWhenThePolicysClaimIsThereAlreadyThenRefused(Class<?> writer) {
		assertThat(client(with(writer), TestServer.CLIENT).status()).isEqualTo(200);
		assertRefused(client(with(DenyingBeans.ByBoolean.class, writer), TestServer.CLIENT), "access_denied",
				"Not this client");
	}

	@ParameterizedTest
	@ValueSource(classes = { SetsXToNull.class, SetsXToNothing.class })
	void requiredWhenACustomizerSetsNoValueThenRefusedWithTheStatedError(Class<?> customizer) {
		assertRefused(client(with(RequiresX.class, customizer), TestServer.CLIENT), "access_denied", "No x");
		assertThat(client(with(RequiresX.class, SetsX.class), TestServer.CLIENT).accessToken()).containsEntry("x",
				"customizer");
	}

	@Test
	void customizerWhenItThrowsAnOAuthErrorThenThatErrorElseServerError(CapturedOutput output) {
		assertThat(client(with(DenyingBeans.OtherClient.class, RefusesItself.class), TestServer.CLIENT).error())
			.isEqualTo("400 access_denied");
		assertThat(client(with(DenyingBeans.OtherClient.class, Fails.class), TestServer.CLIENT).error())
			.isEqualTo("400 server_error");
		assertThat(output).doesNotContain("hunter2");
	}

	@ClaimRule(audience = "any")
	static class RequiresX {

		@Claim(value = "x", required = true, error = "access_denied", errorDescription = "No x")
		String x() {
			return null;
		}

	}

	@ClaimRule(audience = "any", order = -1)
	static class WritesXFirst {

		@Claim("x")
		String x() {
			return "2";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RefusesItself {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> x() {
			return (context) -> {
				throw new OAuth2AuthenticationException(OAuth2ErrorCodes.ACCESS_DENIED);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Fails {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> x() {
			return (context) -> {
				throw new IllegalStateException("hunter2");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SetsX {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> x() {
			return (context) -> context.getClaims().claim("x", "customizer");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SetsXToNull {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> x() {
			return (context) -> context.getClaims().claims((claims) -> claims.put("x", null));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SetsXToNothing {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> x() {
			return (context) -> context.getClaims().claim("x", "");
		}

	}

}

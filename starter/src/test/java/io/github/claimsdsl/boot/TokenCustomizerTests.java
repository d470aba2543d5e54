package io.github.claimsdsl.boot;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.claimsdsl.boot.TestServer.Answer;

/**
 * What customizers write into the tokens of the token endpoint, beside the policies.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenCustomizerTests {

	private final WebApplicationContextRunner runner = TestServer.runner()
		.withPropertyValues("claims-dsl.policies.p.audience=any", "claims-dsl.policies.p.claims.always='yes'");

	@Test
	void claimThatACustomizerSetStaysAndIsWarnedOfOnce(CapturedOutput output) {
		this.runner.withUserConfiguration(TierCustomizer.class)
			.withPropertyValues("claims-dsl.policies.p.claims.tier='gold'")
			.run((context) -> {
				TestServer server = TestServer.of(context);
				assertThat(server.clientCredentials(TestServer.CLIENT).accessToken()).contains(entry("tier", "silver"));
				server.clientCredentials(TestServer.CLIENT);
				assertThat(output.toString().split("Claim 'tier' is set by a customizer", -1)).hasSize(2);
			});
	}

	@Test
	void audienceThatACustomizerWritesIsSelectedOnWhereNoneAreDeclared() {
		this.runner.withUserConfiguration(AudienceCustomizer.class)
			.withPropertyValues("claims-dsl.audience-source=customizer",
					"claims-dsl.policies.q.audience=https://api.example.com", "claims-dsl.policies.q.claims.api='yes'",
					"claims-dsl.policies.r.audience=app", "claims-dsl.policies.r.claims.client='yes'")
			.run((context) -> {
				TestServer server = TestServer.of(context);
				assertThat(server.clientCredentials(TestServer.CLIENT).accessToken()).contains(entry("api", "yes"))
					.doesNotContainKey("client");
			});
	}

	@Test
	void subjectThatACustomizerSetsStays() {
		this.runner.withUserConfiguration(SubjectCustomizer.class).run((context) -> {
			Answer tokens = TestServer.of(context).authorizationCode(TestServer.CLIENT, "openid");
			assertThat(tokens.accessToken()).contains(entry("sub", "user-1"));
			assertThat(tokens.idToken()).contains(entry("sub", "user-1"));
		});
	}

	@Test
	void issuerOrIdTokenAudienceThatACustomizerChangesRefusesTheToken() {
		this.runner.withUserConfiguration(IssuerCustomizer.class)
			.run((context) -> assertThat(TestServer.of(context).clientCredentials(TestServer.CLIENT).error())
				.isEqualTo("400 server_error"));
		this.runner.withUserConfiguration(IdTokenAudienceCustomizer.class)
			.run((context) -> assertThat(TestServer.of(context).authorizationCode(TestServer.CLIENT, "openid").error())
				.isEqualTo("400 server_error"));
	}

	@Configuration(proxyBeanMethods = false)
	static class TierCustomizer {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> tier() {
			return (context) -> context.getClaims().claim("tier", "silver");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AudienceCustomizer {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> audience() {
			return (context) -> context.getClaims().audience(List.of("app", "https://api.example.com"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SubjectCustomizer {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> subject() {
			return (context) -> context.getClaims().subject("user-1");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class IssuerCustomizer {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> issuer() {
			return (context) -> context.getClaims().issuer("https://other.example.com");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class IdTokenAudienceCustomizer {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> audience() {
			return (context) -> {
				if (context.getTokenType().getValue().equals("id_token")) {
					context.getClaims().audience(List.of("app", "https://api.example.com"));
				}
			};
		}

	}

}

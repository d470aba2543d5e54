package io.github.claimsdsl.boot;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2AccessTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.core.OAuth2Token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Token generators of the team either call the policies or stop the start with a message
 * whose action works.
 */
class GeneratorArrangementTests {

	private final WebApplicationContextRunner runner = TestServer.runner()
		.withPropertyValues("claims-dsl.policies.p.audience=any", "claims-dsl.policies.p.claims.by-policy='yes'");

	@Test
	void startWhenOwnGeneratorThenStops() {
		this.runner.withUserConfiguration(Arrangements.UnwiredGenerator.class)
			.run((context) -> assertThat(Arrangements.issues(context))
				.containsExactly("bean 'tokenGenerator': your own "
						+ "OAuth2TokenGenerator replaces the one that calls the policies. "
						+ "Inject OAuth2TokenCustomizer<JwtEncodingContext> and "
						+ "OAuth2TokenCustomizer<OAuth2TokenClaimsContext> where you build it, pass them to "
						+ "JwtGenerator.setJwtCustomizer and OAuth2AccessTokenGenerator.setAccessTokenCustomizer, "
						+ "then set claims-dsl.token-generator: wired. Where a library builds it, declare such an "
						+ "OAuth2TokenGenerator bean for the library to take."));
	}

	@Test
	void startWhenOwnGeneratorIsWiredAsAdvisedThenPoliciesRun() {
		this.runner.withUserConfiguration(Arrangements.PlainCustomizers.class, WiredGenerator.class)
			.withPropertyValues("claims-dsl.token-generator=wired")
			.run((context) -> {
				TestServer server = TestServer.of(context);
				assertThat(server.clientCredentials(TestServer.CLIENT).accessToken())
					.contains(entry("by-policy", "yes"), entry("trace", "component, first, second"));
				assertThat(server.introspect(server.clientCredentials(TestServer.OPAQUE_CLIENT)))
					.contains(entry("by-policy", "yes"));
			});
	}

	@Test
	void startWhenOwnJwtGeneratorThenStops() {
		this.runner.withUserConfiguration(OwnJwtGenerator.class)
			.run((context) -> assertThat(Arrangements.issues(context)).singleElement()
				.asString()
				.startsWith("bean 'jwtGenerator': your own OAuth2TokenGenerator replaces"));
	}

	@Test
	void startWhenTwoGeneratorsThenStopsEvenIfWired() {
		this.runner.withUserConfiguration(OwnJwtGenerator.class, WiredGenerator.class)
			.withPropertyValues("claims-dsl.token-generator=wired")
			.run((context) -> assertThat(Arrangements.issues(context))
				.containsExactly("beans 'jwtGenerator', 'tokenGenerator': "
						+ "there are several OAuth2TokenGenerator beans, and Spring Authorization Server silently ignores all of "
						+ "them. "
						+ "Keep one, a DelegatingOAuth2TokenGenerator if you need several, or mark one as @Primary."));
	}

	@Test
	void startWhenOneOfTwoGeneratorsIsPrimaryThenPoliciesRun() {
		this.runner.withUserConfiguration(OwnJwtGenerator.class, PrimaryGenerator.class)
			.withPropertyValues("claims-dsl.token-generator=wired")
			.run((context) -> assertThat(TestServer.of(context).clientCredentials(TestServer.CLIENT).accessToken())
				.contains(entry("by-policy", "yes")));
	}

	@Test
	void startWhenGeneratorIsInParentContextThenStops() {
		try (AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext(
				ParentGenerator.class)) {
			this.runner.withParent(parent)
				.run((context) -> assertThat(Arrangements.issues(context)).singleElement()
					.asString()
					.startsWith("bean 'parentGenerator': your own OAuth2TokenGenerator"));
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class WiredGenerator {

		@Bean
		OAuth2TokenGenerator<?> tokenGenerator(JWKSource<SecurityContext> keys,
				OAuth2TokenCustomizer<JwtEncodingContext> jwtCustomizer,
				OAuth2TokenCustomizer<OAuth2TokenClaimsContext> opaqueCustomizer) {
			JwtGenerator jwt = new JwtGenerator(new NimbusJwtEncoder(keys));
			jwt.setJwtCustomizer(jwtCustomizer);
			OAuth2AccessTokenGenerator opaque = new OAuth2AccessTokenGenerator();
			opaque.setAccessTokenCustomizer(opaqueCustomizer);
			return new DelegatingOAuth2TokenGenerator(jwt, opaque, new OAuth2RefreshTokenGenerator());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryGenerator {

		@Bean
		@Primary
		OAuth2TokenGenerator<?> tokenGenerator(JwtGenerator jwtGenerator,
				OAuth2TokenCustomizer<JwtEncodingContext> jwtCustomizer) {
			jwtGenerator.setJwtCustomizer(jwtCustomizer);
			return new DelegatingOAuth2TokenGenerator(jwtGenerator, new OAuth2RefreshTokenGenerator());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnJwtGenerator {

		@Bean
		JwtGenerator jwtGenerator(JWKSource<SecurityContext> keys) {
			return new JwtGenerator(new NimbusJwtEncoder(keys));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ParentGenerator {

		@Bean
		OAuth2TokenGenerator<OAuth2Token> parentGenerator() {
			return (context) -> null;
		}

	}

}

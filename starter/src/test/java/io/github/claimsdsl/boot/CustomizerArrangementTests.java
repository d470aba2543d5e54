package io.github.claimsdsl.boot;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Token customizers beside the policies either run or stop the start with a message whose
 * action works.
 */
class CustomizerArrangementTests {

	private final WebApplicationContextRunner runner = TestServer.runner()
		.withPropertyValues("claims-dsl.policies.p.audience=any", "claims-dsl.policies.p.claims.by-policy='yes'");

	@Test
	void startWhenPlainCustomizersThenAllRunInOrderBeforePolicies() {
		this.runner.withUserConfiguration(Arrangements.PlainCustomizers.class).run((context) -> {
			TestServer server = TestServer.of(context);
			assertThat(server.clientCredentials(TestServer.CLIENT).accessToken()).contains(entry("by-policy", "yes"),
					entry("trace", "component, first, second"));
			assertThat(server.introspect(server.clientCredentials(TestServer.OPAQUE_CLIENT)))
				.contains(entry("by-policy", "yes"), entry("trace", "opaque"));
		});
	}

	@Test
	void startWhenCustomizerIsPrimaryThenStops() {
		this.runner.withUserConfiguration(Arrangements.PrimaryCustomizer.class)
			.run((context) -> assertThat(Arrangements.issues(context))
				.containsExactly("bean 'mine': it is @Primary and takes "
						+ "Spring Authorization Server's only customizer slot, so no policy would run. "
						+ "Remove @Primary from 'mine': it keeps running, before the policies."));
	}

	@Test
	void startWhenPrimaryIsRemovedAsAdvisedThenBothRun() {
		this.runner.withUserConfiguration(PrimaryRemoved.class)
			.run((context) -> assertThat(TestServer.of(context).clientCredentials(TestServer.CLIENT).accessToken())
				.contains(entry("by-policy", "yes"), entry("trace", "mine")));
	}

	@Test
	void startWhenCustomizerIsOfTheGeneralTypeThenStops() {
		this.runner.withUserConfiguration(GeneralCustomizer.class)
			.run((context) -> assertThat(Arrangements.issues(context))
				.containsExactly("bean 'mine': it would never be called, "
						+ "because its type is neither OAuth2TokenCustomizer<JwtEncodingContext> nor "
						+ "OAuth2TokenCustomizer<OAuth2TokenClaimsContext>. Declare it with one of these types."));
	}

	@Test
	void startWhenCustomizerIsNoDefaultCandidateThenStops() {
		this.runner.withUserConfiguration(NoDefaultCandidate.class)
			.run((context) -> assertThat(Arrangements.issues(context)).containsExactly(
					"bean 'mine': it would never be called, " + "because it is declared with defaultCandidate = false. "
							+ "Remove defaultCandidate = false: it keeps running, before the policies."));
	}

	@Test
	void startWhenCustomizerIsHiddenFromInjectionThenItIsLeftAlone() {
		this.runner.withUserConfiguration(NoAutowireCandidate.class)
			.run((context) -> assertThat(TestServer.of(context).clientCredentials(TestServer.CLIENT).accessToken())
				.contains(entry("by-policy", "yes"))
				.doesNotContainKey("trace"));
	}

	@Test
	void startWhenCustomizerComesFromFactoryBeanThenItRuns() {
		this.runner.withUserConfiguration(FactoryBeanCustomizer.class)
			.run((context) -> assertThat(TestServer.of(context).clientCredentials(TestServer.CLIENT).accessToken())
				.contains(entry("by-policy", "yes"), entry("trace", "factory")));
	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryRemoved {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> mine() {
			return (context) -> context.getClaims().claims((claims) -> Arrangements.trace(claims, "mine"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class GeneralCustomizer {

		@Bean
		OAuth2TokenCustomizer<OAuth2TokenContext> mine() {
			return (context) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoDefaultCandidate {

		@Bean(defaultCandidate = false)
		OAuth2TokenCustomizer<JwtEncodingContext> mine() {
			return (context) -> context.getClaims().claims((claims) -> Arrangements.trace(claims, "mine"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoAutowireCandidate {

		@Bean(autowireCandidate = false)
		OAuth2TokenCustomizer<JwtEncodingContext> mine() {
			return (context) -> context.getClaims().claims((claims) -> Arrangements.trace(claims, "mine"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FactoryBeanCustomizer {

		@Bean
		ComponentFactory mine() {
			return new ComponentFactory();
		}

	}

	static class FactoryCustomizer implements OAuth2TokenCustomizer<JwtEncodingContext> {

		@Override
		public void customize(JwtEncodingContext context) {
			context.getClaims().claims((claims) -> Arrangements.trace(claims, "factory"));
		}

	}

	static class ComponentFactory implements FactoryBean<FactoryCustomizer> {

		@Override
		public FactoryCustomizer getObject() {
			return new FactoryCustomizer();
		}

		@Override
		public Class<?> getObjectType() {
			return FactoryCustomizer.class;
		}

	}

}

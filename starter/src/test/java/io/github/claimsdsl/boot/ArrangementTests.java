package io.github.claimsdsl.boot;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2AccessTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.core.OAuth2Token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.boot.TestServer.Answer;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.ClaimPolicySource;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Limits;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.policy.ClaimPolicySet;

/**
 * Each arrangement of beans either works or stops the start with a message whose action
 * works.
 */
class ArrangementTests {

	private final WebApplicationContextRunner runner = TestServer.runner()
		.withPropertyValues("claims-dsl.policies.p.audience=any", "claims-dsl.policies.p.claims.by-policy='yes'");

	@Test
	void startWhenNoOtherBeansThenPoliciesRunForBothFormats() {
		this.runner.run((context) -> {
			TestServer server = TestServer.of(context);
			assertThat(server.clientCredentials(TestServer.CLIENT).accessToken()).contains(entry("by-policy", "yes"));
			Answer opaque = server.clientCredentials(TestServer.OPAQUE_CLIENT);
			assertThat(opaque.text("access_token")).doesNotContain(".");
			assertThat(server.introspect(opaque)).contains(entry("by-policy", "yes"), entry("active", true));
		});
	}

	@Test
	void startWhenPlainCustomizersThenAllRunInOrderBeforePolicies() {
		this.runner.withUserConfiguration(PlainCustomizers.class).run((context) -> {
			TestServer server = TestServer.of(context);
			assertThat(server.clientCredentials(TestServer.CLIENT).accessToken()).contains(entry("by-policy", "yes"),
					entry("trace", "component, first, second"));
			assertThat(server.introspect(server.clientCredentials(TestServer.OPAQUE_CLIENT)))
				.contains(entry("by-policy", "yes"), entry("trace", "opaque"));
		});
	}

	@Test
	void startWhenCustomizerIsPrimaryThenStops() {
		this.runner.withUserConfiguration(PrimaryCustomizer.class)
			.run((context) -> assertThat(issues(context)).containsExactly("bean 'mine': it is @Primary and takes "
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
			.run((context) -> assertThat(issues(context)).containsExactly("bean 'mine': it would never be called, "
					+ "because its type is neither OAuth2TokenCustomizer<JwtEncodingContext> nor "
					+ "OAuth2TokenCustomizer<OAuth2TokenClaimsContext>. Declare it with one of these types."));
	}

	@Test
	void startWhenCustomizerIsNoDefaultCandidateThenStops() {
		this.runner.withUserConfiguration(NoDefaultCandidate.class)
			.run((context) -> assertThat(issues(context)).containsExactly(
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

	@Test
	void startWhenOwnGeneratorThenStops() {
		this.runner.withUserConfiguration(UnwiredGenerator.class)
			.run((context) -> assertThat(issues(context)).containsExactly("bean 'tokenGenerator': your own "
					+ "OAuth2TokenGenerator replaces the one that calls the policies. "
					+ "Inject OAuth2TokenCustomizer<JwtEncodingContext> and "
					+ "OAuth2TokenCustomizer<OAuth2TokenClaimsContext> where you build it, pass them to "
					+ "JwtGenerator.setJwtCustomizer and OAuth2AccessTokenGenerator.setAccessTokenCustomizer, "
					+ "then set claims-dsl.token-generator: wired. Where a library builds it, declare such an "
					+ "OAuth2TokenGenerator bean for the library to take."));
	}

	@Test
	void startWhenOwnGeneratorIsWiredAsAdvisedThenPoliciesRun() {
		this.runner.withUserConfiguration(PlainCustomizers.class, WiredGenerator.class)
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
			.run((context) -> assertThat(issues(context)).singleElement()
				.asString()
				.startsWith("bean 'jwtGenerator': your own OAuth2TokenGenerator replaces"));
	}

	@Test
	void startWhenTwoGeneratorsThenStopsEvenIfWired() {
		this.runner.withUserConfiguration(OwnJwtGenerator.class, WiredGenerator.class)
			.withPropertyValues("claims-dsl.token-generator=wired")
			.run((context) -> assertThat(issues(context)).containsExactly("beans 'jwtGenerator', 'tokenGenerator': "
					+ "Spring Authorization Server drops all of several OAuth2TokenGenerator beans in silence. "
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
				.run((context) -> assertThat(issues(context)).singleElement()
					.asString()
					.startsWith("bean 'parentGenerator': your own OAuth2TokenGenerator"));
		}
	}

	@Test
	void startWhenTwoAuthorizationServicesThenStops() {
		this.runner.withUserConfiguration(TwoServices.class)
			.run((context) -> assertThat(issues(context)).containsExactly("beans 'one', 'two': Spring Authorization "
					+ "Server ignores all of several OAuth2AuthorizationService beans in silence and keeps "
					+ "authorizations in memory. Keep one, or mark one as @Primary."));
	}

	@Test
	void startWhenOneOfTwoAuthorizationServicesIsPrimaryThenItIsUsed() {
		this.runner.withUserConfiguration(OneServicePrimary.class).run((context) -> {
			Answer answer = TestServer.of(context).clientCredentials(TestServer.CLIENT);
			assertThat(context.getBean("two", OAuth2AuthorizationService.class)
				.findByToken(answer.text("access_token"), null)).isNotNull();
		});
	}

	@Test
	void startWhenBeansAndPropertiesAreWrongThenOneMessageHoldsAll() {
		this.runner.withUserConfiguration(PrimaryCustomizer.class, TwoServices.class, UnwiredGenerator.class)
			.withPropertyValues("claims-dsl.mod=report", "claims-dsl.policies.p.claims.email=usr.email")
			.run((context) -> assertThat(issues(context)).hasSize(5)
				.anyMatch((issue) -> issue.startsWith("bean 'mine'"))
				.anyMatch((issue) -> issue.startsWith("beans 'one', 'two'"))
				.anyMatch((issue) -> issue.startsWith("bean 'tokenGenerator'"))
				.anyMatch((issue) -> issue.startsWith("claims-dsl.mod"))
				.anyMatch((issue) -> issue.contains("unknown name 'usr'")));
	}

	@Test
	void startWhenErrorIsEmptyThenStops() {
		this.runner
			.withPropertyValues("claims-dsl.policies.p.deny[0].when=client.id == 'x'",
					"claims-dsl.policies.p.deny[0].error=", "claims-dsl.policies.p.deny[0].description=Not today")
			.run((context) -> assertThat(issues(context)).singleElement(InstanceOfAssertFactories.STRING)
				.contains("claims-dsl.policies.p.deny[0]", "the error is empty"));
	}

	@Test
	void startWhenTeamHasItsOwnPolicySetThenItIsUsed() {
		TestServer.runner()
			.withUserConfiguration(OwnPolicySet.class)
			.run((context) -> assertThat(TestServer.of(context).clientCredentials(TestServer.CLIENT).accessToken())
				.contains(entry("by-team", "yes")));
	}

	@Test
	void startWhenOwnPolicySetWouldHideOthersThenStops() {
		this.runner.withUserConfiguration(OwnPolicySet.class, Rules.class)
			.withPropertyValues("claims-dsl.audience-requird=true")
			.run((context) -> assertThat(issues(context)).hasSize(3)
				.anyMatch((issue) -> issue.startsWith("claims-dsl.audience-requird"))
				.anyMatch((issue) -> issue.startsWith("claims-dsl.policies.p")
						&& issue.contains("your own ClaimPolicySet bean replaces this"))
				.anyMatch((issue) -> issue.startsWith("bean 'arrangementTests.Rules'")));
	}

	@Test
	void startWhenTeamHasAPolicySourceThenItsPoliciesRunToo() {
		this.runner.withUserConfiguration(Source.class)
			.run((context) -> assertThat(TestServer.of(context).clientCredentials(TestServer.CLIENT).accessToken())
				.contains(entry("by-policy", "yes"), entry("by-source", "yes")));
	}

	@Test
	void startWhenNoServletApplicationThenBacksOff() {
		Consumer<ApplicationContext> none = (context) -> assertThat(context.getBeanNamesForType(ClaimPolicySet.class))
			.isEmpty();
		AutoConfigurations own = AutoConfigurations.of(ClaimsDslAutoConfiguration.class);
		new ApplicationContextRunner().withConfiguration(own).run(none::accept);
		new ReactiveWebApplicationContextRunner().withConfiguration(own).run(none::accept);
	}

	@Test
	void startWhenNoAuthorizationServerThenBacksOff() {
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(ClaimsDslAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.security.oauth2.server"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ClaimPolicySet.class));
	}

	@Test
	void startWhenDisabledThenNothingIsAddedAndTheReportSaysWhy() {
		this.runner.withUserConfiguration(PrimaryCustomizer.class)
			.withPropertyValues("claims-dsl.enabled=false", "claims-dsl.nonsense=x")
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(ClaimPolicySet.class);
				assertThat(TestServer.of(context).clientCredentials(TestServer.CLIENT).accessToken())
					.contains(entry("trace", "mine"))
					.doesNotContainKey("by-policy");
				assertThat(ConditionEvaluationReport.get(context.getBeanFactory())
					.getConditionAndOutcomesBySource()
					.get(ClaimsDslAutoConfiguration.class.getName())).isNotNull()
					.anyMatch((outcome) -> outcome.getOutcome().getMessage().contains("claims-dsl.enabled is false"));
			});
	}

	@Test
	void checkWhenItRunsThenNoBeanIsCreatedEarly() {
		Counting.CREATED.set(0);
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(ClaimsDslAutoConfiguration.class))
			.withUserConfiguration(Counting.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(Counting.CREATED).hasValue(0);
			});
	}

	private static List<String> issues(AssertableWebApplicationContext context) {
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

	private static void trace(Map<String, Object> claims, String name) {
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
	static class PrimaryRemoved {

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> mine() {
			return (context) -> context.getClaims().claims((claims) -> trace(claims, "mine"));
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
			return (context) -> context.getClaims().claims((claims) -> trace(claims, "mine"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoAutowireCandidate {

		@Bean(autowireCandidate = false)
		OAuth2TokenCustomizer<JwtEncodingContext> mine() {
			return (context) -> context.getClaims().claims((claims) -> trace(claims, "mine"));
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
			context.getClaims().claims((claims) -> trace(claims, "factory"));
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

	@Configuration(proxyBeanMethods = false)
	static class UnwiredGenerator {

		@Bean
		OAuth2TokenGenerator<?> tokenGenerator(JWKSource<SecurityContext> keys) {
			return new DelegatingOAuth2TokenGenerator(new JwtGenerator(new NimbusJwtEncoder(keys)),
					new OAuth2AccessTokenGenerator(), new OAuth2RefreshTokenGenerator());
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

	@Configuration(proxyBeanMethods = false)
	static class TwoServices {

		@Bean
		OAuth2AuthorizationService one() {
			return new InMemoryOAuth2AuthorizationService();
		}

		@Bean
		OAuth2AuthorizationService two() {
			return new InMemoryOAuth2AuthorizationService();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OneServicePrimary {

		@Bean
		OAuth2AuthorizationService one() {
			return new InMemoryOAuth2AuthorizationService();
		}

		@Bean
		@Primary
		OAuth2AuthorizationService two() {
			return new InMemoryOAuth2AuthorizationService();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPolicySet {

		@Bean
		ClaimPolicySet policies() {
			return ClaimPolicySet.of(
					List.of(ClaimPolicy.named("team").audience("any").claim("by-team", "'yes'").build()),
					ExpressionLanguage.of(Schema.withoutUser(), Limits.DEFAULT, List.of()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Source {

		@Bean
		ClaimPolicySource source() {
			return () -> List.of(ClaimPolicy.named("source").audience("any").claim("by-source", "'yes'").build());
		}

	}

	@ClaimRule(audience = "any")
	static class Rules {

		@Claim("x")
		String x() {
			return "x";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Counting {

		static final AtomicInteger CREATED = new AtomicInteger();

		@Bean
		@Lazy
		OAuth2AuthorizationService service() {
			CREATED.incrementAndGet();
			return new InMemoryOAuth2AuthorizationService();
		}

		@Bean
		@Lazy
		LazyRules lazyRules() {
			CREATED.incrementAndGet();
			return new LazyRules();
		}

	}

	@ClaimRule(audience = "any")
	static class LazyRules {

		@Claim("x")
		String x() {
			return "x";
		}

	}

}

package io.github.claimsdsl.boot;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.ClaimPolicySource;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.policy.RuleListener;
import io.github.claimsdsl.spring.UserSource;

/**
 * Every rule and every extension on a bean that exists runs, or stops the start.
 */
class BeanTests {

	private final WebApplicationContextRunner runner = TestServer.runner();

	/**
	 * The policies are compiled before the beans exist, as where the server is a filter.
	 */
	private final WebApplicationContextRunner early = this.runner.withUserConfiguration(EarlyPolicies.class);

	@ParameterizedTest
	@ValueSource(classes = { AsInterface.class, AsObject.class, AsSuperclass.class, AsFactoryBean.class,
			AsFactoryBeanOfInterface.class })
	void ruleBeanWhenItsDeclaredTypeHidesItThenStops(Class<?> configuration) {
		this.early.withUserConfiguration(configuration)
			.run((context) -> assertThat(codes(context)).containsExactly("hidden-rules"));
	}

	@Test
	void ruleBeanWhenItsDeclaredTypeHidesItThenMessageSaysWhatToReturn() {
		this.early.withUserConfiguration(AsInterface.class)
			.run((context) -> assertThat(issues(context)).singleElement()
				.hasToString("BeanTests.Rules: bean 'rules' declares rules that its declared type does not show, "
						+ "so they would not run as written. Let its @Bean method return BeanTests.Rules, or declare the "
						+ "rules on the type that it returns. " + "(hidden-rules)"));
	}

	@ParameterizedTest
	@ValueSource(classes = { AsInterface.class, AsObject.class, AsSuperclass.class })
	void ruleBeanWhenItExistsBeforeThePoliciesThenItsRulesRun(Class<?> configuration) {
		this.runner.withUserConfiguration(configuration)
			.run((context) -> assertThat(claims(context)).containsEntry("rule", "yes"));
	}

	@Test
	void ruleBeanWhenItsClassIsReturnedAsAdvisedThenItsRulesRun() {
		this.runner.withUserConfiguration(AsItself.class)
			.run((context) -> assertThat(claims(context)).containsEntry("rule", "yes"));
	}

	@Test
	void ruleBeanWhenInAParentContextThenItsRulesRun() {
		try (AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext(Rules.class)) {
			this.runner.withParent(parent).run((context) -> assertThat(claims(context)).containsEntry("rule", "yes"));
		}
	}

	@Test
	void ruleBeanWhenHiddenInAParentContextThenItsRulesRun() {
		try (AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext(AsObject.class)) {
			this.runner.withParent(parent).run((context) -> assertThat(claims(context)).containsEntry("rule", "yes"));
		}
	}

	@Test
	void ruleBeanWhenHiddenAndLazyInAParentContextThenItCannotBeCreated() {
		try (AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext(LazyAsObject.class)) {
			this.runner.withParent(parent).run((context) -> {
				assertThat(context).hasNotFailed();
				assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> context.getBean("rules"))
					.havingRootCause()
					.isInstanceOf(ClaimPolicyException.class)
					.withMessageContaining("bean 'rules' declares rules");
			});
		}
	}

	@Test
	void ruleBeanWhenRegisteredAsAnObjectThenItsRulesRun() {
		this.runner.withInitializer((context) -> context.getBeanFactory().registerSingleton("rules", new Rules()))
			.run((context) -> assertThat(claims(context)).containsEntry("rule", "yes"));
	}

	@Test
	void ruleBeanWhenHiddenAndLazyThenItCannotBeCreated() {
		this.runner.withUserConfiguration(LazyAsObject.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> context.getBean("rules"))
				.havingRootCause()
				.isInstanceOf(ClaimPolicyException.class)
				.withMessageContaining("bean 'rules' declares rules");
		});
	}

	@Test
	void ruleBeanWhenHiddenPrototypeThenItCannotBeCreated() {
		this.runner.withUserConfiguration(PrototypeAsObject.class)
			.run((context) -> assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> context.getBean("rules"))
				.havingRootCause()
				.isInstanceOf(ClaimPolicyException.class));
	}

	@Test
	void policyWhenBeansAreLazyThenItStopsTheStartAllTheSame() {
		this.runner.withUserConfiguration(WrongConditionOnMethod.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(issues(context)).hasSize(1));
	}

	@Test
	void claimWhenItsClassHasNoPolicyThenStops() {
		this.runner.withUserConfiguration(NoPolicy.class)
			.run((context) -> assertThat(issues(context)).singleElement()
				.hasToString(
						"BeanTests.NoPolicy: bean 'beanTests.NoPolicy' has @Claim or @Deny methods but no @ClaimRule, so "
								+ "they would never be called. Annotate the class with @ClaimRule, which says which tokens "
								+ "they are for. (claim-without-policy)"));
	}

	@Test
	void claimWhenItsPolicyIsOnTheMethodAloneThenStops() {
		this.runner.withUserConfiguration(PolicyOnMethodAlone.class)
			.run((context) -> assertThat(codes(context)).containsExactly("claim-without-policy"));
	}

	@Test
	void methodRuleWhenItHasAConditionThenItNarrows() {
		this.runner.withUserConfiguration(ConditionOnMethod.class)
			.run((context) -> assertThat(claims(context)).containsEntry("app-only", "yes").doesNotContainKey("never"));
	}

	@Test
	void methodRuleWhenItsConditionIsWrongThenStops() {
		this.runner.withUserConfiguration(WrongConditionOnMethod.class)
			.run((context) -> assertThat(issues(context)).singleElement()
				.asString()
				.startsWith("BeanTests.WrongConditionOnMethod.x() @when: unknown name 'nonsense'"));
	}

	@Test
	void methodRuleWhenItStatesWhatHasNoMeaningThenEachIsAnIssue() {
		this.runner.withUserConfiguration(Misplaced.class)
			.run((context) -> assertThat(issues(context)).extracting(Issue::toString)
				.containsExactly(
						"BeanTests.Misplaced.x() @mode: mode has no meaning in a @ClaimRule on a method. State it "
								+ "on the class; a policy is enforced or reported as a whole. (misplaced-attribute)",
						"BeanTests.Misplaced.x() @namespace: namespace has no meaning in a @ClaimRule on a method. "
								+ "State it on the class, or write the claim's whole name in @Claim. (misplaced-attribute)",
						"BeanTests.Misplaced.x() @order: order has no meaning in a @ClaimRule on a method. State "
								+ "the order of one claim in @Claim(order = ...), or that of all rules on the class. (misplaced-attribute)"));
	}

	@Test
	void methodRuleWhenItIsNoClaimThenStops() {
		this.runner.withUserConfiguration(RuleWithoutClaim.class)
			.run((context) -> assertThat(codes(context)).containsExactly("rule-without-claim"));
	}

	@Test
	void claimWhenAnOverriddenMethodStatesMoreThenItHolds() {
		this.runner.withUserConfiguration(LooserClaim.class)
			.run((context) -> assertThat(claims(context)).doesNotContainKey("strict"));
		this.runner.withUserConfiguration(OtherClaim.class)
			.run((context) -> assertThat(codes(context)).containsExactly("conflicting-statements"));
	}

	@Test
	void tokenTypeWhenAnotherStatementWidensTheDefaultThenItStays() {
		this.runner.withUserConfiguration(WiderTokenType.class)
			.run((context) -> assertThat(context.getBean(ClaimPolicySet.class).matrix().rows().keySet())
				.extracting((reach) -> reach.value(Dimension.TOKEN_TYPE))
				.containsExactly("access_token"));
	}

	@Test
	void enabledWhenYamlReadsItAsFalseThenStops() {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(YamlFile.load("first", "claims-dsl.enabled: off")))
			.run((context) -> assertThat(codes(context)).containsExactly("yaml-scalar"));
	}

	@Test
	void listenerWhenScopedOrADelegateThenIsNotCalledByItself() {
		this.runner.withUserConfiguration(Delegates.class).run((context) -> {
			Delegates.CALLS.set(0);
			claims(context);
			assertThat(Delegates.CALLS).hasValue(1);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { LooserBeanMethod.class, LooserSubclass.class, LooserDirect.class, LooserOverride.class,
			LooserInterface.class })
	void ruleWhenALooserOneMeetsAStricterOneThenTheStricterHolds(Class<?> configuration) {
		this.runner.withUserConfiguration(configuration)
			.run((context) -> assertThat(claims(context)).doesNotContainKey("strict"));
	}

	@Test
	void rulesWhenTheyDisagreeOnWhatThereIsOneOfThenStops() {
		this.runner.withUserConfiguration(Disagreeing.class)
			.run((context) -> assertThat(issues(context)).extracting(Issue::toString)
				.containsExactly(
						"BeanTests.DisagreeingClass @namespace: namespace is stated twice, as urn:a: and as urn:b:. Look "
								+ "at the @ClaimRule of the class, its superclasses and interfaces, its @Bean method and "
								+ "meta-annotations, and keep one. (conflicting-statements)",
						"BeanTests.DisagreeingClass @order: order is stated twice, as 1 and as 2. Look at the @ClaimRule "
								+ "of the class, its superclasses and interfaces, its @Bean method and meta-annotations, "
								+ "and keep one. (conflicting-statements)"));
	}

	@Test
	void sourceWhenNoDefaultCandidateThenItsPoliciesRun() {
		this.runner.withUserConfiguration(SourceOutsideInjection.class)
			.run((context) -> assertThat(claims(context)).containsEntry("by-source", "yes"));
	}

	@Test
	void sourceWhenBesideAPolicySetThenStops() {
		this.runner.withUserConfiguration(SourceOutsideInjection.class, OwnPolicySet.class)
			.run((context) -> assertThat(issues(context)).singleElement()
				.asString()
				.startsWith("bean 'source': your own ClaimPolicySet bean replaces this."));
	}

	@ParameterizedTest
	@ValueSource(classes = { HiddenSource.class, HiddenListener.class, HiddenUsers.class, HiddenCustomizer.class })
	void extensionWhenItsDeclaredTypeHidesItThenStops(Class<?> configuration) {
		this.early.withUserConfiguration(configuration)
			.run((context) -> assertThat(codes(context)).containsExactly("hidden-extension"));
	}

	@Test
	void extensionWhenItsMethodReturnsNullThenThereIsNone() {
		this.runner.withUserConfiguration(NullSource.class, Rules.class)
			.run((context) -> assertThat(claims(context)).containsEntry("rule", "yes"));
	}

	@Test
	void parentContextWhenItsChildIsClosedThenKeepsNothingOfIt() {
		try (AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext(Rules.class)) {
			int before = parent.getDefaultListableBeanFactory().getBeanPostProcessorCount();
			this.runner.withParent(parent).run((context) -> assertThat(context).hasNotFailed());
			assertThat(parent.getDefaultListableBeanFactory().getBeanPostProcessorCount()).isEqualTo(before);
		}
	}

	@Test
	void ruleListenerWhenItThrowsThenOthersAreNotifiedAndTheTokenIsIssued() {
		TwoListeners.FIRST.set(0);
		TwoListeners.SECOND.set(0);
		this.runner.withUserConfiguration(FailingListener.class, TwoListeners.class, Rules.class)
			.run((context) -> assertThat(claims(context)).containsEntry("rule", "yes"));
		assertThat(TwoListeners.FIRST).hasValue(1);
		assertThat(TwoListeners.SECOND).hasValue(1);
	}

	@Test
	void ruleListenersWhenTwoThenBothAreNotified() {
		TwoListeners.FIRST.set(0);
		TwoListeners.SECOND.set(0);
		this.runner.withUserConfiguration(TwoListeners.class, Rules.class).run((context) -> claims(context));
		assertThat(TwoListeners.FIRST).hasValue(1);
		assertThat(TwoListeners.SECOND).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "yes", "on", "1", "true ", "" })
	void enabledWhenMisspelledThenStops(String value) {
		this.runner.withPropertyValues("claims-dsl.enabled=" + value)
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("first", Map.of("claims-dsl.enabled", value))))
			.run((context) -> assertThat(issues(context)).singleElement()
				.asString()
				.startsWith("claims-dsl.enabled ")
				.contains("the value cannot be read as true or false"));
	}

	private static Map<String, Object> claims(AssertableWebApplicationContext context) {
		assertThat(context).hasNotFailed();
		return TestServer.of(context).clientCredentials(TestServer.CLIENT).accessToken();
	}

	private static List<String> codes(AssertableWebApplicationContext context) {
		return issues(context).stream().map(Issue::code).toList();
	}

	private static List<Issue> issues(AssertableWebApplicationContext context) {
		Throwable cause = context.getStartupFailure();
		while (!(cause instanceof ClaimPolicyException) && cause != null) {
			cause = cause.getCause();
		}
		assertThat(cause).as("the start fails").isInstanceOf(ClaimPolicyException.class);
		return ((ClaimPolicyException) cause).issues();
	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyPolicies {

		@Bean
		List<ClaimPolicy> early(ClaimPolicySet policies) {
			return policies.policies();
		}

	}

	interface Contract {

		String rule();

	}

	static class Base {

		@SuppressWarnings("unused")
		String other() {
			return "";
		}

	}

	@ClaimRule(audience = "any")
	static class Rules extends Base implements Contract {

		@Override
		@Claim("rule")
		public String rule() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AsItself {

		@Bean
		Rules rules() {
			return new Rules();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AsInterface {

		@Bean
		Contract rules() {
			return new Rules();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AsObject {

		@Bean
		Object rules() {
			return new Rules();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AsSuperclass {

		@Bean
		Base rules() {
			return new Rules();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AsFactoryBean {

		@Bean
		FactoryBean<?> rules() {
			return new RulesFactory(null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AsFactoryBeanOfInterface {

		@Bean
		FactoryBean<?> rules() {
			return new RulesFactory(Contract.class);
		}

	}

	record RulesFactory(@Nullable Class<?> type) implements FactoryBean<Object> {

		@Override
		public Object getObject() {
			return new Rules();
		}

		@Override
		public @Nullable Class<?> getObjectType() {
			return this.type;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyAsObject {

		@Bean
		@Lazy
		Object rules() {
			return new Rules();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrototypeAsObject {

		@Bean
		@Scope("prototype")
		Object rules() {
			return new Rules();
		}

	}

	@Component
	static class NoPolicy {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@Component
	static class PolicyOnMethodAlone {

		@Claim("x")
		@ClaimRule(audience = "any")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class ConditionOnMethod {

		@Claim("app-only")
		@ClaimRule(when = "client.id == 'app'")
		String app() {
			return "yes";
		}

		@Claim(value = "never", when = "client.id == 'app'")
		@ClaimRule(when = "client.id != 'app'")
		String never() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class WrongConditionOnMethod {

		@Claim("x")
		@ClaimRule(when = "nonsense")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", order = 7)
	static class Misplaced {

		@Claim("x")
		@ClaimRule(namespace = "", order = 0, mode = Mode.ENFORCE)
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", grantType = "password")
	static class Strict {

		@Claim("strict")
		String strict() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LooserBeanMethod {

		@Bean
		@ClaimRule(audience = "any")
		Strict strict() {
			return new Strict();
		}

	}

	@ClaimRule(audience = "any", grantType = { "password", "client_credentials" })
	static class LooserSubclass extends Strict {

	}

	@ClaimRule(audience = "any", when = "client.id != 'app'")
	@Retention(RetentionPolicy.RUNTIME)
	@interface NotForApp {

	}

	@NotForApp
	@ClaimRule(audience = "any")
	static class LooserDirect {

		@Claim("strict")
		String strict() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class StrictMethod {

		@Claim("strict")
		@ClaimRule(client = "other")
		String strict() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class LooserOverride extends StrictMethod {

		@Override
		@Claim("strict")
		@ClaimRule(client = { "other", "app" })
		String strict() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class RuleWithoutClaim {

		@Claim("x")
		String x() {
			return "yes";
		}

		@ClaimRule(client = "app")
		String forgotten() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class StrictClaim {

		@Claim(value = "strict", when = "client.id == 'other'")
		String strict() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class LooserClaim extends StrictClaim {

		@Override
		@Claim("strict")
		String strict() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class OtherClaim extends StrictClaim {

		@Override
		@Claim("other")
		String strict() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class AccessTokens {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WiderTokenType {

		@Bean
		@ClaimRule(tokenType = { TokenType.ACCESS_TOKEN, TokenType.ID_TOKEN })
		AccessTokens rules() {
			return new AccessTokens();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Rules.class)
	static class Delegates {

		static final AtomicInteger CALLS = new AtomicInteger();

		@Bean(autowireCandidate = false)
		RuleListener delegate() {
			return (outcome, nanoseconds) -> CALLS.incrementAndGet();
		}

		@Bean
		RuleListener listener() {
			RuleListener delegate = delegate();
			return (outcome, nanoseconds) -> delegate.evaluated(outcome, nanoseconds);
		}

	}

	@ClaimRule(audience = "any", client = "other")
	interface StrictInterface {

	}

	@ClaimRule(audience = "any")
	static class LooserInterface implements StrictInterface {

		@Claim("strict")
		String strict() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", namespace = "urn:b:", order = 2)
	static class DisagreeingClass {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Disagreeing {

		@Bean
		@ClaimRule(namespace = "urn:a:", order = 1)
		DisagreeingClass rules() {
			return new DisagreeingClass();
		}

	}

	private static ClaimPolicySource source() {
		return () -> List.of(ClaimPolicy.named("source").audience("any").claim("by-source", "'yes'").build());
	}

	@Configuration(proxyBeanMethods = false)
	static class SourceOutsideInjection {

		@Bean(defaultCandidate = false)
		ClaimPolicySource source() {
			return BeanTests.source();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPolicySet {

		@Bean
		ClaimPolicySet policySet() {
			return ClaimPolicySet.of(List.of(), ExpressionLanguage.of(Schema.withoutUser()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HiddenSource {

		@Bean
		Object source() {
			return BeanTests.source();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HiddenListener {

		@Bean
		Consumer<String> listener() {
			return new ListenerAndMore();
		}

	}

	static class ListenerAndMore implements Consumer<String>, RuleListener {

		@Override
		public void accept(String text) {
		}

		@Override
		public void evaluated(RuleOutcome outcome, long nanoseconds) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HiddenUsers {

		@Bean
		Object users() {
			return (UserSource<String>) (name) -> name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HiddenCustomizer {

		@Bean
		Object customizer() {
			return (OAuth2TokenCustomizer<JwtEncodingContext>) (context) -> context.getClaims().claim("x", "y");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NullSource {

		@Bean
		@Nullable ClaimPolicySource source() {
			return null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingListener {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		RuleListener failing() {
			return (outcome, nanoseconds) -> {
				throw new IllegalStateException("on purpose");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoListeners {

		static final AtomicInteger FIRST = new AtomicInteger();

		static final AtomicInteger SECOND = new AtomicInteger();

		@Bean
		RuleListener first() {
			return (outcome, nanoseconds) -> FIRST.incrementAndGet();
		}

		@Bean
		RuleListener second() {
			return (outcome, nanoseconds) -> SECOND.incrementAndGet();
		}

	}

}

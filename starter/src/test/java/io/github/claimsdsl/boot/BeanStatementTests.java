package io.github.claimsdsl.boot;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.policy.ClaimPolicySet;

/**
 * What the annotations of a bean state holds, or stops the start.
 */
class BeanStatementTests {

	private final WebApplicationContextRunner runner = TestServer.runner();

	@Test
	void policyWhenBeansAreLazyThenItStopsTheStartAllTheSame() {
		this.runner.withUserConfiguration(WrongConditionOnMethod.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(Outcome.issues(context)).hasSize(1));
	}

	@Test
	void claimWhenItsClassHasNoPolicyThenStops() {
		this.runner.withUserConfiguration(NoPolicy.class)
			.run((context) -> assertThat(Outcome.issues(context)).singleElement()
				.hasToString(
						"BeanStatementTests.NoPolicy: bean 'beanStatementTests.NoPolicy' has @Claim or @Deny methods but no @ClaimRule, so "
								+ "they would never be called. Annotate the class with @ClaimRule, which says which tokens "
								+ "they are for. (claim-without-policy)"));
	}

	@Test
	void claimWhenItsPolicyIsOnTheMethodAloneThenStops() {
		this.runner.withUserConfiguration(PolicyOnMethodAlone.class)
			.run((context) -> assertThat(Outcome.codes(context)).containsExactly("claim-without-policy"));
	}

	@Test
	void methodRuleWhenItHasAConditionThenItNarrows() {
		this.runner.withUserConfiguration(ConditionOnMethod.class)
			.run((context) -> assertThat(Outcome.claims(context)).containsEntry("app-only", "yes")
				.doesNotContainKey("never"));
	}

	@Test
	void methodRuleWhenItsConditionIsWrongThenStops() {
		this.runner.withUserConfiguration(WrongConditionOnMethod.class)
			.run((context) -> assertThat(Outcome.issues(context)).singleElement()
				.asString()
				.startsWith("BeanStatementTests.WrongConditionOnMethod.x() @when: unknown name 'nonsense'"));
	}

	@Test
	void methodRuleWhenItStatesWhatHasNoMeaningThenEachIsAnIssue() {
		this.runner.withUserConfiguration(Misplaced.class)
			.run((context) -> assertThat(Outcome.issues(context)).extracting(Issue::toString)
				.containsExactly(
						"BeanStatementTests.Misplaced.x() @mode: mode has no meaning in a @ClaimRule on a method. State it "
								+ "on the class; a policy is enforced or reported as a whole. (misplaced-attribute)",
						"BeanStatementTests.Misplaced.x() @namespace: namespace has no meaning in a @ClaimRule on a method. "
								+ "State it on the class, or write the claim's whole name in @Claim. (misplaced-attribute)",
						"BeanStatementTests.Misplaced.x() @order: order has no meaning in a @ClaimRule on a method. State "
								+ "the order of one claim in @Claim(order = ...), or that of all rules on the class. (misplaced-attribute)"));
	}

	@Test
	void methodRuleWhenItIsNoClaimThenStops() {
		this.runner.withUserConfiguration(RuleWithoutClaim.class)
			.run((context) -> assertThat(Outcome.codes(context)).containsExactly("rule-without-claim"));
	}

	@Test
	void claimWhenAnOverriddenMethodStatesMoreThenItHolds() {
		this.runner.withUserConfiguration(LooserClaim.class)
			.run((context) -> assertThat(Outcome.claims(context)).doesNotContainKey("strict"));
		this.runner.withUserConfiguration(OtherClaim.class)
			.run((context) -> assertThat(Outcome.codes(context)).containsExactly("conflicting-statements"));
	}

	@Test
	void tokenTypeWhenAnotherStatementWidensTheDefaultThenItStays() {
		this.runner.withUserConfiguration(WiderTokenType.class)
			.run((context) -> assertThat(context.getBean(ClaimPolicySet.class).matrix().rows().keySet())
				.extracting((reach) -> reach.value(Dimension.TOKEN_TYPE))
				.containsExactly("access_token"));
	}

	@ParameterizedTest
	@ValueSource(classes = { LooserBeanMethod.class, LooserSubclass.class, LooserDirect.class, LooserOverride.class,
			LooserInterface.class })
	void ruleWhenALooserOneMeetsAStricterOneThenTheStricterHolds(Class<?> configuration) {
		this.runner.withUserConfiguration(configuration)
			.run((context) -> assertThat(Outcome.claims(context)).doesNotContainKey("strict"));
	}

	@Test
	void rulesWhenTheyDisagreeOnWhatThereIsOneOfThenStops() {
		this.runner.withUserConfiguration(Disagreeing.class)
			.run((context) -> assertThat(Outcome.issues(context)).extracting(Issue::toString)
				.containsExactly(
						"BeanStatementTests.DisagreeingClass @namespace: namespace is stated twice, as urn:a: and as urn:b:. Look "
								+ "at the @ClaimRule of the class, its superclasses and interfaces, its @Bean method and "
								+ "meta-annotations, and keep one. (conflicting-statements)",
						"BeanStatementTests.DisagreeingClass @order: order is stated twice, as 1 and as 2. Look at the @ClaimRule "
								+ "of the class, its superclasses and interfaces, its @Bean method and meta-annotations, "
								+ "and keep one. (conflicting-statements)"));
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

}

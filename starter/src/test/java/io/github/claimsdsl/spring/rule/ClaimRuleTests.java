package io.github.claimsdsl.spring.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.policy.ClaimPolicySet;

import static io.github.claimsdsl.spring.rule.RuleContext.request;

/**
 * How {@code @ClaimRule} beans are found and their annotations read.
 */
class ClaimRuleTests {

	private final RuleContext context = new RuleContext();

	@Test
	void classWhenComponentScannedThenItsRulesRun() {
		this.context.scan("io.github.claimsdsl.spring.rule.scanned");
		assertThat(this.context.claims()).isEqualTo(Map.of("scanned", "yes"));
	}

	@Test
	void valueWhenOnAClassThenItNamesTheBeanAndItsRules() {
		this.context.register(NamedClaims.class);
		ClaimDecision decision = this.context.policies().evaluate(request().build());
		assertThat(AnnotatedElementUtils.getMergedAnnotation(NamedClaims.class, Component.class)).isNotNull()
			.extracting(Component::value)
			.isEqualTo("exampleClaims");
		assertThat(this.context.getBeanNamesForType(NamedClaims.class)).containsExactly("exampleClaims");
		assertThat(decision.outcomes()).extracting(RuleOutcome::rule).containsExactly("exampleClaims.email");
	}

	@Test
	void beanMethodWhenItCarriesTheAnnotationThenItsRulesRun() {
		this.context.register(OnBeanMethod.class);
		ClaimDecision decision = this.context.policies().evaluate(request().build());
		assertThat(decision.claims()).isEqualTo(Map.of("https://x/plain", "yes"));
		assertThat(decision.outcomes()).extracting(RuleOutcome::rule).containsExactly("plainClaims.plain");
	}

	@Test
	void beanMethodWhenClassCarriesTheAnnotationTooThenBothNarrow() {
		this.context.register(OnBoth.class);
		ClaimPolicySet policies = this.context.policies();
		assertThat(policies.evaluate(request().build()).claims()).isEqualTo(Map.of("https://method/x", "yes"));
		assertThat(policies.evaluate(request("authorization_code").build()).claims()).isEmpty();
	}

	@Test
	void classWhenTwoBeansThenBothAreNamed() {
		this.context.registerBean("one", PlainRule.class);
		this.context.registerBean("two", PlainRule.class);
		assertThat(this.context.issues()).singleElement()
			.asString()
			.contains("two beans")
			.contains("'one'")
			.contains("'two'");
	}

	@Test
	void annotationWhenSubjectThenTokensOfTheOtherAreNotSelected() {
		this.context.register(ForUsers.class);
		ClaimPolicySet policies = this.context.policies();
		assertThat(policies.evaluate(request().subject(Subject.USER).build()).claims()).containsOnlyKeys("x");
		assertThat(policies.evaluate(request().subject(Subject.CLIENT).build()).claims()).isEmpty();
	}

	@Test
	void annotationWhenReportModeThenOnlyReported() {
		this.context.register(Reported.class);
		ClaimDecision decision = this.context.policies().evaluate(request().build());
		assertThat(decision.claims()).isEmpty();
		assertThat(decision.reported().orElseThrow().claims()).containsOnlyKeys("x");
	}

	@Test
	void annotationWhenMetaAnnotatedThenAliasesAreRead() {
		this.context.register(TeamClaims.class);
		assertThat(this.context.claims()).isEmpty();
		assertThat(this.context.policies().evaluate(request().audience("https://team").build()).claims())
			.isEqualTo(Map.of("https://team/claims/x", "yes"));
	}

	@Test
	void classWhenItHasNoClaimMethodThenIssue() {
		this.context.register(Empty.class);
		assertThat(this.context.issues()).anyMatch((issue) -> issue.contains("has no @Claim and no @Deny method"));
	}

	@Test
	void placeholderWhenSetThenResolved() {
		this.context.property("partner.api", "https://partner");
		this.context.register(Placeholder.class);
		assertThat(this.context.policies().evaluate(request().audience("https://partner").build()).claims())
			.containsKey("x");
		assertThat(this.context.policies().evaluate(request().build()).claims()).isEmpty();
	}

	@Test
	void placeholderWhenBlankThenIssue() {
		this.context.property("partner.api", "");
		this.context.register(Placeholder.class);
		assertThat(this.context.issues()).containsExactly("ClaimRuleTests.Placeholder @audience: audience is blank. "
				+ "Name at least one value, or remove it: a blank selector would match every token.");
	}

	@Test
	void placeholderWhenUnsetThenIssue() {
		this.context.register(Placeholder.class);
		assertThat(this.context.issues())
			.containsExactly("ClaimRuleTests.Placeholder: the placeholder in '${partner.api}' cannot be "
					+ "resolved. Set its property, or give it a default after a colon.");
	}

	@ClaimRule(audience = "any", subject = Subject.USER)
	static class ForUsers {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", mode = Mode.REPORT)
	static class Reported {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	static class PlainClaims {

		@Claim("plain")
		String plain() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnBeanMethod {

		@Bean
		@ClaimRule(audience = "any", namespace = "https://x/")
		PlainClaims plainClaims() {
			return new PlainClaims();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnBoth {

		@Bean
		@ClaimRule(audience = "any", grantType = "password", namespace = "https://method/")
		PlainRule plain() {
			return new PlainRule();
		}

	}

	@ClaimRule
	@Retention(RetentionPolicy.RUNTIME)
	@Target(ElementType.TYPE)
	@interface TeamRule {

		@AliasFor(annotation = ClaimRule.class)
		String[] audience() default "https://team";

		@AliasFor(annotation = ClaimRule.class, attribute = "namespace")
		String prefix();

	}

	@TeamRule(prefix = "https://team/claims/")
	static class TeamClaims {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(value = "exampleClaims", audience = "any")
	static class NamedClaims {

		@Claim("email")
		String email() {
			return "alice@mydomain.com";
		}

	}

	@ClaimRule(audience = "any")
	static class Empty {

	}

	@ClaimRule(audience = "${partner.api}")
	static class Placeholder {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

}

package io.github.claimsdsl.test;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.MethodParameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.claimsdsl.Actor;
import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.expression.ClaimFunction;
import io.github.claimsdsl.policy.PolicyFact;
import io.github.claimsdsl.spring.ClaimArgumentResolver;
import io.github.claimsdsl.test.scanned.NamedClaims;
import io.github.claimsdsl.test.scanned.PlanClaims;
import io.github.claimsdsl.test.scanned.URLClaims;

/**
 * The rules and functions that a {@link ClaimPolicyTester} is given.
 */
class ClaimPolicyTesterRulesTests {

	private static TokenRequest.Builder token() {
		return TokenRequest.of(Client.of("app"), "authorization_code");
	}

	private static Set<String> rules(ClaimPolicyTester tester) {
		return tester.policies()
			.facts()
			.stream()
			.filter((fact) -> fact.kind() == PolicyFact.Kind.RULE)
			.map(PolicyFact::name)
			.collect(Collectors.toSet());
	}

	@Test
	void rulesWhenScannedInAServerThenHaveTheSameIds() {
		DefaultListableBeanFactory server = new DefaultListableBeanFactory();
		ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(server);
		scanner.setIncludeAnnotationConfig(false);
		scanner.scan(PlanClaims.class.getPackageName());
		assertThat(server.getBeanDefinitionNames()).containsExactlyInAnyOrder("planClaims", "planClaims.Nested",
				"stated", "URLClaims");
		ClaimPolicyTester tester = ClaimPolicyTester.withoutUser()
			.rules(new PlanClaims(), new PlanClaims.Nested(), new NamedClaims(), new URLClaims())
			.build();
		assertThat(tester.policies().policies()).extracting(ClaimPolicy::name)
			.containsExactlyInAnyOrder(server.getBeanDefinitionNames());
		assertThat(rules(tester)).containsExactlyInAnyOrder("planClaims.plan", "planClaims.Nested.nested",
				"stated.named", "URLClaims.url");
	}

	/** RFC 8693 section 4.1. */
	@Test
	void rulesWhenTheRequestHasActorsThenReadTheChain() {
		ClaimPolicyTester tester = ClaimPolicyTester.withoutUser()
			.policies(ClaimPolicy.named("chain")
				.audience("any")
				.claim("gateway", "(subject in actor.previous) contains 'gateway'")
				.claim("before", "actor.previous.size()")
				.build())
			.build();
		Actor actor = new Actor("orders", null, List.of(new Actor("gateway", null), new Actor("app", null)));
		tester.assertThat(token().actor(actor).build()).hasClaim("gateway", true).hasClaim("before", 2);
		tester.assertThat(token().build()).hasClaim("gateway", false).doesNotHaveClaim("before");
	}

	@Test
	void rulesWhenNameIsStatedThenHaveIt() {
		ClaimPolicyTester tester = ClaimPolicyTester.withoutUser().rules("plans", new PlanClaims()).build();
		assertThat(rules(tester)).containsExactly("plans.plan");
		tester.assertThat(token().build()).hasOutcome("plans.plan", Status.APPLIED);
	}

	@Test
	void rulesWhenObjectIsAProxyThenNamedByItsClass() {
		ProxyFactory proxy = new ProxyFactory(new NamedClaims());
		proxy.setProxyTargetClass(true);
		assertThat(rules(ClaimPolicyTester.withoutUser().rules(proxy.getProxy()).build()))
			.containsExactly("stated.named");
	}

	@Test
	void rulesWhenTwoClassesHaveOneNameThenRefusedWithBoth() {
		ClaimPolicyTester.Builder tester = ClaimPolicyTester.withoutUser().rules(new PlanClaims());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> tester.rules(new io.github.claimsdsl.test.other.PlanClaims()))
			.withMessage("Two rule objects have the bean name 'planClaims': one of class "
					+ "io.github.claimsdsl.test.scanned.PlanClaims and one of class "
					+ "io.github.claimsdsl.test.other.PlanClaims. State a name for one of them: "
					+ "rules(\"anotherName\", rule).");
		assertThatIllegalArgumentException().isThrownBy(() -> tester.rules("planClaims", new URLClaims()))
			.withMessageContaining("URLClaims");
	}

	@Test
	void rulesWhenTwoClassesHaveOneNameAndOneIsStatedThenBothApply() {
		ClaimPolicyTester.withoutUser()
			.rules(new PlanClaims())
			.rules("otherClaims", new io.github.claimsdsl.test.other.PlanClaims())
			.build()
			.assertThat(token().build())
			.hasExactlyClaims(Map.of("plan", "basic", "other", "gold"));
	}

	@Test
	void rulesWhenNestedClassesHaveOneSimpleNameThenBothApply() {
		assertThat(rules(ClaimPolicyTester.withoutUser().rules(new One.Claims(), new Two.Claims()).build()))
			.containsExactlyInAnyOrder("claimPolicyTesterRulesTests.One.Claims.one",
					"claimPolicyTesterRulesTests.Two.Claims.two");
	}

	@Test
	void rulesWhenObjectDeclaresNoneThenRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ClaimPolicyTester.withoutUser().rules(new PlanClaims(), "text").build())
			.withMessage("The class java.lang.String declares no rules. Annotate it with @ClaimRule and its methods "
					+ "with @Claim or @Deny.");
	}

	@Test
	void buildWhenCalledTwiceThenTestersAreAlike() {
		ClaimPolicyTester.Builder builder = ClaimPolicyTester.forUser(String.class)
			.rules(new PlanClaims())
			.argumentResolvers(ClaimPolicyTesterRulesTests::host);
		assertThat(rules(builder.build())).isEqualTo(rules(builder.build()));
	}

	@Test
	void functionsWhenAddedThenExpressionsCallThem() {
		ClaimPolicy policy = ClaimPolicy.named("plans").audience("any").claim("plan", "shout(client.id)").build();
		assertThatExceptionOfType(ClaimPolicyException.class)
			.isThrownBy(() -> ClaimPolicyTester.withoutUser().policies(policy).build())
			.withMessageContaining("shout");
		ClaimPolicyTester.withoutUser()
			.policies(policy)
			.functions(Shouting.class)
			.build()
			.assertThat(token().build())
			.hasExactlyClaims(Map.of("plan", "app!"));
	}

	private static Optional<ClaimArgumentResolver.Argument> host(MethodParameter parameter) {
		return (parameter.getParameterType() == URI.class) ? Optional.of((request) -> URI.create(request.audience()))
				: Optional.empty();
	}

	/**
	 * A class of the same simple name as another.
	 */
	static class One {

		@ClaimRule(audience = "any")
		static class Claims {

			@Claim("one")
			boolean one() {
				return true;
			}

		}

	}

	/**
	 * A class of the same simple name as another.
	 */
	static class Two {

		@ClaimRule(audience = "any")
		static class Claims {

			@Claim("two")
			boolean two() {
				return true;
			}

		}

	}

	/**
	 * A function of the team's own.
	 */
	static final class Shouting {

		private Shouting() {
		}

		@ClaimFunction
		public static String shout(String text) {
			return text + "!";
		}

	}

}

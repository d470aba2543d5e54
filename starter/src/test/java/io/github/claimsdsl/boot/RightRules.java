package io.github.claimsdsl.boot;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

/**
 * Beans with rules as a message says to declare them, of which {@link WrongBeans} are
 * wrong.
 */
final class RightRules {

	private RightRules() {
	}

	@ClaimRule(audience = "any")
	static class WithPolicy extends WrongBeans.WithoutPolicy {

	}

	static class Unannotated {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PolicyOnBeanMethod {

		@Bean
		@ClaimRule(audience = "any")
		Unannotated rules() {
			return new Unannotated();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PolicyOnObject {

		@Bean
		@ClaimRule(audience = "any")
		Object rules() {
			return new Unannotated();
		}

	}

	@ClaimRule(audience = "any")
	static class WithClaim {

		@Claim("x")
		String x() {
			return "yes";
		}

		@Claim("y")
		@ClaimRule(client = { "app", "other" })
		String forgotten() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RulesAsThemselves {

		@Bean
		WrongBeans.Rules rules() {
			return new WrongBeans.Rules();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoOrders {

		@Bean
		WrongBeans.Rules one() {
			return new WrongBeans.Rules();
		}

		@Bean
		@ClaimRule(order = 1)
		WrongBeans.Rules two() {
			return new WrongBeans.Rules();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoClients {

		@Bean
		@ClaimRule(client = "app")
		WrongBeans.Rules one() {
			return new WrongBeans.Rules();
		}

		@Bean
		@ClaimRule(client = "other")
		WrongBeans.Rules two() {
			return new WrongBeans.Rules();
		}

	}

	@ClaimRule(audience = "any")
	static class TwoMethodsOfOneName {

		@Claim("a")
		String x(java.util.concurrent.Callable<?> argument) {
			return "yes";
		}

		@Claim("b")
		String x(RightMethods.Callable argument) {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class TwoMethodsOfTwoNames {

		@Claim("a")
		String a() {
			return "yes";
		}

		@Claim("b")
		String b() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", client = "third")
	static class NarrowedToNothing {

		@Claim("x")
		@ClaimRule(client = { "app", "other" })
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", client = { "third", "app", "other" })
	static class Narrowed {

		@Claim("x")
		@ClaimRule(client = { "app", "other" })
		String x() {
			return "yes";
		}

	}

}

package io.github.claimsdsl.boot;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.claimsdsl.Mode;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;

/**
 * What annotations state as a message says to state it.
 */
final class RightStatements {

	private RightStatements() {
	}

	@ClaimRule(audience = "any", namespace = "urn:a:", order = 1, mode = Mode.ENFORCE)
	static class OneStatement {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class SameName extends WrongBeans.Rules {

		@Override
		@Claim("rule")
		String rule() {
			return "overridden";
		}

	}

	@ClaimRule(audience = "any")
	static class OtherMethod extends WrongBeans.Rules {

		@Claim("other")
		String other() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any", namespace = "urn:a:")
	static class OnTheClass {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "any")
	static class WholeName {

		@Claim("urn:a:x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(value = "named", audience = "any")
	static class NamedOnTheClass {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NamedByBean {

		@Bean("named")
		WrongBeans.Rules rules() {
			return new WrongBeans.Rules();
		}

	}

	@ClaimRule(audience = "any", namespace = "urn:a:", order = 1, when = "client.id != 'x'")
	static class RightAttributes {

		@Claim(value = "x", when = "client.id != 'y'", required = true, error = "access_denied",
				errorDescription = "No x", order = 1)
		String x() {
			return "yes";
		}

		@Deny(error = "access_denied", description = "Denied")
		boolean isDenied() {
			return false;
		}

	}

	@ClaimRule(audience = "any")
	static class OrderOfTheClaim {

		@Claim(value = "x", order = 2)
		String second() {
			return "second";
		}

		@Claim(value = "x", order = 1)
		String first() {
			return "first";
		}

	}

	@ClaimRule(audience = "any", mode = Mode.REPORT)
	static class ReportedAsAWhole {

		@Claim("x")
		String x() {
			return "yes";
		}

	}

	@ClaimRule(audience = "${partner.api:any}", namespace = "${partner.namespace:}")
	static class WithDefaults {

		@Claim("${partner.claim:x}")
		String x() {
			return "yes";
		}

	}

}

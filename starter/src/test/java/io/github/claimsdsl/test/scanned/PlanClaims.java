package io.github.claimsdsl.test.scanned;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

/**
 * A component named by its class, which has a namesake in another package.
 */
@ClaimRule(audience = "any")
public class PlanClaims {

	@Claim("plan")
	String plan() {
		return "basic";
	}

	/**
	 * A component named by its class and the one around it.
	 */
	@ClaimRule(audience = "any")
	public static class Nested {

		@Claim("nested")
		boolean nested() {
			return true;
		}

	}

}

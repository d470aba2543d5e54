package io.github.claimsdsl.test.other;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

/**
 * A namesake of the component in the other package.
 */
@ClaimRule(audience = "any")
public class PlanClaims {

	@Claim("other")
	String plan() {
		return "gold";
	}

}

package io.github.claimsdsl.spring.rule;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

/**
 * A bean with one rule.
 */
@ClaimRule(audience = "any")
class PlainRule {

	@Claim("x")
	String x() {
		return "yes";
	}

}

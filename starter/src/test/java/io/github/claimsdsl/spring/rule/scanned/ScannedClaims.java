package io.github.claimsdsl.spring.rule.scanned;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

@ClaimRule(audience = "any")
class ScannedClaims {

	@Claim("scanned")
	String scanned() {
		return "yes";
	}

}

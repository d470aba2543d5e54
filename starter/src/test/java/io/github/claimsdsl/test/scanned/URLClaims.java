package io.github.claimsdsl.test.scanned;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

/**
 * A component whose name keeps its capitals.
 */
@ClaimRule(audience = "any")
public class URLClaims {

	@Claim("url")
	String url() {
		return "https://mydomain.com";
	}

}

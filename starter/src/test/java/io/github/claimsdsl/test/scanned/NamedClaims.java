package io.github.claimsdsl.test.scanned;

import org.springframework.stereotype.Component;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

/**
 * A component that states its name.
 */
@Component("stated")
@ClaimRule(audience = "any")
public class NamedClaims {

	@Claim("named")
	boolean named() {
		return true;
	}

}

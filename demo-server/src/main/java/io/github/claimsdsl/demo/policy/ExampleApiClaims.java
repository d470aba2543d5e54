package io.github.claimsdsl.demo.policy;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.demo.user.AppUser;

/**
 * The claims about the user for the example API.
 */
@ClaimRule(audience = "https://api.example.com", grantType = { "password", "authorization_code" },
		namespace = "https://mydomain.com/claims/")
class ExampleApiClaims {

	@Claim("email")
	String email(AppUser user) {
		return user.email();
	}

}

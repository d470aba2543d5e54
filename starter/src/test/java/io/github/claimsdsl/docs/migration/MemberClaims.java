package io.github.claimsdsl.docs.migration;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

@ClaimRule(audience = "any")
class MemberClaims {

	@Claim("tier")
	@ClaimRule(grantType = "client_credentials")
	String tier() {
		return "internal";
	}

	@Claim("roles")
	List<String> roles(Member user) {
		return user.roles();
	}

	@Claim("https://mydomain.com/claims/email")
	@ClaimRule(scope = "email")
	@Nullable String email(Member user) {
		return user.email();
	}

	@Claim("department")
	@ClaimRule(grantType = "authorization_code")
	@Nullable String department(Member user) {
		return user.department();
	}

}

package io.github.claimsdsl.demo.policy;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.demo.user.AppUser;
import io.github.claimsdsl.demo.user.DisplayNames;

/**
 * The claims about the user for a client with the scope {@code profile}. The client gets
 * them in the ID token at the login, and later from userinfo.
 */
@ClaimRule(tokenType = { TokenType.ID_TOKEN, TokenType.USERINFO }, scope = "profile")
class ProfileClaims {

	private final DisplayNames names;

	ProfileClaims(DisplayNames names) {
		this.names = names;
	}

	@Claim(value = "name", required = true)
	String name(AppUser user) {
		return this.names.of(user);
	}

}

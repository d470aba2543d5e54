package io.github.claimsdsl.demo.policy;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.demo.user.AppUser;
import io.github.claimsdsl.demo.user.DisplayNames;

/**
 * What a client learns about the user that it may see the profile of: a claim of the ID
 * token, which userinfo repeats.
 */
@ClaimRule(tokenType = TokenType.ID_TOKEN, scope = "profile")
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

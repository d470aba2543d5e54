package io.github.claimsdsl.docs.migration;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

@ClaimRule(tokenType = TokenType.ID_TOKEN, scope = "profile")
class MemberProfile {

	@Claim("name")
	@Nullable String name(Member user) {
		return (user.givenName() != null && user.familyName() != null) ? user.givenName() + " " + user.familyName()
				: null;
	}

}

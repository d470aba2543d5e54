package io.github.claimsdsl.docs.cookbook.teamannotation;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.spring.SpringUser;

@OrdersClaims(client = "partner-app")
@ClaimRule(scope = "orders")
class PartnerClaims {

	@Claim("partner_user")
	String partnerUser(SpringUser user) {
		return "partner:" + user.name();
	}

}

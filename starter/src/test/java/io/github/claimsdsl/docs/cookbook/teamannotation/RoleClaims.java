package io.github.claimsdsl.docs.cookbook.teamannotation;

import java.util.List;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.spring.SpringUser;

@OrdersClaims
class RoleClaims {

	@Claim("roles")
	List<String> roles(SpringUser user) {
		return user.roles();
	}

}

package io.github.claimsdsl.docs.beans;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Subject;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.annotation.Deny;
import io.github.claimsdsl.docs.beans.Customers.Tier;
import io.github.claimsdsl.spring.SpringUser;

@ClaimRule(audience = "any")
class CustomerClaims {

	private final Customers customers;

	CustomerClaims(Customers customers) {
		this.customers = customers;
	}

	@Claim("tier")
	@Nullable Tier tier(SpringUser user) {
		return this.customers.tier(user.name());
	}

	@Deny(error = "access_denied", description = "The account is closed")
	@ClaimRule(subject = Subject.USER)
	boolean closed(SpringUser user) {
		return this.customers.tier(user.name()) == Tier.CLOSED;
	}

}

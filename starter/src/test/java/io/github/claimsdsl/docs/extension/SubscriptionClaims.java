package io.github.claimsdsl.docs.extension;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

@ClaimRule(audience = "any")
class SubscriptionClaims {

	@Claim("plan")
	@Nullable String plan(@Nullable Subscription subscription) {
		return (subscription != null) ? subscription.plan() : null;
	}

}

package io.github.claimsdsl.docs.cookbook.slowservice;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.definition.OnError;

@ClaimRule(audience = "any")
class PlanClaims {

	private final Subscriptions subscriptions;

	PlanClaims(Subscriptions subscriptions) {
		this.subscriptions = subscriptions;
	}

	@Claim(value = "plan", onError = OnError.OMIT_CLAIM)
	@Nullable String plan(Client client) {
		return this.subscriptions.plan(client.id());
	}

	@Claim(value = "billing_plan", required = true)
	@ClaimRule(scope = "billing")
	@Nullable String billingPlan(Client client) {
		return this.subscriptions.plan(client.id());
	}

}

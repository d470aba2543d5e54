package io.github.claimsdsl.docs.beans;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.docs.beans.Customers.Tier;
import io.github.claimsdsl.spring.SpringUser;
import io.github.claimsdsl.test.ClaimPolicyTester;

import static io.github.claimsdsl.test.ClaimDecisionAssert.assertThat;

class CustomerClaimsTests {

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(SpringUser.class)
		.rules(new CustomerClaims(Map.of("alice", Tier.GOLD, "bob", Tier.CLOSED)::get))
		.build();

	@Test
	void tierWhenCustomerThenInToken() {
		assertThat(this.policies.evaluate(token("alice"))).isIssued().hasExactlyClaims(Map.of("tier", "GOLD"));
	}

	@Test
	void tokenWhenAccountIsClosedThenRefused() {
		assertThat(this.policies.evaluate(token("bob"))).isRefusedWith("access_denied");
	}

	private static TokenRequest token(String name) {
		return TokenRequest.of(Client.of("app"), "authorization_code")
			.user(new SpringUser(name, List.of(), List.of()))
			.build();
	}

}

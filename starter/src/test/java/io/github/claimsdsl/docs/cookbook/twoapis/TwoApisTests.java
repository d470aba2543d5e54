package io.github.claimsdsl.docs.cookbook.twoapis;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.spring.SpringUser;
import io.github.claimsdsl.test.ClaimPolicyTester;

class TwoApisTests {

	private static final SpringUser ALICE = new SpringUser("alice", List.of("ROLE_ADMIN"), List.of("ADMIN"));

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(SpringUser.class)
		.yaml(new ClassPathResource("cookbook/two-apis.yml"))
		.build();

	@Test
	void roleWhenTokenIsForOrdersThenThatOfOrders() {
		this.policies.assertThat(token("https://orders.example.com")).hasExactlyClaims(Map.of("role", "manager"));
	}

	@Test
	void roleWhenTokenIsForBillingThenThatOfBilling() {
		this.policies.assertThat(token("https://billing.example.com")).hasExactlyClaims(Map.of("role", "viewer"));
	}

	@Test
	void roleWhenTokenIsForNoApiThenAbsent() {
		this.policies.assertThat(token(null)).hasExactlyClaims(Map.of());
	}

	private static TokenRequest token(@Nullable String audience) {
		return TokenRequest.of(Client.of("web-app"), "authorization_code").audience(audience).user(ALICE).build();
	}

}

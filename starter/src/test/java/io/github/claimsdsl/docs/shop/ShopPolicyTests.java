package io.github.claimsdsl.docs.shop;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.spring.SpringUser;
import io.github.claimsdsl.test.ClaimPolicyTester;

class ShopPolicyTests {

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(SpringUser.class)
		.yaml(new ClassPathResource("start/application.yml"))
		.build();

	@Test
	void tokenWhenUserIsInSalesThenHasNoAdmin() {
		SpringUser bob = new SpringUser("bob", List.of("ROLE_SALES"), List.of("SALES"));
		this.policies.assertThat(TokenRequest.of(Client.of("shop"), "authorization_code").user(bob).build())
			.hasExactlyClaims(Map.of("plan", "gold", "roles", List.of("SALES")));
	}

	@Test
	void tokenWhenThereIsNoUserThenHasThePlanOnly() {
		this.policies.assertThat(TokenRequest.of(Client.of("shop"), "client_credentials").build())
			.hasExactlyClaims(Map.of("plan", "gold"));
	}

}

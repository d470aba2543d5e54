package io.github.claimsdsl.docs.cookbook.serviceaccounts;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.spring.SpringUser;
import io.github.claimsdsl.test.ClaimPolicyTester;

class ServiceAccountsTests {

	private static final String API = "https://api.example.com";

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(SpringUser.class)
		.yaml(new ClassPathResource("cookbook/service-accounts.yml"))
		.build();

	@Test
	void serviceAccountThenTokenHasItsTeamAndNoRoles() {
		TokenRequest token = ClaimPolicyTester
			.request(ServiceAccounts.serviceAccount("nightly-export", "{noop}secret", "billing"), "client_credentials")
			.audience(API)
			.build();
		this.policies.assertThat(token).hasExactlyClaims(Map.of("team", "billing"));
	}

	@Test
	void serviceAccountWhenItHasNoTeamThenRefused() {
		TokenRequest token = TokenRequest.of(Client.of("nightly-export"), "client_credentials").audience(API).build();
		this.policies.assertThat(token).isRefusedWith("unauthorized_client");
	}

	@Test
	void userThenTokenHasRolesAndNoTeam() {
		TokenRequest token = TokenRequest.of(Client.of("web-app"), "authorization_code")
			.audience(API)
			.user(new SpringUser("alice", List.of("ROLE_admin"), List.of("admin")))
			.build();
		this.policies.assertThat(token).hasExactlyClaims(Map.of("roles", List.of("admin")));
	}

}

package io.github.claimsdsl.docs.cookbook.groups;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.spring.SpringUser;
import io.github.claimsdsl.test.ClaimPolicyTester;

class GroupsTests {

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(SpringUser.class)
		.yaml(new ClassPathResource("cookbook/groups.yml"))
		.build();

	@Test
	void groupsWhenPrefixMatchesThenInTokenWithoutIt() {
		this.policies.assertThat(token("https://billing.example.com", "billing-admins", "billing-eu", "vpn-users"))
			.hasExactlyClaims(Map.of("groups", List.of("admins", "eu")));
	}

	@Test
	void groupsWhenRenamedThenOtherNamesInToken() {
		this.policies.assertThat(token("https://reports.example.com", "billing-admins", "billing-eu", "vpn-users"))
			.hasExactlyClaims(Map.of("groups", List.of("editor")));
	}

	@Test
	void groupsWhenNoneMatchesThenClaimIsEmpty() {
		this.policies.assertThat(token("https://billing.example.com", "vpn-users"))
			.hasExactlyClaims(Map.of("groups", List.of()));
	}

	@Test
	void groupsWhenTokenIsForNoApiThenClaimIsAbsent() {
		this.policies.assertThat(token(null, "billing-admins")).hasExactlyClaims(Map.of());
	}

	private static TokenRequest token(@Nullable String audience, String... groups) {
		return TokenRequest.of(Client.of("web-app"), "authorization_code")
			.audience(audience)
			.user(new SpringUser("alice", List.of(groups), List.of()))
			.build();
	}

}

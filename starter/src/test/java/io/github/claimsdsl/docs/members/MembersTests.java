package io.github.claimsdsl.docs.members;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.test.ClaimPolicyTester;

class MembersTests {

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(Member.class)
		.yaml(new ClassPathResource("start/members.yml"))
		.build();

	@Test
	void tokenWhenUserIsMemberThenHasTheEmailAddress() {
		TokenRequest request = TokenRequest.of(Client.of("shop"), "authorization_code")
			.user(new Members().loadUser("alice"))
			.build();
		this.policies.assertThat(request)
			.hasExactlyClaims(Map.of("email", "alice@example.com", "roles", List.of("ADMIN", "SALES")));
	}

}

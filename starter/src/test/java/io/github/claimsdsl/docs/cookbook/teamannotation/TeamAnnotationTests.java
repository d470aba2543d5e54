package io.github.claimsdsl.docs.cookbook.teamannotation;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.spring.SpringUser;
import io.github.claimsdsl.test.ClaimPolicyTester;

class TeamAnnotationTests {

	private static final SpringUser ALICE = new SpringUser("alice", List.of("ROLE_ADMIN"), List.of("ADMIN"));

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(SpringUser.class)
		.rules(new RoleClaims(), new PartnerClaims())
		.yaml(new ClassPathResource("cookbook/team-annotation.yml"))
		.build();

	@Test
	void claimsWhenAnnotatedThenForTheApiWithTheNamespace() {
		this.policies.assertThat(token("web-app", Set.of("orders")))
			.hasExactlyClaims(Map.of("https://example.com/roles", List.of("ADMIN")));
	}

	@Test
	void claimsWhenAliasNamesAClientThenForThatClient() {
		this.policies.assertThat(token("partner-app", Set.of("orders")))
			.hasClaim("https://example.com/partner_user", "partner:alice");
	}

	@Test
	void claimsWhenClassNarrowsTheAnnotationThenBothMustMatch() {
		this.policies.assertThat(token("partner-app", Set.of("openid")))
			.hasExactlyClaims(Map.of("https://example.com/roles", List.of("ADMIN")));
	}

	private static TokenRequest token(String client, Set<String> scopes) {
		return TokenRequest.of(Client.of(client), "authorization_code")
			.audience("https://orders.example.com")
			.scopes(scopes)
			.user(ALICE)
			.build();
	}

}

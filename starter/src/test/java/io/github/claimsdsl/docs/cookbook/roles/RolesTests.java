package io.github.claimsdsl.docs.cookbook.roles;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.security.core.authority.AuthorityUtils;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.spring.SpringUser;
import io.github.claimsdsl.test.ClaimPolicyTester;

class RolesTests {

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(SpringUser.class)
		.yaml(new ClassPathResource("cookbook/roles.yml"))
		.build();

	private final ClaimPolicyTester ownUser = ClaimPolicyTester.forUser(AppUser.class)
		.yaml(new ClassPathResource("cookbook/roles-own-user.yml"))
		.build();

	@Test
	void rolesWhenUserHasRolesThenInTokenWithoutPrefix() {
		this.policies.assertThat(token(SpringUser.of(alice("ROLE_ADMIN", "ROLE_USER", "report:read"))))
			.hasExactlyClaims(Map.of("roles", List.of("ADMIN", "USER")));
	}

	@Test
	void rolesWhenUserHasNoneThenAnEmptyList() {
		this.policies.assertThat(token(SpringUser.of(alice("report:read")))).hasClaim("roles", List.of());
	}

	@Test
	void rolesWhenClientCredentialsThenAbsent() {
		this.policies.assertThat(TokenRequest.of(Client.of("app"), "client_credentials").build())
			.doesNotHaveClaim("roles");
	}

	@Test
	void rolesWhenUserIsOfAnOwnClassThenInTokenWithoutPrefix() {
		this.ownUser.assertThat(token(alice("ROLE_ADMIN", "ROLE_USER", "report:read")))
			.hasExactlyClaims(Map.of("roles", List.of("ADMIN", "USER"), "department", "sales"));
	}

	private static AppUser alice(String... authorities) {
		return new AppUser("alice", "{noop}secret", "sales", AuthorityUtils.createAuthorityList(authorities));
	}

	private static TokenRequest token(Object user) {
		return TokenRequest.of(Client.of("app"), "authorization_code").user(user).build();
	}

}

package io.github.claimsdsl.docs.cookbook.idtoken;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.spring.SpringUser;
import io.github.claimsdsl.test.ClaimPolicyTester;

class IdTokenTests {

	private static final SpringUser ALICE = new SpringUser("alice", List.of("ROLE_admin"), List.of("admin"));

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(SpringUser.class)
		.yaml(new ClassPathResource("cookbook/id-token.yml"))
		.build();

	@Test
	void idTokenWhenProfileIsGrantedThenHasNameAndRoles() {
		this.policies.assertThat(token(TokenType.ID_TOKEN, Set.of("openid", "profile")))
			.hasExactlyClaims(Map.of("preferred_username", "alice", "roles", List.of("admin")));
	}

	@Test
	void idTokenWhenProfileIsNotGrantedThenHasRolesOnly() {
		this.policies.assertThat(token(TokenType.ID_TOKEN, Set.of("openid")))
			.hasExactlyClaims(Map.of("roles", List.of("admin")));
	}

	@Test
	void accessTokenWhenProfileIsGrantedThenHasRolesOnly() {
		this.policies.assertThat(token(TokenType.ACCESS_TOKEN, Set.of("openid", "profile")))
			.hasExactlyClaims(Map.of("roles", List.of("admin")));
	}

	private static TokenRequest token(TokenType type, Set<String> scopes) {
		return TokenRequest.of(Client.of("web-app"), "authorization_code")
			.tokenType(type)
			.scopes(scopes)
			.user(ALICE)
			.build();
	}

}

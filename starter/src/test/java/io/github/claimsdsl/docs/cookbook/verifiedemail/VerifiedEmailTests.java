package io.github.claimsdsl.docs.cookbook.verifiedemail;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.test.ClaimPolicyTester;

class VerifiedEmailTests {

	private static final Account ALICE = new Account("alice", "alice@example.com", true);

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(Account.class)
		.yaml(new ClassPathResource("cookbook/verified-email.yml"))
		.build();

	@ParameterizedTest
	@EnumSource(names = { "ACCESS_TOKEN", "ID_TOKEN", "USERINFO" })
	void emailWhenScopeAndVerifiedThenGiven(TokenType type) {
		this.policies.assertThat(token(ALICE, "openid", "email").tokenType(type).build())
			.hasExactlyClaims(Map.of("email", "alice@example.com", "email_verified", true));
	}

	@Test
	void emailWhenNoScopeThenAbsent() {
		this.policies.assertThat(token(ALICE, "openid").build()).doesNotHaveClaim("email");
	}

	@Test
	void emailWhenNotVerifiedThenAbsent() {
		Account bob = new Account("bob", "bob@example.com", false);
		this.policies.assertThat(token(bob, "openid", "email").build()).hasExactlyClaims(Map.of());
	}

	private static TokenRequest.Builder token(Account user, String... scopes) {
		return TokenRequest.of(Client.of("app"), "authorization_code").scopes(Set.of(scopes)).user(user);
	}

}

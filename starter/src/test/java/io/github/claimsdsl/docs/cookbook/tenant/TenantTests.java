package io.github.claimsdsl.docs.cookbook.tenant;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;

import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.test.ClaimPolicyTester;

import static org.assertj.core.api.Assertions.assertThat;

class TenantTests {

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(Member.class)
		.yaml(new ClassPathResource("cookbook/tenant.yml"))
		.build();

	@Test
	void tenantWhenUserHasOneThenInToken() {
		this.policies.assertThat(token("acme")).hasExactlyClaims(Map.of("tenant", "acme"));
	}

	@ParameterizedTest
	@NullAndEmptySource
	void tokenWhenUserHasNoTenantThenRefusedWithTheText(@Nullable String tenant) {
		assertThat(this.policies.evaluate(token(tenant)).refusal()).contains(new OAuthError("access_denied",
				"Your account belongs to no organization. Ask your administrator to add you to one."));
	}

	@Test
	void tokenWhenClientCredentialsThenIssuedWithoutTenant() {
		this.policies.assertThat(TokenRequest.of(Client.of("app"), "client_credentials").build())
			.hasExactlyClaims(Map.of());
	}

	private static TokenRequest token(@Nullable String tenant) {
		return TokenRequest.of(Client.of("app"), "authorization_code").user(new Member("alice", tenant)).build();
	}

}

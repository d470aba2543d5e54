package io.github.claimsdsl.docs.cookbook.permissions;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.spring.SpringUser;
import io.github.claimsdsl.test.ClaimPolicyTester;

class PermissionClaimsTests {

	private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
		.generateUniqueName(true)
		.addScript("cookbook/permissions.sql")
		.build();

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(SpringUser.class)
		.rules(new PermissionClaims(JdbcClient.create(this.database)))
		.yaml(new ClassPathResource("cookbook/permissions.yml"))
		.build();

	@AfterEach
	void shutdown() {
		this.database.shutdown();
	}

	@Test
	void permissionsWhenInTableThenInTokenForTheApi() {
		this.policies.assertThat(token("alice").scopes(Set.of("orders")).build())
			.hasExactlyClaims(Map.of("permissions", List.of("order:read", "order:write")));
	}

	@Test
	void permissionsWhenNoneInTableThenAnEmptyList() {
		this.policies.assertThat(token("bob").scopes(Set.of("orders")).build()).hasClaim("permissions", List.of());
	}

	@Test
	void permissionsWhenOtherScopeThenAbsent() {
		this.policies.assertThat(token("alice").scopes(Set.of("openid")).build()).doesNotHaveClaim("permissions");
	}

	@Test
	void tokenWhenQueryFailsThenRefused() {
		JdbcClient.create(this.database).sql("drop table user_permission").update();
		this.policies.assertThat(token("alice").scopes(Set.of("orders")).build()).isRefusedWith("server_error");
	}

	private static TokenRequest.Builder token(String name) {
		return TokenRequest.of(Client.of("web-app"), "authorization_code")
			.audience("https://orders.example.com")
			.user(new SpringUser(name, List.of(), List.of()));
	}

}

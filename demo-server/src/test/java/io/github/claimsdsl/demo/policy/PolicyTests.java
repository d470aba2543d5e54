package io.github.claimsdsl.demo.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.demo.user.AppUser;
import io.github.claimsdsl.demo.user.DisplayNames;
import io.github.claimsdsl.test.ClaimPolicyTester;

import static io.github.claimsdsl.test.ClaimDecisionAssert.assertThat;

/**
 * The demo's policies, without a server.
 */
class PolicyTests {

	private static final AppUser ALICE = new AppUser("alice", "alice@mydomain.com", true, Set.of("admin"), "platinum",
			"engineering", false);

	private static final AppUser CAROL = new AppUser("carol", "carol@mydomain.com", false, Set.of("user"), null,
			"sales", false);

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(AppUser.class)
		.rules(new ExampleApiClaims(), new ProfileClaims(new DisplayNames()))
		.yaml(new ClassPathResource("application.yml"))
		.build();

	@Test
	void emailWhenUserGrantThenInAccessTokenOfExampleApi() {
		assertThat(decide("https://api.example.com", "password", ALICE)).isIssued()
			.hasExactlyClaims(Map.of("https://mydomain.com/claims/email", "alice@mydomain.com"))
			.hasOutcome("exampleApiClaims.email", Status.APPLIED);
		assertThat(decide("https://api.example.com", "client_credentials", null))
			.doesNotHaveClaim("https://mydomain.com/claims/email")
			.hasClaim("https://mydomain.com/claims/tier", "gold");
	}

	@Test
	void emailWhenIdTokenThenAbsent() {
		assertThat(this.policies.evaluate(TokenRequest.of(Client.of("trusted-app"), "password")
			.tokenType(TokenType.ID_TOKEN)
			.user(ALICE)
			.build())).hasExactlyClaims(Map.of());
	}

	@Test
	void departmentWhenNotAdminThenAbsent() {
		assertThat(decide("https://reports.example.com", "password", ALICE))
			.hasClaim("https://mydomain.com/claims/roles", List.of("admin"))
			.hasClaim("https://mydomain.com/claims/department", "engineering");
		assertThat(decide("https://reports.example.com", "password", CAROL))
			.hasExactlyClaims(Map.of("https://mydomain.com/claims/roles", List.of("user")))
			.hasOutcome("reports.department", Status.CONDITION_FALSE);
		assertThat(decide("https://reports.example.com", "client_credentials", null)).isIssued()
			.hasOutcome("reports.roles", Status.NO_USER);
	}

	@Test
	void nameWhenProfileMayBeSeenThenInIdTokenAndUserinfo() {
		assertThat(decide(TokenType.ID_TOKEN, ALICE, "openid", "profile")).hasExactlyClaims(Map.of("name", "Alice"));
		assertThat(decide(TokenType.USERINFO, ALICE, "openid", "profile")).hasExactlyClaims(Map.of("name", "Alice"));
		assertThat(decide(TokenType.ACCESS_TOKEN, ALICE, "openid", "profile")).hasExactlyClaims(Map.of());
	}

	@Test
	void emailWhenItMayBeSeenThenInUserinfoOnly() {
		assertThat(decide(TokenType.USERINFO, ALICE, "openid", "email"))
			.hasExactlyClaims(Map.of("email", "alice@mydomain.com", "email_verified", true));
		assertThat(decide(TokenType.USERINFO, CAROL, "openid", "email"))
			.hasExactlyClaims(Map.of("email", "carol@mydomain.com", "email_verified", false));
		assertThat(decide(TokenType.USERINFO, ALICE, "openid")).hasExactlyClaims(Map.of());
		assertThat(decide(TokenType.ID_TOKEN, ALICE, "openid", "email")).hasExactlyClaims(Map.of());
	}

	@Test
	void tierWhenReportsApiIntrospectsThenIsThere() {
		assertThat(introspect("https://reports.example.com", ALICE))
			.hasExactlyClaims(Map.of("https://mydomain.com/claims/tier", "platinum"));
		assertThat(introspect("https://reports.example.com", CAROL)).hasExactlyClaims(Map.of());
		assertThat(introspect("https://reports.example.com", null)).hasOutcome("introspected-reports.tier",
				Status.NO_USER);
		assertThat(introspect("https://api.example.com", ALICE)).hasExactlyClaims(Map.of());
	}

	@Test
	void denyWhenNoJobThenRefused() {
		assertThat(decide("https://restricted.example.com", "client_credentials", null)).isIssued();
		assertThat(decide("https://restricted.example.com", "password", ALICE)).isRefusedWith("unauthorized_client");
	}

	private ClaimDecision decide(TokenType type, AppUser user, String... scopes) {
		return this.policies.evaluate(TokenRequest.of(Client.of("web-app"), "authorization_code")
			.tokenType(type)
			.scopes(Set.of(scopes))
			.user(user)
			.build());
	}

	private ClaimDecision introspect(String audience, @Nullable AppUser user) {
		TokenRequest.Builder request = TokenRequest
			.of(Client.of("app"), (user != null) ? "password" : "client_credentials")
			.tokenType(TokenType.INTROSPECTION)
			.audience(audience);
		return this.policies.evaluate(((user != null) ? request.user(user) : request).build());
	}

	private ClaimDecision decide(String audience, String grantType, @Nullable AppUser user) {
		TokenRequest.Builder request = TokenRequest.of(Client.of("app"), grantType).audience(audience);
		return this.policies.evaluate(((user != null) ? request.user(user) : request).build());
	}

}

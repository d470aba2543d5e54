package io.github.claimsdsl.docs.migration;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.test.ClaimPolicyTester;

class CustomizerParityTests {

	static final Member ALICE = new Member("alice", "alice@mydomain.com", "Alice", "Liddell", "sales",
			List.of("admin", "user"));

	private static final Member BARE = new Member("bare", null, "Bare", null, null, List.of());

	private static final RegisteredClient CLIENT = RegisteredClient.withId("1")
		.clientId("web-app")
		.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
		.build();

	static final List<TokenRequest> TOKENS = List.of(login(ALICE, access("authorization_code", "read")),
			login(ALICE, access("authorization_code", "read", "email")),
			login(ALICE, access("authorization_code", "read", "email").issuance(Issuance.REFRESH)),
			login(ALICE, access("urn:ietf:params:oauth:grant-type:device_code", "email")),
			login(BARE, access("authorization_code", "read", "email")), access("client_credentials", "read").build(),
			login(ALICE, id("openid", "profile")), login(ALICE, id("openid")), login(BARE, id("openid", "profile")));

	static final ApiTokenCustomizer CUSTOMIZER = new ApiTokenCustomizer(Map.of("alice", ALICE, "bare", BARE)::get);

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(Member.class)
		.yaml(new ClassPathResource("migration/customizer.yml"))
		.build();

	private final ClaimPolicyTester beans = ClaimPolicyTester.forUser(Member.class)
		.rules(new MemberClaims(), new MemberProfile())
		.build();

	@ParameterizedTest
	@FieldSource("TOKENS")
	void claimsThenAreThoseOfTheCustomizer(TokenRequest token) {
		this.policies.assertThat(token).hasSameClaimsAs(CUSTOMIZER);
		this.beans.assertThat(token).hasSameClaimsAs(CUSTOMIZER);
	}

	static TokenRequest login(Member member, TokenRequest.Builder token) {
		String[] authorities = member.roles().stream().map((role) -> "ROLE_" + role).toArray(String[]::new);
		return token.user(member)
			.attribute(Authentication.class, new TestingAuthenticationToken(member.username(), null, authorities))
			.build();
	}

	static TokenRequest.Builder access(String grantType, String... scopes) {
		return ClaimPolicyTester.request(CLIENT, grantType).audience("https://api.example.com").scopes(Set.of(scopes));
	}

	static TokenRequest.Builder id(String... scopes) {
		return ClaimPolicyTester.request(CLIENT, "authorization_code")
			.tokenType(TokenType.ID_TOKEN)
			.scopes(Set.of(scopes));
	}

}

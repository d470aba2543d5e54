package io.github.claimsdsl.docs.migration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.test.ClaimPolicyTester;

import static org.assertj.core.api.Assertions.assertThat;

class CustomizerParityTests {

	record Token(String grant, String user, Set<String> scopes, TokenType type) {
	}

	static final List<Token> TOKENS = List.of(
			new Token("authorization_code", "alice", Set.of("read"), TokenType.ACCESS_TOKEN),
			new Token("authorization_code", "alice", Set.of("read", "email"), TokenType.ACCESS_TOKEN),
			new Token("refresh_token", "alice", Set.of("read", "email"), TokenType.ACCESS_TOKEN),
			new Token("urn:ietf:params:oauth:grant-type:device_code", "alice", Set.of("email"), TokenType.ACCESS_TOKEN),
			new Token("authorization_code", "bare", Set.of("read", "email"), TokenType.ACCESS_TOKEN),
			new Token("client_credentials", "batch", Set.of("read"), TokenType.ACCESS_TOKEN),
			new Token("authorization_code", "alice", Set.of("openid", "profile"), TokenType.ID_TOKEN),
			new Token("authorization_code", "alice", Set.of("openid"), TokenType.ID_TOKEN),
			new Token("authorization_code", "bare", Set.of("openid", "profile"), TokenType.ID_TOKEN));

	private static final Map<String, Member> MEMBERS = Map.of("alice",
			new Member("alice", "alice@mydomain.com", "Alice", "Liddell", "sales", List.of("admin", "user")), "bare",
			new Member("bare", null, "Bare", null, null, List.of()));

	private static final RegisteredClient CLIENT = RegisteredClient.withId("1")
		.clientId("other")
		.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
		.build();

	private final ApiTokenCustomizer customizer = new ApiTokenCustomizer(MEMBERS::get);

	private final ClaimPolicyTester policies = ClaimPolicyTester.forUser(Member.class)
		.yaml(new ClassPathResource("migration/customizer.yml"))
		.build();

	private final ClaimPolicyTester beans = ClaimPolicyTester.forUser(Member.class)
		.rules(new MemberClaims(), new MemberProfile())
		.build();

	@ParameterizedTest
	@FieldSource("TOKENS")
	void claimsThenAreThoseOfTheCustomizer(Token token) {
		Map<String, Object> before = customized(token);
		assertThat(this.policies.evaluate(request(token)).claims()).isEqualTo(before);
		assertThat(this.beans.evaluate(request(token)).claims()).isEqualTo(before);
	}

	private Map<String, Object> customized(Token token) {
		JwtClaimsSet.Builder claims = JwtClaimsSet.builder();
		this.customizer.customize(JwtEncodingContext.with(JwsHeader.with(SignatureAlgorithm.RS256), claims)
			.registeredClient(CLIENT)
			.principal(principal(token.user()))
			.authorizedScopes(token.scopes())
			.tokenType(new OAuth2TokenType(token.type().value()))
			.authorizationGrantType(new AuthorizationGrantType(token.grant()))
			.build());
		Map<String, Object> customized = new HashMap<>();
		claims.claims(customized::putAll);
		return customized;
	}

	private static TestingAuthenticationToken principal(String name) {
		Member member = MEMBERS.get(name);
		List<String> roles = (member != null) ? member.roles() : List.of();
		return new TestingAuthenticationToken(name, null,
				roles.stream().map((role) -> "ROLE_" + role).toArray(String[]::new));
	}

	private static TokenRequest request(Token token) {
		boolean refreshed = token.grant().equals("refresh_token");
		TokenRequest.Builder request = ClaimPolicyTester
			.request(CLIENT, refreshed ? "authorization_code" : token.grant())
			.issuance(refreshed ? Issuance.REFRESH : Issuance.INITIAL)
			.scopes(token.scopes())
			.tokenType(token.type());
		Member member = MEMBERS.get(token.user());
		return (member != null) ? request.user(member).build() : request.build();
	}

}

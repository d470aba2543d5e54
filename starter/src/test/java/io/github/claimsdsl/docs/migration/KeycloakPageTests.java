package io.github.claimsdsl.docs.migration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.test.ClaimPolicyTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples and expressions of docs/migration/from-keycloak.md.
 */
class KeycloakPageTests {

	private static final MigrationPage PAGE = MigrationPage.of("from-keycloak.md");

	private static final Map<String, TokenType> TYPES = Map.of("property", TokenType.USERINFO, "full-name",
			TokenType.ID_TOKEN, "lightweight", TokenType.INTROSPECTION);

	private static final Set<String> FOR_ORDERS = Set.of("audience", "lightweight");

	static final KeycloakUser ANN = new KeycloakUser("ann", "ann@example.com", "Ann", "Berg",
			Map.of("department", List.of("sales"), "phone", List.of("+47 1", "+47 2"), "level", List.of("5"), "street",
					List.of("Storgata 1"), "locale", List.of("nb"), "limit", List.of("100"), "beta", List.of("true"),
					"cost-center", List.of("CC-42")),
			List.of("admin", "buyer"), Map.of("orders-api", List.of("reader")), List.of("/staff/eng", "/oncall"));

	private static final KeycloakUser BARE = new KeycloakUser("bare", null, null, null, Map.of(), List.of(), Map.of(),
			List.of());

	static List<MatchResult> examples() {
		return PAGE.examples("keycloak");
	}

	@Test
	void examplesThenAreThoseOfThePage() {
		assertThat(examples()).hasSize(18);
	}

	@ParameterizedTest
	@MethodSource("examples")
	void policyThenWritesTheClaims(MatchResult example) {
		ClaimPolicyTester policies = ClaimPolicyTester.forUser(KeycloakUser.class)
			.yaml(new ClassPathResource("migration/keycloak/" + example.group(1) + ".yml"))
			.build();
		MigrationPage.check(policies.evaluate(token(example.group(1), ANN)), example.group(2));
		MigrationPage.check(policies.evaluate(token(example.group(1), BARE)), example.group(3));
	}

	private static TokenRequest token(String example, KeycloakUser user) {
		return request(user).tokenType(TYPES.getOrDefault(example, TokenType.ACCESS_TOKEN))
			.audience(FOR_ORDERS.contains(example) ? "https://orders.example.com" : null)
			.build();
	}

	private static TokenRequest.Builder request(KeycloakUser user) {
		return TokenRequest.of(Client.of("web-app"), "authorization_code")
			.scopes(Set.of("openid", "phone", "orders"))
			.now(MigrationPage.NOW)
			.user(user);
	}

	static List<List<String>> rows() {
		return PAGE.table("Keycloak | expression | for Ann | for Bare");
	}

	@ParameterizedTest
	@MethodSource("rows")
	void expressionThenHasItsValues(List<String> row) {
		MigrationPage.check(ClaimPolicyTester.forUser(KeycloakUser.class), row.get(1), request(ANN).build(),
				row.get(2));
		MigrationPage.check(ClaimPolicyTester.forUser(KeycloakUser.class), row.get(1), request(BARE).build(),
				row.get(3));
	}

}

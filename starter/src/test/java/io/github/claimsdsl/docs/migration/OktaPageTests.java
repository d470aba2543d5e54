package io.github.claimsdsl.docs.migration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.docs.migration.OktaUser.Manager;
import io.github.claimsdsl.test.ClaimPolicyTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples and expressions of docs/migration/from-okta.md.
 */
class OktaPageTests {

	private static final MigrationPage PAGE = MigrationPage.of("from-okta.md");

	private static final Set<String> IN_ID_TOKENS = Set.of("name", "staff");

	static final OktaUser ANN = new OktaUser("00u1", "ann", "Ann.Berg@example.com", "Ann", "Berg", "B", "Oslo", 123,
			2_000_000, false, List.of("app-orders", "app-stock", "admins"), List.of("00g1", "00g2"),
			Map.of("web-app", Map.of("role", "editor"), "active_directory", Map.of("managerUpn", "olav@example.com")),
			new Manager("Olav", "Lie"));

	private static final OktaUser BARE = new OktaUser("00u2", "bare", null, null, null, null, null, null, null, false,
			List.of(), List.of(), Map.of(), null);

	static List<MatchResult> examples() {
		return PAGE.examples("okta");
	}

	@Test
	void examplesThenAreThoseOfThePage() {
		assertThat(examples()).hasSize(12);
	}

	@ParameterizedTest
	@MethodSource("examples")
	void policyThenWritesTheClaims(MatchResult example) {
		ClaimPolicyTester policies = policies(example.group(1));
		MigrationPage.check(policies.evaluate(token(example.group(1), ANN)), example.group(2));
		MigrationPage.check(policies.evaluate(token(example.group(1), BARE)), example.group(3));
	}

	private static ClaimPolicyTester policies(String example) {
		return ClaimPolicyTester.forUser(OktaUser.class)
			.yaml(new ClassPathResource("migration/okta/" + example + ".yml"))
			.build();
	}

	private static TokenRequest token(String example, OktaUser user) {
		return request("authorization_code").user(user)
			.tokenType(IN_ID_TOKENS.contains(example) ? TokenType.ID_TOKEN : TokenType.ACCESS_TOKEN)
			.build();
	}

	private static TokenRequest.Builder request(String grantType) {
		return TokenRequest.of(Client.of("web-app"), grantType)
			.scopes(Set.of("profile", "groups", "orders"))
			.now(MigrationPage.NOW);
	}

	@ParameterizedTest
	@CsvSource({ "authorization_code, buyers, orders, ", "authorization_code, admins, orders, access_denied",
			"authorization_code, buyers, orders-admin, access_denied",
			"authorization_code, buyers+admins, orders-admin, ", "client_credentials, , orders, ",
			"urn:ietf:params:oauth:grant-type:device_code, buyers, orders, access_denied" })
	void accessPolicyThenRefusesTheRest(String grantType, @Nullable String groups, String scope,
			@Nullable String error) {
		TokenRequest.Builder request = request(grantType).scopes(Set.of(scope)).audience("https://orders.example.com");
		if (groups != null) {
			request.user(new OktaUser("00u3", "carl", null, null, null, null, null, null, null, false,
					List.of(groups.split("[+]")), List.of(), Map.of(), null));
		}
		assertThat(policies("access-policy").evaluate(request.build()).refusal().map(OAuthError::code).orElse(null))
			.isEqualTo(error);
	}

	static List<List<String>> rows() {
		return PAGE.table("Okta | expression | for Ann | for Bare");
	}

	@ParameterizedTest
	@MethodSource("rows")
	void expressionThenHasItsValues(List<String> row) {
		MigrationPage.check(ClaimPolicyTester.forUser(OktaUser.class), row.get(1),
				request("authorization_code").user(ANN).build(), row.get(2));
		MigrationPage.check(ClaimPolicyTester.forUser(OktaUser.class), row.get(1),
				request("authorization_code").user(BARE).build(), row.get(3));
	}

}

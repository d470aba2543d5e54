package io.github.claimsdsl.docs.migration;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.test.ClaimPolicyTester;

/**
 * The expressions of docs/migration/from-customizer.md.
 */
class CustomizerPageTests {

	static final Member ALICE = new Member("alice", "alice@mydomain.com", "Alice", "Liddell", "sales",
			List.of("admin", "user"));

	private static final Member BARE = new Member("bare", null, null, null, null, List.of());

	static List<List<String>> rows() {
		return MigrationPage.of("from-customizer.md").table("Java | expression | for Alice | for Bare");
	}

	@ParameterizedTest
	@MethodSource("rows")
	void expressionThenHasItsValues(List<String> row) {
		MigrationPage.check(policies(), row.get(1), request(ALICE), row.get(2));
		MigrationPage.check(policies(), row.get(1), request(BARE), row.get(3));
	}

	@ParameterizedTest
	@ValueSource(strings = { "`request.parameters.tenant`", "`client.settings.plan`" })
	void inputWhenDeclaredThenCanBeRead(String expression) {
		MigrationPage.check(policies(), expression, request(ALICE), "`null`");
	}

	private static ClaimPolicyTester.Builder policies() {
		return ClaimPolicyTester.forUser(Member.class)
			.property("claims-dsl.request-parameters", "tenant")
			.property("claims-dsl.client.settings.plan", "text");
	}

	private static TokenRequest request(Member member) {
		return TokenRequest.of(Client.of("web-app"), "authorization_code")
			.scopes(Set.of("email"))
			.now(MigrationPage.NOW)
			.user(member)
			.build();
	}

}

package io.github.claimsdsl.docs.migration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.test.ClaimPolicyTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of docs/migration that say what something is here: the server accepts each
 * selector and each expression in them.
 */
class CounterpartTests {

	private static final Map<String, Object> USERS = Map.of("from-customizer.md", CustomizerPageTests.ALICE,
			"from-auth0.md", Auth0PageTests.ANN, "from-keycloak.md", KeycloakPageTests.ANN, "from-okta.md",
			OktaPageTests.ANN);

	private static final Pattern SELECTOR = Pattern
		.compile("(token-type|grant-type|client|scope|subject|issuance|issuer|audience|when|mode): (.+)");

	private static final Pattern EXPRESSION = Pattern
		.compile("(user|client|request)[.][^:]+|first[(].+|[(]\\$ in .+|\\[[^`]+\\]");

	static Stream<Arguments> selectors() {
		return matching(SELECTOR);
	}

	static Stream<Arguments> expressions() {
		return matching(EXPRESSION);
	}

	private static Stream<Arguments> matching(Pattern pattern) {
		return USERS.keySet()
			.stream()
			.sorted()
			.flatMap((page) -> MigrationPage.of(page)
				.counterparts()
				.stream()
				.filter(pattern.asMatchPredicate())
				.map((code) -> Arguments.of(page, code)));
	}

	@ParameterizedTest
	@MethodSource("selectors")
	void selectorThenIsAccepted(String page, String code) {
		String name = code.substring(0, code.indexOf(':'));
		String value = code.substring(code.indexOf(':') + 2).replaceAll("^\\[|\\]$", "");
		ClaimPolicyTester.Builder policies = policies(page, "'value'");
		if (name.equals("issuer")) {
			policies.property("claims-dsl.issuers", value);
		}
		if (name.equals("audience") && !value.equals("any")) {
			policies.property("claims-dsl.audiences.row.id", value).property("claims-dsl.audiences.row.clients", "app");
		}
		if (!List.of("id_token", "userinfo").contains(value)) {
			policies.property("claims-dsl.policies.row.audience", "any");
		}
		policies.property("claims-dsl.policies.row." + name, value).build();
	}

	@ParameterizedTest
	@MethodSource("expressions")
	void expressionThenIsAcceptedAndRuns(String page, String code) {
		TokenRequest request = TokenRequest.of(Client.of("web-app"), "authorization_code")
			.scopes(Set.of("email"))
			.user(USERS.get(page))
			.build();
		assertThat(policies(page, code).property("claims-dsl.policies.row.audience", "any")
			.build()
			.evaluate(request)
			.refusal()).isEmpty();
	}

	private static ClaimPolicyTester.Builder policies(String page, String expression) {
		return ClaimPolicyTester.forUser(USERS.get(page).getClass())
			.property("claims-dsl.request-parameters", "tenant")
			.property("claims-dsl.client.settings.plan", "text")
			.property("claims-dsl.client.settings.tier", "text")
			.property("claims-dsl.policies.row.claims.value", expression);
	}

}

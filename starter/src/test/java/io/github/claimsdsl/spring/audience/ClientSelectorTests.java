package io.github.claimsdsl.spring.audience;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.definition.Declaration;
import io.github.claimsdsl.expression.ClaimExpression;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.expression.Type;
import io.github.claimsdsl.spring.endpoint.RefusedException;

/**
 * Tests for {@link ClientSelector} and what audiences make of it.
 */
class ClientSelectorTests {

	private static final ClientSelector MCP = when("client.settings.mcp == true");

	private static final ClientSelector NOBODY = ClientSelector.of(Set.of());

	private static final String FIRST = "https://first.example.com";

	private static final String SECOND = "https://second.example.com";

	@Test
	void selectsWhenConditionThenClientsForWhichItHolds() {
		assertThat(MCP.selects(TestClients.client("a", Map.of("mcp", true)))).isTrue();
		assertThat(MCP.selects(TestClients.client("a", Map.of("mcp", false)))).isFalse();
		assertThat(MCP.selects(TestClients.client("a", Map.of()))).isFalse();
		assertThat(when("client.id.startsWith('https://')")
			.selects(TestClients.client("https://client.example.com/metadata", Map.of()))).isTrue();
	}

	@Test
	void selectsWhenStandardSettingHasTheNameThenNotRead() {
		ClientSelector standard = ClientSelector.when(compile(Map.of("settings.client.require-proof-key", Type.BOOLEAN),
				"client.settings['settings.client.require-proof-key'] != null"));
		assertThat(standard.selects(TestClients.client("a", Map.of()))).isFalse();
	}

	@Test
	void selectsWhenAnyOrIdsThenWithoutReadingSettings() {
		assertThat(ClientSelector.any().selects(TestClients.client("a", Map.of()))).isTrue();
		assertThat(ClientSelector.of(Set.of("a")).selects(TestClients.client("a", Map.of()))).isTrue();
		assertThat(ClientSelector.of(Set.of("a")).selects(TestClients.client("A", Map.of()))).isFalse();
		assertThat(NOBODY.isNone()).isTrue();
		assertThat(MCP.isNone() || ClientSelector.any().isNone()).isFalse();
	}

	@Test
	void selectsWhenSettingHasAnotherTypeThenRefusedAndNamedWithoutValue() {
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> MCP.selects(TestClients.client("a", Map.of("mcp", "hidden"))))
			.satisfies((ex) -> {
				assertThat(ex.getError().getErrorCode()).isEqualTo("server_error");
				assertThat(ex.reason()).contains("client.settings['mcp'] is declared as boolean")
					.doesNotContain("hidden");
			});
	}

	@ParameterizedTest
	@CsvSource({ "named, true, https://first.example.com", "other, true, https://second.example.com",
			"other, false, https://third.example.com" })
	void grantWhenSeveralDefaultsThenTheMostSpecific(String client, boolean mcp, String expected) {
		Audiences audiences = Audiences
			.of(List.of(audience("https://third.example.com", ClientSelector.any(), ClientSelector.any()),
					audience(SECOND, ClientSelector.any(), MCP),
					audience(FIRST, ClientSelector.any(), ClientSelector.of(Set.of("named")))), false);
		assertThat(audiences.grant(null, requester(client, Map.of("mcp", mcp)), Set.of())).isNotNull()
			.extracting(Audience::id)
			.isEqualTo(expected);
	}

	@Test
	void grantWhenTwoConditionsHoldThenInvalidTargetThatNamesBoth() {
		Audiences audiences = Audiences.of(List.of(audience(FIRST, ClientSelector.any(), MCP),
				audience(SECOND, ClientSelector.any(), when("client.settings.tier == 'gold'"))), false);
		Requester both = requester("app", Map.of("mcp", true, "tier", "gold"));
		assertThat(audiences.grant(null, requester("app", Map.of("tier", "gold")), Set.of())).isNotNull();
		assertThat(audiences.grant(null, requester("app", Map.of()), Set.of())).isNull();
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> audiences.grant(null, both, Set.of()))
			.satisfies((ex) -> assertThat(ex.getError().getErrorCode()).isEqualTo("invalid_target"))
			.satisfies((ex) -> assertThat(ex.reason()).contains(FIRST, SECOND));
	}

	@Test
	void grantWhenDefaultIsOneThatTheClientMayNotAskForThenInvalidTarget() {
		Audiences audiences = Audiences.of(List.of(audience(FIRST, MCP, when("client.settings.tier == 'gold'"))),
				false);
		assertInvalidTarget(audiences, null, Map.of("tier", "gold"));
	}

	@Test
	void grantWhenConditionDoesNotHoldThenInvalidTarget() {
		Audiences audiences = Audiences.of(List.of(audience(FIRST, MCP, NOBODY)), false);
		assertThat(audiences.grant(FIRST, requester("app", Map.of("mcp", true)), Set.of())).isNotNull();
		assertInvalidTarget(audiences, FIRST, Map.of("mcp", false));
		assertInvalidTarget(audiences, FIRST, Map.of());
	}

	/** RFC 8707 section 2: missing is among the reasons for invalid_target. */
	@Test
	void grantWhenRequiredForSomeClientsThenOthersMayAskForNone() {
		Audiences audiences = Audiences.of(List.of(audience(FIRST, ClientSelector.any(), NOBODY)), MCP);
		assertThat(audiences.grant(null, requester("app", Map.of()), Set.of())).isNull();
		assertInvalidTarget(audiences, null, Map.of("mcp", true));
	}

	@Test
	void isApiClientWhenConditionThenDecidedByTheClient() {
		Audience audience = new Audience(FIRST, ClientSelector.any(), Set.of(), MCP, TokenProfile.RFC9068, null, NOBODY,
				Set.of());
		Audiences audiences = Audiences.of(List.of(audience), false);
		assertThat(audiences.isApiClient(TestClients.client("a", Map.of("mcp", true)), List.of(FIRST))).isTrue();
		assertThat(audiences.isApiClient(TestClients.client("a", Map.of()), List.of(FIRST))).isFalse();
	}

	@Test
	void checkWhenAnyCannotBeThenSaysWhy() {
		Issues issues = new Issues();
		Audience api = new Audience(FIRST, ClientSelector.any(), Set.of(), ClientSelector.any(), TokenProfile.RFC9068,
				null, NOBODY, Set.of());
		Audiences.check(
				List.of(api, audience(SECOND, MCP, ClientSelector.any()),
						audience("https://third.example.com", ClientSelector.any(), ClientSelector.any())),
				issues, (index) -> Declaration.inJava("audiences[" + index + "]"));
		assertThat(issues.inOrder()).extracting((issue) -> issue.origin() + ": " + issue.message())
			.containsExactlyInAnyOrder(
					"audiences[0].api-clients: 'any' would let every client introspect and exchange the tokens of "
							+ "'https://first.example.com': name the API's clients, or write a condition",
					"audiences[1].default-for: any client gets this default, but not every client may ask for the audience: "
							+ "write the same here as under clients",
					"audiences[2].default-for: any client has a default already, 'https://second.example.com': "
							+ "a client can have only one default audience");
	}

	private static void assertInvalidTarget(Audiences audiences, String requested, Map<String, Object> settings) {
		assertThatExceptionOfType(OAuth2AuthenticationException.class)
			.isThrownBy(() -> audiences.grant(requested, requester("app", settings), Set.of()))
			.satisfies((ex) -> assertThat(ex.getError().getErrorCode()).isEqualTo("invalid_target"));
	}

	private static Requester requester(String client, Map<String, Object> settings) {
		return Requester.of(TestClients.client(client, settings));
	}

	private static Audience audience(String id, ClientSelector clients, ClientSelector defaultFor) {
		return new Audience(id, clients, Set.of(), NOBODY, TokenProfile.RFC9068, null, defaultFor, Set.of());
	}

	private static ClientSelector when(String condition) {
		return ClientSelector.when(compile(Map.of("mcp", Type.BOOLEAN, "tier", Type.TEXT), condition));
	}

	private static ClaimExpression compile(Map<String, Type> settings, String text) {
		return Objects.requireNonNull(ExpressionLanguage.of(Schema.forClients(settings))
			.compileCondition(text, Origin.of("test"))
			.expression());
	}

}

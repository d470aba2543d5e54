package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claimsdsl.Client;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.TokenRequest;

/**
 * What expressions read of a client: {@code client.settings} and
 * {@code client.selfAsserted}.
 */
class ClientInputTests {

	private static final ExpressionLanguage LANGUAGE = ExpressionLanguage.of(Schema.withoutUser()
		.withClient(Map.of("mcp", Type.BOOLEAN, "tier", Type.TEXT, "limits", Type.ANY, "my.team", Type.setOf(Type.TEXT),
				"api_key", Type.TEXT), Map.of("software_id", Type.TEXT, "contacts", Type.setOf(Type.TEXT))));

	private static final Client CLIENT = Client.of("app")
		.withSettings(Map.of("mcp", true, "limits", Map.of("rate", 5), "my.team", List.of("a", "b"), "other", "x"))
		.withSelfAsserted(Map.of("software_id", "agent", "contacts", List.of("a@example.com")));

	@Test
	void settingsWhenDeclaredThenRead() {
		assertThat(evaluate("client.settings.mcp == true")).isEqualTo(true);
		assertThat(evaluate("client.settings.limits.rate")).isEqualTo(5);
		assertThat(evaluate("client.settings['my.team'].size()")).isEqualTo(2);
		assertThat(evaluate("client.settings['mcp'] == true ? 'agent' : 'app'")).isEqualTo("agent");
		assertThat(evaluate("client.selfAsserted.software_id + '!'")).isEqualTo("agent!");
		assertThat(evaluate("client.selfAsserted.contacts contains 'a@example.com'")).isEqualTo(true);
	}

	@Test
	void settingsWhenAbsentThenNull() {
		assertThat(evaluate("client.settings.tier")).isNull();
		assertThat(evaluate("client.settings.tier == 'gold'")).isEqualTo(false);
	}

	@Test
	void settingsWhenOfAnotherTypeThenFailsWithoutTheValue() {
		ClaimExpression tier = compile("client.settings.tier");
		TokenRequest request = request(CLIENT.withSettings(Map.of("tier", List.of("hidden"))));
		assertThatExceptionOfType(EvaluationException.class).isThrownBy(() -> tier.evaluate(request))
			.withMessageContaining("client.settings['tier'] is declared as text but holds a java.util.")
			.withMessageNotContaining("hidden");
	}

	/** Undeclared settings, and all settings together, stay closed. */
	@ParameterizedTest
	@ValueSource(strings = { "client.settings", "client.selfAsserted", "client", "client.settings.other",
			"client.settings['other']", "client.settings[client.id]", "client.settings.keySet()",
			"client.settings.size()", "client.settings.get(client.id)", "client.settings contains 'mcp'",
			"['a' : client.settings]", "client.settings.toString()", "client.settings + ''",
			"client.selfAsserted.values()", "text(client.settings)", "($ in client.settings)",
			"client.settings.api_key", "client.settings['api_key']", "client.settings.class",
			"client.settings == client.selfAsserted", "client.selfAsserted.client_secret",
			"(client.settings in [client])", "client.settings.get('other')" })
	void settingsWhenNotOneDeclaredEntryThenRefused(String text) {
		assertThat(LANGUAGE.compile(text, Origin.of("test")).expression()).isNull();
	}

	@Test
	void conditionWhenBooleanSettingMayBeNullThenRefused() {
		assertThat(LANGUAGE.compileCondition("client.settings.mcp", Origin.of("test")).issues()).extracting(Issue::code)
			.containsExactly("nullable-boolean");
	}

	@Test
	void settingsWhenUndeclaredThenIssueSaysSo() {
		assertThat(issue("client.settings.teir"))
			.isEqualTo("unknown-setting: the client setting 'teir' is not declared. " + "Did you mean 'tier'?");
		assertThat(issue("client.selfAsserted.logo_uri"))
			.isEqualTo("unknown-metadata: the metadata 'logo_uri' of a client is not declared.");
		assertThat(issue("client.settings.password")).startsWith("secret-property");
	}

	@Test
	void toStringWhenClientHasSettingsThenHoldsNoValue() {
		assertThat(CLIENT).hasToString("client app");
	}

	private static String issue(String text) {
		Issue issue = LANGUAGE.compile(text, Origin.of("test")).issues().get(0);
		return issue.code() + ": " + issue.message() + "." + ((issue.help() != null) ? " " + issue.help() : "");
	}

	private static @Nullable Object evaluate(String text) {
		return compile(text).evaluate(request(CLIENT));
	}

	private static ClaimExpression compile(String text) {
		ExpressionLanguage.Compilation compilation = LANGUAGE.compile(text, Origin.of("test"));
		assertThat(compilation.issues()).as(text).isEmpty();
		assertThat(compilation.expression()).isNotNull();
		return compilation.expression();
	}

	private static TokenRequest request(Client client) {
		return TokenRequest.of(client, "client_credentials").build();
	}

}

package io.github.claimsdsl.boot;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.spring.audience.Audience;
import io.github.claimsdsl.spring.audience.ClientSelector;

/**
 * Which clients may have something, under {@code claims-dsl}.
 */
class ClientPropertiesTests {

	private static final String SETTINGS = """
			claims-dsl:
			  client:
			    settings: { mcp: boolean, tier: text, '[my.team]': texts }
			  audiences:
			    - id: https://api.example.com
			""";

	private final SourcesOfProperties sources = new SourcesOfProperties();

	@Test
	void clientsWhenConditionThenBoundAndCompiled() {
		this.sources.yaml(SETTINGS + """
				      clients: { when: "client.settings.mcp == true" }
				      api-clients: { when: "client.settings['my.team'] contains 'api'" }
				      default-for:
				        when: client.settings.tier == 'gold'
				  audience-required: { when: "client.settings.mcp == true" }
				""");
		assertThat(this.sources.issues()).isEmpty();
		Audience audience = audience();
		assertThat(audience.clients()).hasToString("when client.settings.mcp == true");
		assertThat(audience.apiClients()).hasToString("when client.settings['my.team'] contains 'api'");
		assertThat(audience.defaultFor()).hasToString("when client.settings.tier == 'gold'");
		assertThat(this.sources.settings().audiences().required()).hasToString("when client.settings.mcp == true");
	}

	@ParameterizedTest
	@ValueSource(strings = { "any", "[any]", "[\"any\"]" })
	void clientsWhenAnyThenEveryClient(String any) {
		this.sources.yaml(SETTINGS + "      clients: " + any + "\n      default-for: any\n");
		assertThat(this.sources.issues()).isEmpty();
		assertThat(audience().clients()).isEqualTo(ClientSelector.any());
		assertThat(audience().defaultFor()).isEqualTo(ClientSelector.any());
	}

	@Test
	void clientsWhenEnvironmentVariableThenItIsTheCondition() {
		this.sources.yaml(SETTINGS);
		this.sources.environmentVariables(Map.of("CLAIMSDSL_AUDIENCES_0_ID", "https://api.example.com",
				"CLAIMSDSL_AUDIENCES_0_CLIENTS_WHEN", "client.settings.mcp == true"));
		assertThat(this.sources.settings().properties().audiences().values()).singleElement()
			.satisfies((audience) -> assertThat(audience.clientsWhen()).isEqualTo("client.settings.mcp == true"));
	}

	@Test
	void audienceRequiredWhenTrueThenOfAnyClient() {
		this.sources.yaml(SETTINGS + "      clients: [app]\n  audience-required: true\n");
		assertThat(this.sources.settings().audiences().required()).isEqualTo(ClientSelector.any());
	}

	@Test
	void clientsWhenNamedBesideOthersThenIssue() {
		this.sources.yaml(SETTINGS + "      clients: [any, app]\n");
		this.sources.override("""
				claims-dsl:
				  audience-required: true
				  audience-required.when: client.id == 'app'
				""");
		assertThat(this.sources.issues()).containsExactlyInAnyOrder(
				"claims-dsl.audiences[0].clients [application.yml:6:17]: 'any' stands beside other clients. "
						+ "Write any alone, or name the clients.",
				"claims-dsl.audience-required.when [profile.yml:3:27]: a condition stands beside the names of clients. "
						+ "Keep one of the two.");
	}

	@Test
	void clientsWhenNamedAndConditionThenIssueSaysHowToJoinThem() {
		this.sources.yaml(SETTINGS + """
				      clients: { when: "client.settings.mcp == true" }
				""");
		this.sources.systemProperties(Map.of("claims-dsl.audiences[0].clients", "app,web"));
		assertThat(this.sources.issues()).anyMatch((issue) -> issue
			.contains("a condition stands beside the names of clients. Keep one of the two. A condition "
					+ "can name clients too: client.id == 'app' || client.settings.mcp == true."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "client.settings.mcp == true", "client.settings.mpc == true",
			"!client.settings.mcp == true", "client.id.startsWith('a')" })
	void clientsWhenConditionStandsWhereNamesDoThenIssueSaysWhatToWrite(String condition) {
		this.sources.yaml(SETTINGS + "      clients: \"" + condition + "\"\n");
		assertThat(this.sources.issues()).containsExactly("claims-dsl.audiences[0].clients [application.yml:6:16]: '"
				+ condition + "' looks like a condition, but names of clients are expected here. "
				+ "Write clients: { when: \"" + condition + "\" }.");
	}

	@Test
	void conditionWhenItsKeyIsmisspelledThenIssueKnowsTheRightOne() {
		this.sources.yaml(SETTINGS + """
				      clients: { wehn: "client.settings.mcp == true" }
				  audience-required: { wen: "client.settings.mcp == true" }
				""");
		this.sources.override("claims-dsl.client.setings.mcp: boolean");
		assertThat(this.sources.issues()).hasSize(3)
			.anyMatch((issue) -> issue.contains("unknown property 'wehn'. Did you mean 'when'?"))
			.anyMatch((issue) -> issue.contains("unknown property 'wen'. Did you mean 'when'?"))
			.anyMatch((issue) -> issue.contains("unknown property 'setings'. Did you mean 'settings'?"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "client.example.com", "client", "https://client.example.com/metadata", "my client" })
	void clientsWhenNamesAreUnusualThenNoIssue(String name) {
		this.sources.yaml(SETTINGS + "      clients: \"" + name + "\"\n");
		assertThat(this.sources.issues()).isEmpty();
	}

	/** A client may say anything of itself: RFC 7591 section 2. */
	@Test
	void conditionWhenItReadsWhatClientsSayThenIssuesNameEach() {
		this.sources.yaml(SETTINGS + """
				      clients: { when: "client.name == 'Agent' || client.selfAsserted.software_id == 'x'" }
				      api-clients: { when: "client.scopes contains 'api'" }
				      default-for: { when: "request.grantType == 'password' && user.vip" }
				""");
		assertThat(this.sources.issues()).containsExactlyInAnyOrder("""
				claims-dsl.audiences[0].clients.when [application.yml:6:24]: the client itself may have chosen \
				client.name. Read client.id and client.settings, which you control.
				  client.name == 'Agent' || client.selfAsserted.software_id == 'x'
				         ^""", """
				claims-dsl.audiences[0].clients.when [application.yml:6:24]: the client itself may have chosen \
				client.selfAsserted. Read client.id and client.settings, which you control.
				  client.name == 'Agent' || client.selfAsserted.software_id == 'x'
				                                   ^""", """
				claims-dsl.audiences[0].api-clients.when [application.yml:7:28]: the client itself may have chosen \
				client.scopes. Read client.id and client.settings, which you control.
				  client.scopes contains 'api'
				         ^""", """
				claims-dsl.audiences[0].default-for.when [application.yml:8:28]: this condition selects clients, so it \
				cannot read 'request'. Read client.id and client.settings.
				  request.grantType == 'password' && user.vip
				  ^""", """
				claims-dsl.audiences[0].default-for.when [application.yml:8:28]: this condition selects clients, so it \
				cannot read 'user'. Read client.id and client.settings.
				  request.grantType == 'password' && user.vip
				                                     ^""");
	}

	@Test
	void conditionWhenSettingIsmisspelledThenIssueKnowsTheRightOne() {
		this.sources.yaml(SETTINGS + """
				      clients: { when: "client.settings.mpc == true && client.settings.tier > 3" }
				""");
		assertThat(this.sources.issues()).hasSize(2)
			.anyMatch((issue) -> issue.contains("the client setting 'mpc' is not declared. Did you mean 'mcp'? "
					+ "Declare the client settings that rules read under claims-dsl.client.settings."))
			.anyMatch((issue) -> issue.contains("tier"));
	}

	@Test
	void settingsWhenOneLooksLikeASecretThenIssue() {
		this.sources.yaml("""
				claims-dsl:
				  client:
				    settings: { apiKey: text, tier: texd }
				    self-asserted: { software_secret: text }
				""");
		assertThat(this.sources.issues())
			.anyMatch((issue) -> issue
				.startsWith("claims-dsl.client.settings.apiKey [application.yml:3:25]: setting 'apiKey' looks"))
			.anyMatch((issue) -> issue.contains("'software_secret' looks like a secret"))
			.anyMatch((issue) -> issue.startsWith("claims-dsl.client.settings.tier [application.yml:3:37]: "
					+ "the value cannot be read as one of a fixed set"))
			.hasSize(3);
	}

	private Audience audience() {
		return this.sources.settings().audiences().all().iterator().next();
	}

}

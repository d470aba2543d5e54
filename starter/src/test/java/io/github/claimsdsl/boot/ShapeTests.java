package io.github.claimsdsl.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.boot.ClaimsDslProperties.PolicyProperties;
import io.github.claimsdsl.definition.ClaimPolicy;

import static org.assertj.core.api.Assertions.assertThat;

import static io.github.claimsdsl.boot.WrongShapes.BASE;
import static io.github.claimsdsl.boot.WrongShapes.WRONG;

/**
 * Whatever its shape and its source, what stands under {@code claims-dsl} is bound or an
 * issue.
 */
class ShapeTests {

	private static final Path GOLDEN = Path.of("src/test/resources/shapes/expected.txt");

	private final StandardEnvironment environment = new StandardEnvironment();

	ShapeTests() {
		this.environment.getPropertySources()
			.forEach((source) -> this.environment.getPropertySources().remove(source.getName()));
	}

	@Test
	void readWhenShapeIsWrongThenIssuesAreThoseOfTheGoldenFile() throws IOException {
		StringBuilder actual = new StringBuilder();
		WRONG.forEach((name, text) -> {
			ShapeTests test = new ShapeTests();
			test.yaml("application.yml", text);
			List<String> issues = test.issuesAndWarnings();
			assertThat(issues).as(name).isNotEmpty();
			actual.append("# ").append(name).append('\n').append(String.join("\n", issues)).append("\n\n");
		});
		if (Boolean.getBoolean("golden.update")) {
			Files.writeString(GOLDEN, actual);
		}
		assertThat(actual.toString()).isEqualTo(Files.readString(GOLDEN));
	}

	@Test
	void readWhenShapeIsRightThenNoIssue() {
		yaml("application.yml", BASE);
		assertThat(issues()).isEmpty();
		assertThat(policy().deny()).containsOnlyKeys("0", "1");
	}

	@Test
	void denyWhenAMapByNameThenSourcesMerge() {
		yaml("application.yml", named("contractors", "a"));
		yaml("profile.yml", """
				claims-dsl.policies.machines.deny.interns.when: client.id == 'i'
				""");
		environmentVariables(Map.of("CLAIMSDSL_POLICIES_MACHINES_DENY_CONTRACTORS_DESCRIPTION", "Not you"));
		assertThat(issues()).isEmpty();
		assertThat(policy().deny()).containsOnlyKeys("contractors", "interns");
		assertThat(policy().deny().get("contractors"))
			.hasToString("DenyProperties[when=client.id == 'a', error=null, description=Not you]");
	}

	@Test
	void audiencesWhenAMapByNameThenSourcesMerge() {
		yaml("application.yml", "claims-dsl.audiences.messages: { id: https://a.example.com, clients: [app] }\n");
		yaml("profile.yml", "claims-dsl.audiences.reports: { id: https://b.example.com, clients: [app] }\n");
		environmentVariables(Map.of("CLAIMSDSL_AUDIENCES_MESSAGES_CLIENTS", "app,other"));
		assertThat(issues()).isEmpty();
		assertThat(DeclaredSettings.read(this.environment).audiences().all()).extracting("id")
			.containsExactly("https://a.example.com", "https://b.example.com");
		assertThat(properties().audiences().values()).extracting("clients")
			.containsExactly(List.of("app", "other"), List.of("app"));
	}

	@Test
	void policyWhenAnEnvironmentVariableSetsAPartThenItIsTheSamePolicy() {
		yaml("application.yml", BASE.replace("machines", "our-machines").replace("tier:", "userTier:"));
		environmentVariables(Map.of("CLAIMSDSL_POLICIES_OURMACHINES_NAMESPACE", "urn:x:",
				"CLAIMSDSL_POLICIES_OURMACHINES_CLAIMS_USERTIER", "'silver'"));
		assertThat(issues()).isEmpty();
		assertThat(properties().policies()).containsOnlyKeys("our-machines");
		PolicyProperties policy = properties().policies().get("our-machines");
		assertThat(policy.namespace()).isEqualTo("urn:x:");
		assertThat(policy.claims()).containsOnlyKeys("userTier");
		assertThat(policy.claims().get("userTier").value()).isEqualTo("'silver'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CLAIMSDSL_POLICIES_MACHINES_DENY_0_WHEN", "CLAIMSDSL_POLICIES_MACHINES_DENY_1_ERROR",
			"CLAIMSDSL_AUDIENCES_0_CLIENTS_0", "CLAIMSDSL_AUDIENCES_1_ID" })
	void listWhenAnEnvironmentVariableIsOneEntryThenIssueNamesBoth(String name) {
		yaml("application.yml", BASE);
		environmentVariables(Map.of(name, "x"));
		assertThat(issues()).anyMatch((issue) -> issue.contains("(listed-twice)") && issue.contains(name)
				&& issue.contains("application.yml:"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "claims-dsl.policies.machines.deny[1].when", "claims-dsl.audiences[1].id" })
	void listWhenAnIndexIsMissingThenIssue(String name) {
		systemProperties(Map.of(name, "x", "claims-dsl.policies.machines.audience", "any"));
		assertThat(issues()).anyMatch((issue) -> issue.contains("[0] is missing") && issue.contains("(index-gap)"));
	}

	@Test
	void listWhenAnIndexOfASelectorIsMissingThenIssue() {
		systemProperties(Map.of("claims-dsl.policies.machines.audience[0]", "any",
				"claims-dsl.policies.machines.audience[2]", "x", "claims-dsl.policies.machines.claims.a", "'x'"));
		assertThat(issues()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CLAIMSDSL_EXPRESSIONS", "CLAIMSDSL_TOKENEXCHANGE", "CLAIMSDSL_USER" })
	void objectWhenAnEnvironmentVariableIsATextThenIssue(String name) {
		yaml("application.yml", BASE);
		environmentVariables(Map.of(name, "20"));
		assertThat(issues())
			.anyMatch((issue) -> issue.contains("a text stands where") && issue.contains("(no-object)"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "namespace: [a, b]", "namespace: { a: b }", "mode:", "order: ''" })
	void propertyWhenAProfileSaysWhatCannotBeReadThenIssue(String line) {
		yaml("application.yml", BASE.replace("audience: any",
				"audience: any\n      namespace: 'urn:x:'\n      mode: report\n      order: 3"));
		yaml("profile.yml", "claims-dsl.policies.machines:\n  " + line + "\n");
		assertThat(issues()).isNotEmpty().allMatch((issue) -> issue.contains("[profile.yml:"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "client: other", "client: [other]" })
	void selectorWhenAProfileStatesItThenItReplacesTheWhole(String line) {
		yaml("application.yml", BASE.replace("audience: any", "audience: any\n      client: [app, tv-app]"));
		yaml("profile.yml", "claims-dsl.policies.machines:\n  " + line + "\n");
		assertThat(issues()).isEmpty();
		assertThat(policy().client()).containsExactly("other");
	}

	@Test
	void denyWhenListedHereAndNamedThereThenIssue() {
		yaml("application.yml", BASE);
		yaml("profile.yml", "claims-dsl.policies.machines.deny.interns.when: client.id == 'i'\n");
		assertThat(issues()).anyMatch((issue) -> issue.contains("deny has names here and is a list elsewhere"));
	}

	/**
	 * Lists merge by index, so that a claim of one list could reach the tokens of
	 * another.
	 */
	@Test
	void policiesWhenNamedHereAndListedThereThenIssue() {
		yaml("application.yml", BASE);
		yaml("profile.yml", "claims-dsl.policies:\n  - { audience: any, claims: { name: user.name } }\n");
		assertThat(issues()).anyMatch((issue) -> issue.contains("policies is a list, but holds entries by name"));
	}

	@Test
	void denyWhenAProfileEmptiesItThenIssue() {
		yaml("application.yml", named("contractors", "a"));
		yaml("profile.yml", "claims-dsl.policies.machines.deny: []\n");
		assertThat(issues())
			.anyMatch((issue) -> issue.contains("deny is empty, which does not remove what is declared elsewhere"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "CLAIMSDSL_POLICIES_MACHINES_DENY_NOTAPP_WHEN",
			"CLAIMSDSL_POLICIES_MACHINES_CLAIMS_FIRSTNAME" })
	void environmentVariableWhenItWouldSetANameInBracketsThenIssue(String name) {
		yaml("application.yml", named("'[not-app]'", "a").replace("tier:", "'[first_name]':"));
		environmentVariables(Map.of(name, "x"));
		assertThat(issues()).anyMatch((issue) -> issue.contains("an environment variable cannot set '["));
	}

	@ParameterizedTest
	@ValueSource(strings = { "CLAIMS_DSL_POLICIES_MACHINES_DENY_X_WHEN", "CLAIMS_DSL_AUDIENCES_0_ID",
			"CLAIMSDLS_POLICIES_MACHINES_CLIENT", "CLAIMSDSL_POLICIES_MACHINES_CLEINT", "CLAIMSDSL_MOD" })
	void environmentVariableWhenItWouldBeIgnoredThenIssue(String name) {
		yaml("application.yml", BASE);
		environmentVariables(Map.of(name, "x"));
		assertThat(issues()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CLAIMS_URL", "CLAIMS_DB_URL", "CLAIMS_API", "CLAIMS_DSL_SERVICE_HOST", "CLAIMS_DSL_PORT",
			"CLAIMSDSL_SERVICE_HOST", "CLAIMSDSL_PORT_443_TCP", "CLAIMS_DSL_REQUIRE_TOOLS" })
	void environmentVariableWhenItIsOfSomethingElseThenNoIssue(String name) {
		yaml("application.yml", BASE);
		environmentVariables(Map.of(name, "x"));
		assertThat(issues()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "claims-api.url", "claims-db.enabled", "policies.auto.claims.max",
			"policies.retry.audience", "audiences.marketing.clients", "max-token-size", "logging.level.claims-dsl.x",
			"spring.cloud.config.server.git.repos.claims-dsl.uri", "jwt.claims.email", "demo.claims-dsl.anything",
			"claims.lock" })
	void keyWhenItIsOfSomethingElseThenNoIssue(String key) {
		systemProperties(Map.of(key, "x", "jwt.audience", "x"));
		assertThat(issues()).isEmpty();
	}

	@Test
	void keyWhenThePropertyOfTheLockIsMeantThenIssue() {
		systemProperties(Map.of("claims-dsl.lock", "write"));
		yaml("application.yml", BASE);
		assertThat(issues()).singleElement().asString().contains("claims-dsl.lock", "unknown property 'lock'");
	}

	@Test
	void numericNameWhenAnotherSourceAddsToItsSiblingsThenItIsStillChecked() {
		yaml("application.yml", BASE.replace("        tier: \"'gold'\"\n",
				"        5: { value: \"'gold'\", whn: \"client.id == 'zzz'\" }\n"));
		systemProperties(Map.of("claims-dsl.policies.machines.claims.x", "'x'"));
		assertThat(issues()).anyMatch((issue) -> issue.contains("whn"));
	}

	@Test
	void scalarWhenItStandsBehindOtherCharactersThenItIsFound() {
		yaml("application.yml", BASE.replace("        tier: \"'gold'\"\n",
				"        tier: { value: \"'\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00'\", order: 5, required: true }\n"));
		assertThat(issues()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "yes", "on", "1", "true ", "", " ", "no", "off", "0", "tru", "${missing}" })
	void enabledWhenNeitherTrueNorFalseThenIssue(String value) {
		systemProperties(Map.of("claims-dsl.enabled", value));
		assertThat(issues()).anyMatch((issue) -> issue.startsWith("claims-dsl.enabled "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "TRUE", "True" })
	void enabledWhenTrueThenNoIssue(String value) {
		systemProperties(Map.of("claims-dsl.enabled", value));
		assertThat(issues()).isEmpty();
	}

	@Test
	void claimWhenItsNameHasAnUnderscoreThenOriginIsKept() {
		yaml("application.yml", BASE.replace("tier: \"'gold'\"", "first_name: user.x"));
		ClaimPolicy policy = DeclaredSettings.read(this.environment).policies().get(0);
		assertThat(policy.declaration(policy.claims().get(0)).origin())
			.hasToString("claims-dsl.policies.machines.claims[first_name] [application.yml:9:21]");
	}

	private static String named(String name, String client) {
		return BASE.substring(0, BASE.indexOf("        - when")) + "        " + name + ": { when: \"client.id == '"
				+ client + "'\" }\n";
	}

	private void yaml(String name, String text) {
		this.environment.getPropertySources().addFirst(YamlFile.load(name, text));
	}

	private void environmentVariables(Map<String, String> variables) {
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new LinkedHashMap<>(variables)));
	}

	private void systemProperties(Map<String, Object> properties) {
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, properties));
	}

	private List<String> issuesAndWarnings() {
		List<String> all = issues();
		DeclaredSettings.read(this.environment).warnings().forEach((warning) -> all.add("WARN " + warning));
		return all;
	}

	private List<String> issues() {
		ConfigurationPropertySources.attach(this.environment);
		return DeclaredSettings.read(this.environment)
			.issues()
			.inOrder()
			.stream()
			.map(Issue::toString)
			.collect(Collectors.toList());
	}

	private ClaimsDslProperties properties() {
		return DeclaredSettings.read(this.environment).properties();
	}

	private PolicyProperties policy() {
		PolicyProperties policy = properties().policies().get("machines");
		assertThat(policy).isNotNull();
		return policy;
	}

}

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

/**
 * Whatever its shape and its source, what stands under {@code claims-dsl} is bound or an
 * issue.
 */
class ShapeTests {

	private static final Path GOLDEN = Path.of("src/test/resources/shapes/expected.txt");

	private static final String BASE = """
			claims-dsl:
			  audiences:
			    - id: https://api.example.com
			      clients: [app]
			  policies:
			    machines:
			      audience: any
			      claims:
			        tier: "'gold'"
			      deny:
			        - when: "client.id == 'a'"
			        - when: "client.id == 'b'"
			""";

	/** Each was accepted once, and lost a denial, an audience or a policy. */
	private static final Map<String, String> WRONG = new LinkedHashMap<>();

	static {
		wrong("deny is an object", "        - when: \"client.id == 'a'\"\n        - when: \"client.id == 'b'\"\n",
				"        when: \"client.id == 'a'\"\n");
		wrong("deny is a text", "deny:\n        - when: \"client.id == 'a'\"\n        - when: \"client.id == 'b'\"\n",
				"deny: \"client.id == 'a'\"\n");
		wrong("a denial is a text", "- when: \"client.id == 'a'\"", "- \"client.id == 'a'\"");
		wrong("deny is a map of texts", "        - when: \"client.id == 'a'\"\n        - when: \"client.id == 'b'\"\n",
				"        contractors: \"client.id == 'a'\"\n");
		wrong("deny is empty", "deny:\n        - when: \"client.id == 'a'\"\n        - when: \"client.id == 'b'\"\n",
				"deny:\n");
		wrong("deny is an empty list",
				"deny:\n        - when: \"client.id == 'a'\"\n        - when: \"client.id == 'b'\"\n", "deny: []\n");
		wrong("deny stands beside its policy", "      deny:\n        - when", "    deny:\n        - when");
		wrong("audiences is an object", "    - id: https://api.example.com\n      clients: [app]\n",
				"    id: https://api.example.com\n    clients: [app]\n");
		wrong("audiences is a text", "  audiences:\n    - id: https://api.example.com\n      clients: [app]\n",
				"  audiences: https://api.example.com\n");
		wrong("audiences is a list of texts", "    - id: https://api.example.com\n      clients: [app]\n",
				"    - https://api.example.com\n");
		wrong("audiences is empty", "  audiences:\n    - id: https://api.example.com\n      clients: [app]\n",
				"  audiences:\n");
		wrong("audiences has a misspelled part", "      clients: [app]\n", "      client: [app]\n");
		wrong("an audience has no id", "    - id: https://api.example.com\n      clients: [app]\n",
				"    - clients: [app]\n");
		wrong("policies is a list", "    machines:\n      audience: any\n", "    - audience: any\n");
		wrong("policies is a text", BASE.substring(BASE.indexOf("  policies")), "  policies: machines\n");
		wrong("a policy is a text", BASE.substring(BASE.indexOf("      audience: any")), "");
		wrong("claims is a list", "        tier: \"'gold'\"\n", "        - tier: \"'gold'\"\n");
		wrong("claims is a text", "      claims:\n        tier: \"'gold'\"\n", "      claims: \"'gold'\"\n");
		wrong("a claim is a list", "tier: \"'gold'\"", "tier: ['gold', 'silver']");
		wrong("a claim is a map", "tier: \"'gold'\"", "tier: { level: 'gold' }");
		wrong("two names for one property", "        tier: \"'gold'\"\n",
				"        first_name: \"'a'\"\n        first-name: \"'b'\"\n");
		wrong("a selector is a map", "audience: any", "audience: { id: any }");
		wrong("a number with a leading zero", "audience: any", "audience: any\n      client: 0123");
		wrong("a number with an underscore", "audience: any", "audience: any\n      order: 1_000");
		wrong("a word that YAML reads as a boolean", "audience: any", "audience: any\n      client: no");
		wrong("a boolean that is another word for true", "policies:\n", "audience-required: yes\n  policies:\n");
		wrong("a mode that YAML reads as a boolean", "audience: any", "audience: any\n      mode: off");
		wrong("a claim is an expression on a line of its own", "tier: \"'gold'\"",
				"tier:\n          (client.id == 'a') ? ('gold') : ('tin')");
		wrong("a claim that YAML reads as a boolean", "tier: \"'gold'\"", "tier: yes");
		wrong("a boolean that is none", "policies:\n", "audience-required: sometimes\n  policies:\n");
		wrong("audiences are required but none is declared",
				"  audiences:\n    - id: https://api.example.com\n      clients: [app]\n",
				"  audience-required: true\n");
		wrong("claims-dsl is misspelled", "claims-dsl:", "claims-dls:");
		wrong("claims-dsl is two words", "claims-dsl:", "claims.dsl:");
		wrong("claims-dsl stands below another key", "claims-dsl:\n", "demo.claims-dsl:\n");
		wrong("policies stand too high",
				"  policies:\n    machines:\n      audience: any\n      claims:\n        tier: \"'gold'\"\n",
				"policies:\n    machines:\n      audience: any\n      claims:\n        tier: \"'gold'\"\n");
		wrong("audiences stand too high",
				"claims-dsl:\n  audiences:\n    - id: https://api.example.com\n      clients: [app]\n",
				"audiences:\n    - id: https://api.example.com\n      clients: [app]\nclaims-dsl:\n");
		wrong("claims-dsl has a letter more", "claims-dsl:", "claims-dslx:");
		wrong("token-exchange stands too high and takes the rest with it", "  audiences:\n",
				"token-exchange:\n  max-depth: 3\n  audiences:\n");
		wrong("a policy stands at the left margin", "    machines:\n",
				"    others: { audience: any, claims: { a: \"'x'\" } }\nmachines:\n");
		wrong("the parts of a policy stand at the left margin",
				"      audience: any\n      claims:\n        tier: \"'gold'\"\n      deny:\n",
				"audience: any\nclaims:\n        tier: \"'gold'\"\ndeny:\n");
		wrong("a part of token-exchange is misspelled", "  policies:",
				"  token-exchange: { max-dept: 3 }\n  policies:");
		wrong("the file is a list", "claims-dsl:\n", "- claims-dsl:\n");
		wrong("one property in two spellings", "      audience: any\n", "      audience: any\n      Audience: other\n");
		wrong("one part of a claim in two spellings", "tier: \"'gold'\"",
				"tier: { value: \"'gold'\", when: \"client.id == 'a'\", WHEN: \"client.id == 'b'\" }");
		wrong("a key holds a character that is lost", "  policies:", "  polic:ies:");
		wrong("the name of a denial holds a character that is lost",
				"        - when: \"client.id == 'a'\"\n        - when: \"client.id == 'b'\"\n",
				"        a$b: { when: \"client.id == 'a'\" }\n");
		wrong("a mode is empty", "audience: any", "audience: any\n      mode:");
		wrong("a mode is empty by its placeholder", "audience: any", "audience: any\n      mode: ${none:}");
		wrong("a mode is a number", "audience: any", "audience: any\n      mode: 1");
		wrong("an order is a decimal", "audience: any", "audience: any\n      order: 0.9");
		wrong("a size is a decimal", "  policies:", "  max-token-size: 6000.5\n  policies:");
		wrong("an order is empty", "audience: any", "audience: any\n      order:");
		wrong("the scopes of an audience are a map", "clients: [app]", "clients: [app]\n      scopes: { read: write }");
		wrong("a claim has a name that YAML reads as a boolean", "tier:", "no:");
		wrong("a policy has a name that YAML reads as a boolean", "    machines:", "    on:");
		wrong("claims-dsl is a text", BASE, "claims-dsl: on\n");
	}

	private final StandardEnvironment environment = new StandardEnvironment();

	ShapeTests() {
		this.environment.getPropertySources()
			.forEach((source) -> this.environment.getPropertySources().remove(source.getName()));
	}

	private static void wrong(String name, String target, String replacement) {
		assertThat(BASE).as(name).contains(target);
		WRONG.put(name, BASE.replace(target, replacement));
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

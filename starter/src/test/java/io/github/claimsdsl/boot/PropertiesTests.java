package io.github.claimsdsl.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claimsdsl.Mode;
import io.github.claimsdsl.boot.ClaimsDslProperties.AudienceProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.PolicyProperties;

/**
 * Nothing under {@code claims-dsl} is dropped or changed in silence, whatever its source.
 */
class PropertiesTests {

	private static final String POLICY = """
			claims-dsl:
			  policies:
			    example-api:
			      audience: any
			""";

	private final StandardEnvironment environment = new StandardEnvironment();

	PropertiesTests() {
		this.environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
		this.environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
	}

	@Test
	void claimWhenNameIsPlainThenItSurvives() {
		yaml(POLICY + """
				      claims:
				        email: user.email
				        given_name: user.name
				        Camel: user.name
				        some-name: user.name
				        a1: user.name
				""");
		assertThat(issues()).isEmpty();
		assertThat(policy().claims()).containsOnlyKeys("email", "given_name", "Camel", "some-name", "a1");
	}

	@Test
	void claimWhenNameIsBracketedThenItSurvives() {
		yaml(POLICY + """
				      claims:
				        '[https://mydomain.com/claims/email]': user.email
				        '[a.b]': user.name
				        '[a$b]': { value: user.name, when: "true" }
				        '[urn:x:y]': user.name
				        5: user.name
				""");
		assertThat(issues()).isEmpty();
		assertThat(policy().claims()).containsOnlyKeys("https://mydomain.com/claims/email", "a.b", "a$b", "urn:x:y",
				"5");
		assertThat(policy().claims().get("a$b").when()).isEqualTo("true");
	}

	@Test
	void claimWhenNameWouldBeLostThenIssueSaysWhatToWrite() {
		yaml(POLICY + """
				      claims:
				        https://mydomain.com/claims/email: user.email
				        a$b: user.name
				        a b: user.name
				        café: user.name
				""");
		assertThat(issues()).containsExactlyInAnyOrder(
				"claims-dsl.policies.example-api.claims.a b [application.yml:8:14]: the claim name 'a b' would be lost: "
						+ "it holds characters that configuration keys do not keep. Write '[a b]'.",
				"claims-dsl.policies.example-api.claims.a$b [application.yml:7:14]: the claim name 'a$b' would be lost: "
						+ "it holds characters that configuration keys do not keep. Write '[a$b]'.",
				"claims-dsl.policies.example-api.claims.café [application.yml:9:15]: the claim name 'café' would be lost: "
						+ "it holds characters that configuration keys do not keep. Write '[café]'.",
				"claims-dsl.policies.example-api.claims.https://mydomain.com/claims/email [application.yml:6:44]: "
						+ "the claim name 'https://mydomain.com/claims/email' would be lost: "
						+ "it holds characters that configuration keys do not keep. "
						+ "Write '[https://mydomain.com/claims/email]'.");
	}

	@Test
	void claimWhenNameHasDotThenIssueSaysWhatToWrite() {
		yaml(POLICY + """
				      claims:
				        a.b: user.name
				""");
		assertThat(issues())
			.containsExactly("claims-dsl.policies.example-api.claims.a.b [application.yml:6:14]: unknown property 'b'. "
					+ "Known: error, error-description, on-error, order, required, value, when. "
					+ "If the value is a map, write it as an expression, \"['b' : ...]\"; if the claim's name has a dot, write '[a.b]'.");
	}

	@Test
	void claimWhenScalarThenItIsTheExpression() {
		yaml(POLICY + """
				      claims:
				        level: 5
				        vip: true
				        since: 2026-01-31
				        ratio: 0.5
				        text: "'a, b'"
				""");
		assertThat(issues()).isEmpty();
		assertThat(policy().claims()).hasSize(5);
		assertThat(policy().claims().get("level").value()).isEqualTo("5");
		assertThat(policy().claims().get("vip").value()).isEqualTo("true");
		assertThat(policy().claims().get("since").value()).isEqualTo("2026-01-31");
		assertThat(policy().claims().get("ratio").value()).isEqualTo("0.5");
		assertThat(policy().claims().get("text").value()).isEqualTo("'a, b'");
	}

	@Test
	void claimWhenLongFormThenEveryPartIsBound() {
		yaml(POLICY + """
				      claims:
				        level:
				          value: 5
				          when: user.vip
				          required: true
				          error: access_denied
				          error-description: no level
				          onError: omit-claim
				          order: 3
				""");
		assertThat(issues()).isEmpty();
		assertThat(policy().claims().get("level"))
			.hasToString("ClaimProperties[value=5, when=user.vip, required=true, error=access_denied, "
					+ "errorDescription=no level, onError=OMIT_CLAIM, order=3]");
	}

	@Test
	void selectorsWhenNamesAreRelaxedThenBound() {
		for (String name : List.of("grant-type", "grantType", "grant_type", "GRANT_TYPE", "Grant-Type")) {
			yaml(POLICY + "      " + name + ": [password]\n");
			assertThat(issues()).isEmpty();
			assertThat(policy().grantType()).as(name).containsExactly("password");
		}
	}

	@Test
	void listWhenEmptyThenItIsStatedAndEmpty() {
		yaml(POLICY + "      grant-type: []\n      client:\n      scope: ''\n");
		assertThat(issues()).isEmpty();
		assertThat(policy().grantType()).isEmpty();
		assertThat(policy().client()).isEmpty();
		assertThat(policy().scope()).isEmpty();
	}

	@Test
	void audienceWhenScalarHasCommaThenIssueSaysToWriteAList() {
		yaml("""
				claims-dsl:
				  policies:
				    example-api:
				      audience: https://api.example.com/a,b
				""");
		assertThat(issues()).containsExactly("claims-dsl.policies.example-api.audience [application.yml:4:17]: "
				+ "the value has a comma, which would split it in two. "
				+ "Write a list: audience: [\"https://api.example.com/a,b\"] for one audience, or one entry for each.");
	}

	@Test
	void audienceWhenListElementHasCommaThenItIsOneAudience() {
		yaml("""
				claims-dsl:
				  audiences:
				    - id: https://api.example.com/a,b
				  policies:
				    example-api:
				      audience: ["https://api.example.com/a,b"]
				""");
		assertThat(issues()).isEmpty();
		assertThat(policy().audience()).containsExactly("https://api.example.com/a,b");
		assertThat(properties().audiences().values()).extracting(AudienceProperties::id)
			.containsExactly("https://api.example.com/a,b");
	}

	@Test
	void denyWhenListedThenBound() {
		yaml(POLICY + """
				      deny:
				        - when: user.blocked
				        - when: "true"
				          error: access_denied
				          description: no, never
				""");
		assertThat(issues()).isEmpty();
		assertThat(policy().deny()).hasToString("{0=DenyProperties[when=user.blocked, error=null, description=null], "
				+ "1=DenyProperties[when=true, error=access_denied, description=no, never]}");
	}

	@Test
	void denyWhenKeyIsUnknownThenIssue() {
		yaml(POLICY + "      deny:\n        - whn: user.blocked\n");
		assertThat(issues())
			.contains("claims-dsl.policies.example-api.deny[0].whn [application.yml:6:16]: unknown property 'whn'. "
					+ "Did you mean 'when'?");
	}

	@Test
	void propertiesFileWhenUsedThenBoundAlike() {
		properties("""
				claims-dsl.mode=report
				claims-dsl.policies.example-api.audience=any
				claims-dsl.policies.example-api.grantType=password,authorization_code
				claims-dsl.policies.example-api.claims[https\\://x/y]=user.email
				claims-dsl.policies.example-api.claims.level.value=5
				""");
		assertThat(issues()).isEmpty();
		assertThat(properties().mode()).isEqualTo(Mode.REPORT);
		assertThat(policy().grantType()).containsExactly("password", "authorization_code");
		assertThat(policy().claims()).containsOnlyKeys("https://x/y", "level");
	}

	@Test
	void environmentVariableWhenSetThenBound() {
		environmentVariables(Map.of("CLAIMSDSL_MODE", "report", "CLAIMSDSL_POLICIES_PARTNER_AUDIENCE", "any",
				"CLAIMSDSL_POLICIES_PARTNER_GRANTTYPE", "password", "CLAIMSDSL_POLICIES_PARTNER_CLIENT_0_", "app",
				"CLAIMSDSL_POLICIES_PARTNER_CLAIMS_EMAIL", "user.email"));
		assertThat(issues()).isEmpty();
		PolicyProperties partner = properties().policies().get("partner");
		assertThat(partner).isNotNull();
		assertThat(partner.grantType()).containsExactly("password");
		assertThat(partner.client()).containsExactly("app");
		assertThat(partner.claims()).containsOnlyKeys("email");
	}

	@Test
	void environmentVariableWhenItIsUnknownThenIssue() {
		yaml(POLICY);
		environmentVariables(Map.of("CLAIMSDSL_POLICIES_EXAMPLEAPI_GRANTTYP", "password"));
		assertThat(issues()).hasSize(1).first().asString().contains("granttyp").contains("CLAIMSDSL_POLICIES");
	}

	@Test
	void systemPropertyWhenItIsUnknownThenIssue() {
		yaml(POLICY);
		systemProperties(Map.of("claims-dsl.policies.example-api.grant-typ", "password"));
		assertThat(issues()).hasSize(1)
			.first()
			.asString()
			.startsWith("claims-dsl.policies.example-api.grant-typ")
			.contains("Did you mean 'grant-type'?");
	}

	@Test
	void systemPropertyWhenSetThenItWins() {
		yaml(POLICY);
		systemProperties(Map.of("claims-dsl.policies.example-api.audience", "https://api.example.com"));
		assertThat(issues()).isEmpty();
		assertThat(policy().audience()).containsExactly("https://api.example.com");
	}

	@Test
	void profileDocumentWhenItOverridesThenTheLastWins() {
		yaml(POLICY + "      grant-type: [password, authorization_code]\n      client: a\n");
		override(POLICY + "      grant-type: client_credentials\n      client: [b, c]\n");
		assertThat(issues()).isEmpty();
		assertThat(policy().grantType()).containsExactly("client_credentials");
		assertThat(policy().client()).containsExactly("b", "c");
	}

	@Test
	void profileDocumentWhenItListsAudiencesAgainThenIssueNamesBoth() {
		yaml("""
				claims-dsl:
				  audiences:
				    - { id: "https://a.example.com", clients: [app], api-clients: [api] }
				    - { id: "https://b.example.com", clients: [app] }
				""");
		override("""
				claims-dsl:
				  audiences:
				    - { id: "https://c.example.com", clients: [other] }
				""");
		assertThat(issues()).singleElement()
			.asString()
			.contains("audiences is listed in more than one place: profile.yml:3:13 and application.yml:3:13. "
					+ "One list would replace the other. Name the entries, so that they merge:");
	}

	@Test
	void profileDocumentWhenItChangesTheFormOfAClaimThenIssue() {
		yaml(POLICY + "      claims:\n        email: user.email\n");
		override(POLICY + "      claims:\n        email: { value: user.name }\n");
		assertThat(issues()).containsExactly(
				"claims-dsl.policies.example-api.claims.email.value [profile.yml:6:25]: the claim is written in its short "
						+ "form elsewhere, which would win. Use the same form in every place.");
	}

	@Test
	void policyWhenNameIsNotPlainThenIssue() {
		yaml("""
				claims-dsl:
				  policies:
				    exampleApi: { audience: any }
				    example_api: { audience: any }
				    '[a.b]': { audience: any }
				""");
		assertThat(issues()).filteredOn((issue) -> issue.contains("cannot be the name of a policy")).hasSize(3);
		assertThat(issues()).anyMatch((issue) -> issue.contains("are one name to configuration"));
	}

	@Test
	void propertyWhenUnreadableThenIssueSaysWhatIsExpected() {
		yaml("""
				claims-dsl:
				  mode: enforse
				  token-generator: mine
				  audience-required: maybe
				  audiences:
				    - id: https://api.example.com
				      token-profile: jwt
				  policies:
				    example-api:
				      audience: any
				      order: first
				      claims:
				        email: { value: user.email, on-error: ignore, required: often }
				""");
		assertThat(issues()).containsExactlyInAnyOrder(
				"claims-dsl.mode [application.yml:2:9]: the value cannot be read as one of a fixed set. "
						+ "Write one of: enforce, report.",
				"claims-dsl.token-generator [application.yml:3:20]: the value cannot be read as one of a fixed set. "
						+ "Write one of: default, wired.",
				"claims-dsl.audience-required [application.yml:4:22]: the value cannot be read as true or false.",
				"claims-dsl.audiences[0].token-profile [application.yml:7:22]: the value cannot be read as one of a "
						+ "fixed set. Write one of: rfc9068, spring.",
				"claims-dsl.policies.example-api.order [application.yml:11:14]: the value cannot be read as a whole number.",
				"claims-dsl.policies.example-api.claims.email.on-error [application.yml:13:47]: the value cannot be read "
						+ "as one of a fixed set. Write one of: refuse, omit-claim.",
				"claims-dsl.policies.example-api.claims.email.required [application.yml:13:65]: the value cannot be read "
						+ "as true or false.");
	}

	@Test
	void placeholderWhenUnresolvableThenIssueNamesTheProperty() {
		yaml("""
				claims-dsl:
				  policies:
				    example-api:
				      audience: ${PARTNER_API}
				""");
		assertThat(issues()).hasSize(1)
			.first()
			.asString()
			.startsWith("claims-dsl.policies.example-api.audience [application.yml:4:17]")
			.contains("PARTNER_API");
	}

	@Test
	void sectionWhenItHasTheWrongShapeThenIssue() {
		yaml("""
				claims-dsl:
				  policies: example
				""");
		assertThat(issues()).isNotEmpty();
	}

	@Test
	void sectionWhenEmptyThenNothingIsDeclared() {
		yaml("claims-dsl:\n  policies: {}\n");
		assertThat(issues()).isEmpty();
		assertThat(properties().policies()).isEmpty();
	}

	@Test
	void claimsWhenEmptyThenNothingIsDeclared() {
		yaml(POLICY + "      claims: {}\n");
		assertThat(issues()).isEmpty();
		assertThat(policy().claims()).isEmpty();
	}

	@Test
	void propertiesWhenBoundThenImmutable() {
		yaml(POLICY + "      client: [a]\n      claims: { email: user.email }\n      deny: [{ when: 'true' }]\n");
		ClaimsDslProperties properties = properties();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> properties.policies().clear());
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> policy().claims().clear());
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> policy().deny().clear());
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> List.of(policy().client()).get(0).clear());
	}

	private void yaml(String text) {
		add("application.yml", text, new YamlPropertySourceLoader());
	}

	private void override(String text) {
		add("profile.yml", text, new YamlPropertySourceLoader());
	}

	private void properties(String text) {
		add("application.properties", text, new PropertiesPropertySourceLoader());
	}

	private void add(String name, String text, PropertySourceLoader loader) {
		try {
			this.environment.getPropertySources().remove(name);
			loader.load(name, resource(name, text)).forEach(this.environment.getPropertySources()::addFirst);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ByteArrayResource resource(String name, String text) {
		return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)) {

			@Override
			public String getFilename() {
				return name;
			}

		};
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

	private List<String> issues() {
		ConfigurationPropertySources.attach(this.environment);
		return DeclaredSettings.read(this.environment)
			.issues()
			.inOrder()
			.stream()
			.map((issue) -> issue.toString().replace(" (" + issue.code() + ")", ""))
			.toList();
	}

	private ClaimsDslProperties properties() {
		return DeclaredSettings.read(this.environment).properties();
	}

	private PolicyProperties policy() {
		PolicyProperties policy = properties().policies().get("example-api");
		assertThat(policy).isNotNull();
		return policy;
	}

}

package io.github.claimsdsl.boot;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.boot.ClaimsDslProperties.AudienceProperties;

import static io.github.claimsdsl.boot.SourcesOfProperties.POLICY;

/**
 * Claims, selectors and denials under {@code claims-dsl} are neither dropped nor changed
 * in silence.
 */
class PropertiesTests {

	private final SourcesOfProperties sources = new SourcesOfProperties();

	@Test
	void claimWhenNameIsPlainThenItSurvives() {
		this.sources.yaml(POLICY + """
				      claims:
				        email: user.email
				        given_name: user.name
				        Camel: user.name
				        some-name: user.name
				        a1: user.name
				""");
		assertThat(this.sources.issues()).isEmpty();
		assertThat(this.sources.policy().claims()).containsOnlyKeys("email", "given_name", "Camel", "some-name", "a1");
	}

	@Test
	void claimWhenNameIsBracketedThenItSurvives() {
		this.sources.yaml(POLICY + """
				      claims:
				        '[https://mydomain.com/claims/email]': user.email
				        '[a.b]': user.name
				        '[a$b]': { value: user.name, when: "true" }
				        '[urn:x:y]': user.name
				        5: user.name
				""");
		assertThat(this.sources.issues()).isEmpty();
		assertThat(this.sources.policy().claims()).containsOnlyKeys("https://mydomain.com/claims/email", "a.b", "a$b",
				"urn:x:y", "5");
		assertThat(this.sources.policy().claims().get("a$b").when()).isEqualTo("true");
	}

	@Test
	void claimWhenNameWouldBeLostThenIssueSaysWhatToWrite() {
		this.sources.yaml(POLICY + """
				      claims:
				        https://mydomain.com/claims/email: user.email
				        a$b: user.name
				        a b: user.name
				        café: user.name
				""");
		assertThat(this.sources.issues()).containsExactlyInAnyOrder(
				"claims-dsl.policies.example-api.claims.a b [application.yml:8:14]: "
						+ "Spring Boot would not keep the claim name 'a b', because it has characters that a key cannot have. Write '[a b]'.",
				"claims-dsl.policies.example-api.claims.a$b [application.yml:7:14]: "
						+ "Spring Boot would not keep the claim name 'a$b', because it has characters that a key cannot have. Write '[a$b]'.",
				"claims-dsl.policies.example-api.claims.café [application.yml:9:15]: "
						+ "Spring Boot would not keep the claim name 'café', because it has characters that a key cannot have. Write '[café]'.",
				"claims-dsl.policies.example-api.claims.https://mydomain.com/claims/email [application.yml:6:44]: "
						+ "Spring Boot would not keep the claim name 'https://mydomain.com/claims/email', because it has "
						+ "characters that a key cannot have. " + "Write '[https://mydomain.com/claims/email]'.");
	}

	@Test
	void claimWhenNameHasDotThenIssueSaysWhatToWrite() {
		this.sources.yaml(POLICY + """
				      claims:
				        a.b: user.name
				""");
		assertThat(this.sources.issues())
			.containsExactly("claims-dsl.policies.example-api.claims.a.b [application.yml:6:14]: unknown property 'b'. "
					+ "Known: error, error-description, on-error, order, required, value, when. "
					+ "If the value is a map, write it as an expression, \"['b' : ...]\"; if the claim's name has a dot, write '[a.b]'.");
	}

	@Test
	void claimWhenScalarThenItIsTheExpression() {
		this.sources.yaml(POLICY + """
				      claims:
				        level: 5
				        vip: true
				        since: 2026-01-31
				        ratio: 0.5
				        text: "'a, b'"
				""");
		assertThat(this.sources.issues()).isEmpty();
		assertThat(this.sources.policy().claims()).hasSize(5);
		assertThat(this.sources.policy().claims().get("level").value()).isEqualTo("5");
		assertThat(this.sources.policy().claims().get("vip").value()).isEqualTo("true");
		assertThat(this.sources.policy().claims().get("since").value()).isEqualTo("2026-01-31");
		assertThat(this.sources.policy().claims().get("ratio").value()).isEqualTo("0.5");
		assertThat(this.sources.policy().claims().get("text").value()).isEqualTo("'a, b'");
	}

	@Test
	void claimWhenLongFormThenEveryPartIsBound() {
		this.sources.yaml(POLICY + """
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
		assertThat(this.sources.issues()).isEmpty();
		assertThat(this.sources.policy().claims().get("level"))
			.hasToString("ClaimProperties[value=5, when=user.vip, required=true, error=access_denied, "
					+ "errorDescription=no level, onError=OMIT_CLAIM, order=3]");
	}

	@Test
	void selectorsWhenNamesAreRelaxedThenBound() {
		for (String name : List.of("grant-type", "grantType", "grant_type", "GRANT_TYPE", "Grant-Type")) {
			this.sources.yaml(POLICY + "      " + name + ": [password]\n");
			assertThat(this.sources.issues()).isEmpty();
			assertThat(this.sources.policy().grantType()).as(name).containsExactly("password");
		}
	}

	@Test
	void listWhenEmptyThenItIsStatedAndEmpty() {
		this.sources.yaml(POLICY + "      grant-type: []\n      client:\n      scope: ''\n");
		assertThat(this.sources.issues()).isEmpty();
		assertThat(this.sources.policy().grantType()).isEmpty();
		assertThat(this.sources.policy().client()).isEmpty();
		assertThat(this.sources.policy().scope()).isEmpty();
	}

	@Test
	void audienceWhenScalarHasCommaThenIssueSaysToWriteAList() {
		this.sources.yaml("""
				claims-dsl:
				  policies:
				    example-api:
				      audience: https://api.example.com/a,b
				""");
		assertThat(this.sources.issues())
			.containsExactly("claims-dsl.policies.example-api.audience [application.yml:4:17]: "
					+ "the value has a comma, which would split it in two. "
					+ "Write a list: audience: [\"https://api.example.com/a,b\"] for one audience, or one entry for each.");
	}

	@Test
	void audienceWhenListElementHasCommaThenItIsOneAudience() {
		this.sources.yaml("""
				claims-dsl:
				  audiences:
				    - id: https://api.example.com/a,b
				  policies:
				    example-api:
				      audience: ["https://api.example.com/a,b"]
				""");
		assertThat(this.sources.issues()).isEmpty();
		assertThat(this.sources.policy().audience()).containsExactly("https://api.example.com/a,b");
		assertThat(this.sources.properties().audiences().values()).extracting(AudienceProperties::id)
			.containsExactly("https://api.example.com/a,b");
	}

	@Test
	void denyWhenListedThenBound() {
		this.sources.yaml(POLICY + """
				      deny:
				        - when: user.blocked
				        - when: "true"
				          error: access_denied
				          description: no, never
				""");
		assertThat(this.sources.issues()).isEmpty();
		assertThat(this.sources.policy().deny())
			.hasToString("{0=DenyProperties[when=user.blocked, error=null, description=null], "
					+ "1=DenyProperties[when=true, error=access_denied, description=no, never]}");
	}

	@Test
	void denyWhenKeyIsUnknownThenIssue() {
		this.sources.yaml(POLICY + "      deny:\n        - whn: user.blocked\n");
		assertThat(this.sources.issues())
			.contains("claims-dsl.policies.example-api.deny[0].whn [application.yml:6:16]: unknown property 'whn'. "
					+ "Did you mean 'when'?");
	}

}

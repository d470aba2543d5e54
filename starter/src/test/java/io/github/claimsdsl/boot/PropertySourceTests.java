package io.github.claimsdsl.boot;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claimsdsl.Mode;
import io.github.claimsdsl.boot.ClaimsDslProperties.PolicyProperties;

import static io.github.claimsdsl.boot.SourcesOfProperties.POLICY;

/**
 * Nothing under {@code claims-dsl} is dropped or changed in silence, whatever its source.
 */
class PropertySourceTests {

	private final SourcesOfProperties sources = new SourcesOfProperties();

	@Test
	void propertiesFileWhenUsedThenBoundAlike() {
		this.sources.properties("""
				claims-dsl.mode=report
				claims-dsl.policies.example-api.audience=any
				claims-dsl.policies.example-api.grantType=password,authorization_code
				claims-dsl.policies.example-api.claims[https\\://x/y]=user.email
				claims-dsl.policies.example-api.claims.level.value=5
				""");
		assertThat(this.sources.issues()).isEmpty();
		assertThat(this.sources.properties().mode()).isEqualTo(Mode.REPORT);
		assertThat(this.sources.policy().grantType()).containsExactly("password", "authorization_code");
		assertThat(this.sources.policy().claims()).containsOnlyKeys("https://x/y", "level");
	}

	@Test
	void environmentVariableWhenSetThenBound() {
		this.sources.environmentVariables(Map.of("CLAIMSDSL_MODE", "report", "CLAIMSDSL_POLICIES_PARTNER_AUDIENCE",
				"any", "CLAIMSDSL_POLICIES_PARTNER_GRANTTYPE", "password", "CLAIMSDSL_POLICIES_PARTNER_CLIENT_0_",
				"app", "CLAIMSDSL_POLICIES_PARTNER_CLAIMS_EMAIL", "user.email"));
		assertThat(this.sources.issues()).isEmpty();
		PolicyProperties partner = this.sources.properties().policies().get("partner");
		assertThat(partner).isNotNull();
		assertThat(partner.grantType()).containsExactly("password");
		assertThat(partner.client()).containsExactly("app");
		assertThat(partner.claims()).containsOnlyKeys("email");
	}

	@Test
	void environmentVariableWhenItIsUnknownThenIssue() {
		this.sources.yaml(POLICY);
		this.sources.environmentVariables(Map.of("CLAIMSDSL_POLICIES_EXAMPLEAPI_GRANTTYP", "password"));
		assertThat(this.sources.issues()).hasSize(1)
			.first()
			.asString()
			.contains("granttyp")
			.contains("CLAIMSDSL_POLICIES");
	}

	@Test
	void systemPropertyWhenItIsUnknownThenIssue() {
		this.sources.yaml(POLICY);
		this.sources.systemProperties(Map.of("claims-dsl.policies.example-api.grant-typ", "password"));
		assertThat(this.sources.issues()).hasSize(1)
			.first()
			.asString()
			.startsWith("claims-dsl.policies.example-api.grant-typ")
			.contains("Did you mean 'grant-type'?");
	}

	@Test
	void systemPropertyWhenSetThenItWins() {
		this.sources.yaml(POLICY);
		this.sources.systemProperties(Map.of("claims-dsl.policies.example-api.audience", "https://api.example.com"));
		assertThat(this.sources.issues()).isEmpty();
		assertThat(this.sources.policy().audience()).containsExactly("https://api.example.com");
	}

	@Test
	void profileDocumentWhenItOverridesThenTheLastWins() {
		this.sources.yaml(POLICY + "      grant-type: [password, authorization_code]\n      client: a\n");
		this.sources.override(POLICY + "      grant-type: client_credentials\n      client: [b, c]\n");
		assertThat(this.sources.issues()).isEmpty();
		assertThat(this.sources.policy().grantType()).containsExactly("client_credentials");
		assertThat(this.sources.policy().client()).containsExactly("b", "c");
	}

	@Test
	void profileDocumentWhenItListsAudiencesAgainThenIssueNamesBoth() {
		this.sources.yaml("""
				claims-dsl:
				  audiences:
				    - { id: "https://a.example.com", clients: [app], api-clients: [api] }
				    - { id: "https://b.example.com", clients: [app] }
				""");
		this.sources.override("""
				claims-dsl:
				  audiences:
				    - { id: "https://c.example.com", clients: [other] }
				""");
		assertThat(this.sources.issues()).singleElement()
			.asString()
			.contains("audiences is listed in more than one place: profile.yml:3:13 and application.yml:3:13. "
					+ "One list would replace the other. Name the entries, so that they merge:");
	}

	@Test
	void profileDocumentWhenItChangesTheFormOfAClaimThenIssue() {
		this.sources.yaml(POLICY + "      claims:\n        email: user.email\n");
		this.sources.override(POLICY + "      claims:\n        email: { value: user.name }\n");
		assertThat(this.sources.issues()).containsExactly(
				"claims-dsl.policies.example-api.claims.email.value [profile.yml:6:25]: the claim is written in its short "
						+ "form elsewhere, and that form would win. Use the same form in every place.");
	}

	@Test
	void policyWhenNameIsNotPlainThenIssue() {
		this.sources.yaml("""
				claims-dsl:
				  policies:
				    exampleApi: { audience: any }
				    example_api: { audience: any }
				    '[a.b]': { audience: any }
				""");
		assertThat(this.sources.issues()).filteredOn((issue) -> issue.contains("cannot be the name of a policy"))
			.hasSize(3);
		assertThat(this.sources.issues()).anyMatch((issue) -> issue.contains("as the same name"));
	}

	@Test
	void propertyWhenUnreadableThenIssueSaysWhatIsExpected() {
		this.sources.yaml("""
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
		assertThat(this.sources.issues()).containsExactlyInAnyOrder(
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
		this.sources.yaml("""
				claims-dsl:
				  policies:
				    example-api:
				      audience: ${PARTNER_API}
				""");
		assertThat(this.sources.issues()).hasSize(1)
			.first()
			.asString()
			.startsWith("claims-dsl.policies.example-api.audience [application.yml:4:17]")
			.contains("PARTNER_API");
	}

	@Test
	void sectionWhenItHasTheWrongShapeThenIssue() {
		this.sources.yaml("""
				claims-dsl:
				  policies: example
				""");
		assertThat(this.sources.issues()).isNotEmpty();
	}

	@Test
	void sectionWhenEmptyThenIssue() {
		this.sources.yaml("claims-dsl:\n  policies: {}\n");
		assertThat(this.sources.issues()).singleElement().asString().contains("policies is empty");
		assertThat(this.sources.properties().policies()).isEmpty();
	}

	@Test
	void claimsWhenEmptyThenNothingIsDeclared() {
		this.sources.yaml(POLICY + "      claims: {}\n");
		assertThat(this.sources.issues()).isEmpty();
		assertThat(this.sources.policy().claims()).isEmpty();
	}

	@Test
	void propertiesWhenBoundThenImmutable() {
		this.sources
			.yaml(POLICY + "      client: [a]\n      claims: { email: user.email }\n      deny: [{ when: 'true' }]\n");
		ClaimsDslProperties properties = this.sources.properties();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> properties.policies().clear());
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.sources.policy().claims().clear());
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.sources.policy().deny().clear());
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> List.of(this.sources.policy().client()).get(0).clear());
	}

}

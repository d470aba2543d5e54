package io.github.claimsdsl.test;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.ByteArrayResource;

import io.github.claimsdsl.ClaimPolicyException;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the YAML files, profiles and properties of a {@link ClaimPolicyTester}.
 */
class TestedPropertiesTests {

	private static final String PLAN = policy("plan", "'basic'");

	private static ByteArrayResource yaml(String... documents) {
		return new ByteArrayResource(String.join("\n---\n", documents).getBytes(StandardCharsets.UTF_8));
	}

	private static String policy(String claim, String value) {
		return "claims-dsl.policies.p: { audience: any, claims: { " + claim + ": \"" + value + "\" } }";
	}

	private static String onProfile(String profile, String document) {
		return "spring.config.activate.on-profile: " + profile + "\n" + document;
	}

	private static ClaimDecisionAssert decide(ClaimPolicyTester.Builder tester) {
		return tester.build().assertThat(TokenRequest.of(Client.of("app"), "client_credentials").build());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			prod               |            | basic
			prod               | prod       | gold
			prod               | dev        | basic
			prod               | dev,prod   | gold
			default            |            | gold
			default            | dev        | basic
			!prod              |            | gold
			!prod              | prod       | basic
			prod & eu          | prod       | basic
			prod & eu          | prod,eu    | gold
			'[prod, dev]'      | dev        | gold
			'[prod, dev]'      | test       | basic
			'prod, dev'        | dev        | gold
			''                 |            | gold
			'${stage}'         | test       | gold
			'${stage}'         | prod       | basic
			""")
	void yamlWhenDocumentIsForAProfileThenOnlyInThatProfile(String onProfile, String profiles, String plan) {
		String written = onProfile.startsWith("[") ? onProfile : "'" + onProfile + "'";
		ClaimPolicyTester.Builder tester = ClaimPolicyTester.withoutUser()
			.property("stage", "test")
			.yaml(yaml(PLAN, onProfile(written, policy("plan", "'gold'"))));
		if (profiles != null) {
			tester.profiles(profiles.split(","));
		}
		decide(tester).hasExactlyClaims(Map.of("plan", plan));
	}

	@Test
	void profilesWhenNamedBeforeTheFileThenTheSame() {
		decide(ClaimPolicyTester.withoutUser()
			.profiles("prod")
			.yaml(yaml(onProfile("prod", PLAN), onProfile("dev", policy("color", "'red'")))))
			.hasExactlyClaims(Map.of("plan", "basic"));
	}

	@Test
	void profilesWhenTheFileNamesThemThenNotActive() {
		decide(ClaimPolicyTester.withoutUser()
			.property("spring.profiles.active", "dev")
			.yaml(yaml("spring.profiles.active: prod\n" + PLAN, onProfile("prod", policy("plan", "'gold'")),
					onProfile("dev", policy("plan", "'gold'")))))
			.hasExactlyClaims(Map.of("plan", "basic"));
	}

	@Test
	void profilesWhenNoneIsNamedThenTheDefaultOne() {
		decide(ClaimPolicyTester.withoutUser()
			.profiles("prod")
			.profiles()
			.yaml(yaml(PLAN, onProfile("prod", policy("plan", "'gold'")),
					onProfile("default", policy("color", "'red'")))))
			.hasExactlyClaims(Map.of("plan", "basic", "color", "red"));
	}

	@Test
	void yamlWhenDocumentIsForACloudPlatformThenLeftOut() {
		decide(ClaimPolicyTester.withoutUser()
			.yaml(yaml(PLAN, "spring.config.activate.on-cloud-platform: kubernetes\n" + policy("plan", "'gold'"))))
			.hasExactlyClaims(Map.of("plan", "basic"));
	}

	@Test
	void yamlWhenSeveralDocumentsThenTheLastWins() {
		decide(ClaimPolicyTester.withoutUser()
			.yaml(yaml(PLAN, policy("plan", "'gold'"), policy("color", "'red'"), policy("plan", "'silver'"))))
			.hasExactlyClaims(Map.of("plan", "silver", "color", "red"));
	}

	@Test
	void yamlWhenSeveralFilesThenTheLastWins() {
		decide(ClaimPolicyTester.withoutUser()
			.yaml(yaml(PLAN))
			.yaml(yaml(policy("plan", "'gold'")))
			.yaml(yaml(policy("color", "'red'")))).hasExactlyClaims(Map.of("plan", "gold", "color", "red"));
	}

	@Test
	void propertyWhenSetThenWinsOverFiles() {
		decide(ClaimPolicyTester.withoutUser().property("claims-dsl.policies.p.claims.plan", "'gold'").yaml(yaml(PLAN)))
			.hasExactlyClaims(Map.of("plan", "gold"));
	}

	@Test
	void propertyWhenNamedByPlaceholdersThenTheyAreResolved() {
		decide(ClaimPolicyTester.withoutUser()
			.rules(new NamespacedClaims())
			.yaml(yaml("claims-dsl.policies.p: { audience: any, namespace: '${claims.namespace}', claims: { "
					+ "plan: \"'${plan.name}'\" } }"))
			.properties(Map.of("claims.namespace", "https://mydomain.com/", "plan.name", "gold")))
			.hasExactlyClaims(Map.of("https://mydomain.com/tier", "1", "https://mydomain.com/plan", "gold"));
	}

	@Test
	void yamlWhenItNamesAPlaceholderOfAnAnnotationThenItIsResolved() {
		decide(ClaimPolicyTester.withoutUser()
			.rules(new NamespacedClaims())
			.yaml(yaml("claims.namespace: https://a.example/",
					onProfile("prod", "claims.namespace: https://b.example/")))
			.profiles("prod")).hasExactlyClaims(Map.of("https://b.example/tier", "1"));
	}

	@Test
	void placeholderWhenNoPropertyThenRefused() {
		assertThatExceptionOfType(ClaimPolicyException.class)
			.isThrownBy(() -> ClaimPolicyTester.withoutUser().rules(new NamespacedClaims()).build())
			.withMessageContaining("the placeholder in '${claims.namespace}' cannot be resolved");
	}

	@Test
	void propertiesWhenOfTheMachineThenNotRead() {
		System.setProperty("claims.namespace", "https://machine.example/");
		try {
			placeholderWhenNoPropertyThenRefused();
		}
		finally {
			System.clearProperty("claims.namespace");
		}
	}

	@Test
	void audiencesWhenDeclaredByPropertiesThenPoliciesAreHeldToThem() {
		ClaimPolicyTester.Builder tester = ClaimPolicyTester.withoutUser()
			.rules(new ApiClaims())
			.property("claims-dsl.audiences.reports.id", "https://reports.example.com")
			.property("claims-dsl.audiences.reports.clients", "app");
		assertThatExceptionOfType(ClaimPolicyException.class).isThrownBy(tester::build)
			.withMessageContaining("https://api.example.com");
		decide(ClaimPolicyTester.withoutUser().rules(new ApiClaims()).property("other", "text")).isIssued();
	}

	@ClaimRule(audience = "any", namespace = "${claims.namespace}")
	static class NamespacedClaims {

		@Claim("tier")
		String tier() {
			return "1";
		}

	}

	@ClaimRule(audience = "https://api.example.com")
	static class ApiClaims {

		@Claim("tier")
		String tier() {
			return "1";
		}

	}

}

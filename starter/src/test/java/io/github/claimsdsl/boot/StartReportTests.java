package io.github.claimsdsl.boot;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log says when the server has started.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartReportTests {

	@Test
	void startWhenPoliciesAreDeclaredThenOneLineCountsThem(CapturedOutput output) {
		TestServer.runner()
			.withPropertyValues("claims-dsl.policies.a.audience=any", "claims-dsl.policies.a.claims.x='1'",
					"claims-dsl.policies.a.claims.y='2'", "claims-dsl.policies.a.deny[0].when=client.id == 'b'")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output)
			.containsOnlyOnce(
					"Claim policies: 1, rules: 2, denials: 1, audiences: 0, mode: enforce, users: UserDetailsService")
			.doesNotContain("is in mode report", "No claim policies", "claims-dsl.mode is report");
	}

	@Test
	void startWhenNoPoliciesAreDeclaredThenWarns(CapturedOutput output) {
		TestServer.runner().run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("No claim policies are declared");
	}

	@Test
	void startWhenNamespaceRunsIntoNameThenWarnsOnceForPolicy(CapturedOutput output) {
		TestServer.runner()
			.withPropertyValues("claims-dsl.policies.a.audience=any",
					"claims-dsl.policies.a.namespace=https://mydomain.com/claims",
					"claims-dsl.policies.a.claims.email='1'", "claims-dsl.policies.a.claims.tier='2'")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).containsOnlyOnce("does not end with a character")
			.contains(
					"The namespace 'https://mydomain.com/claims' of policy 'a' does not end with a character such as / "
							+ "or :, so its claim 'email' is named 'https://mydomain.com/claimsemail'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://mydomain.com/claims/", "https://mydomain.com/claims#", "urn:shop:", "shop_", "" })
	void startWhenNamespaceEndsWithSeparatorThenDoesNotWarn(String namespace, CapturedOutput output) {
		TestServer.runner()
			.withPropertyValues("claims-dsl.policies.a.audience=any", "claims-dsl.policies.a.namespace=" + namespace,
					"claims-dsl.policies.a.claims.tier='1'")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("does not end with a character");
	}

	@Test
	void startWhenNamesAreUrisThenDoesNotWarn(CapturedOutput output) {
		TestServer.runner()
			.withPropertyValues("claims-dsl.policies.a.audience=any",
					"claims-dsl.policies.a.namespace=https://mydomain.com/claims")
			.withInitializer(
					TestPropertyValues.of(Map.of("claims-dsl.policies.a.claims[urn:shop:tier]", "'1'"))::applyTo)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("does not end with a character");
	}

	@Test
	void startWhenSwitchedOffThenWarns(CapturedOutput output) {
		TestServer.runner()
			.withPropertyValues("claims-dsl.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("claims-dsl.enabled is false");
	}

}

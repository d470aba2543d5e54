package io.github.claimsdsl.boot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

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
	void startWhenSwitchedOffThenWarns(CapturedOutput output) {
		TestServer.runner()
			.withPropertyValues("claims-dsl.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("claims-dsl.enabled is false");
	}

}

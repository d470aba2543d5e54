package io.github.claimsdsl.demo.policy;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.demo.user.AppUser;
import io.github.claimsdsl.demo.user.DisplayNames;
import io.github.claimsdsl.test.ClaimPolicyLock;
import io.github.claimsdsl.test.ClaimPolicyTester;

/**
 * Holds the policies of the profile {@code mcp} to what was reviewed.
 */
class McpPolicyLockTests {

	@Test
	void policiesWhenChangedThenTheLockFails() {
		ClaimPolicyTester policies = ClaimPolicyTester.forUser(AppUser.class)
			.rules(new ExampleApiClaims(), new ProfileClaims(new DisplayNames()))
			.yaml(new ClassPathResource("application.yml"))
			.yaml(new ClassPathResource("application-mcp.yml"))
			.build();
		ClaimPolicyLock.at(Path.of("claims-mcp.lock.md")).verify(policies);
	}

}

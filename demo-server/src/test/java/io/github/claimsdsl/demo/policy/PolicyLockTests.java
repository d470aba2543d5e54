package io.github.claimsdsl.demo.policy;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import io.github.claimsdsl.demo.user.AppUser;
import io.github.claimsdsl.demo.user.DisplayNames;
import io.github.claimsdsl.test.ClaimPolicyLock;
import io.github.claimsdsl.test.ClaimPolicyTester;

/**
 * Holds the policies to what was reviewed.
 */
class PolicyLockTests {

	@Test
	void policiesWhenChangedThenTheLockFails() {
		verify("claims.lock.md", "application.yml");
	}

	@Test
	void policiesOfTheProfileMcpWhenChangedThenTheLockFails() {
		verify("claims-mcp.lock.md", "application.yml", "application-mcp.yml");
	}

	private static void verify(String lock, String... files) {
		ClaimPolicyTester.Builder policies = ClaimPolicyTester.forUser(AppUser.class)
			.rules(new ExampleApiClaims(), new ProfileClaims(new DisplayNames()));
		for (String file : files) {
			policies.yaml(new ClassPathResource(file));
		}
		ClaimPolicyLock.at(Path.of(lock)).verify(policies.build());
	}

}

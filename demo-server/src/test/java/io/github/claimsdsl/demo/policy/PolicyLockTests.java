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
		ClaimPolicyTester policies = ClaimPolicyTester.forUser(AppUser.class)
			.rules(new ExampleApiClaims(), new ProfileClaims(new DisplayNames()))
			.yaml(new ClassPathResource("application.yml"))
			.build();
		ClaimPolicyLock.at(Path.of("claims.lock.md")).verify(policies);
	}

}

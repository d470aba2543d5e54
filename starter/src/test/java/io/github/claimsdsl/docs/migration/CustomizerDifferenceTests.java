package io.github.claimsdsl.docs.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.claimsdsl.test.ClaimDecisionAssert;
import io.github.claimsdsl.test.ClaimPolicyTester;

/**
 * The page on customizers shows what a test says of a policy that differs.
 */
class CustomizerDifferenceTests {

	@Test
	void hasSameClaimsAsWhenThePolicyHasAnotherScopeThenSaysWhatThePageShows() throws IOException {
		ClaimDecisionAssert login = ClaimPolicyTester.forUser(Member.class)
			.yaml(new ClassPathResource("migration/customizer.yml"))
			.property("claims-dsl.policies.mail.scope", "mail")
			.build()
			.assertThat(CustomizerParityTests.login(CustomizerParityTests.ALICE,
					CustomizerParityTests.access("authorization_code", "read", "email")));
		AssertionError error = catchThrowableOfType(AssertionError.class,
				() -> login.hasSameClaimsAs(CustomizerParityTests.CUSTOMIZER));
		assertThat(error.getMessage().lines()).containsExactlyElementsOf(
				new ClassPathResource("migration/difference.txt").getContentAsString(StandardCharsets.UTF_8)
					.lines()
					.toList());
	}

}

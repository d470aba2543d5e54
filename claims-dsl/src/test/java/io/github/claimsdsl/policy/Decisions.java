package io.github.claimsdsl.policy;

import java.util.Map;

import static io.github.claimsdsl.policy.Tokens.compile;
import static io.github.claimsdsl.policy.Tokens.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.definition.ClaimPolicy;

/**
 * Decisions of one policy, and what they say.
 */
final class Decisions {

	private Decisions() {
	}

	static ClaimDecision evaluate(ClaimPolicy.Builder policy, TokenRequest.Builder request) {
		return compile(policy).evaluate(request.build());
	}

	static void assertRefused(ClaimDecision decision, String code, Status status) {
		assertThat(decision.refusal()).map(OAuthError::code).hasValue(code);
		assertThat(decision.claims()).isEmpty();
		assertThat(statuses(decision)).endsWith(status);
	}

	static void assertIssued(ClaimDecision decision, Map<String, Object> claims, Status... statuses) {
		assertThat(decision.refusal()).isEmpty();
		assertThat(decision.claims()).isEqualTo(claims);
		assertThat(statuses(decision)).containsExactly(statuses);
	}

}

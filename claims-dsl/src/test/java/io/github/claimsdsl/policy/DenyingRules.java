package io.github.claimsdsl.policy;

import java.util.List;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.definition.RuleFunction;
import io.github.claimsdsl.definition.RuleValue;
import io.github.claimsdsl.expression.ClaimFunction;

/**
 * Policies that deny in Java, and functions that throw.
 */
final class DenyingRules {

	static final OAuthError BLOCKED = new OAuthError("access_denied", "Blocked");

	private DenyingRules() {
	}

	static DenialDefinition java(RuleFunction function, boolean needsUser, String... when) {
		DenialDefinition.Builder denial = DenialDefinition
			.builder("deny.java", new RuleValue.Function(function, needsUser))
			.error(BLOCKED);
		List.of(when).forEach(denial::when);
		return denial.build();
	}

	static ClaimDecision evaluate(ClaimPolicy.Builder policy, TokenRequest.Builder request) {
		return Tokens.compile(policy).evaluate(request.build());
	}

	static void assertRefused(ClaimDecision decision, OAuthError error, Status status) {
		assertThat(decision.refusal()).hasValue(error);
		assertThat(decision.claims()).isEmpty();
		assertThat(decision.outcomes()).last().extracting(RuleOutcome::status).isEqualTo(status);
	}

	/** A function of the team's own. */
	static final class Functions {

		private Functions() {
		}

		@ClaimFunction
		public static Boolean allowed(String client) {
			throw new ClaimDeniedException(BLOCKED.code(), BLOCKED.description());
		}

		@ClaimFunction
		public static Boolean wrapped(String client) {
			throw new IllegalStateException(new ClaimDeniedException(BLOCKED.code(), BLOCKED.description()));
		}

		@ClaimFunction(result = ClaimFunction.Result.NEVER_NULL)
		public static Boolean isNobody(@Nullable String name) {
			return name == null;
		}

		@ClaimFunction
		public static Boolean todo(String client) {
			throw new Todo();
		}

	}

	/** An error of no class that Java itself throws, as Kotlin's {@code TODO()} is. */
	static final class Todo extends Error {

		private static final long serialVersionUID = 1L;

	}

}

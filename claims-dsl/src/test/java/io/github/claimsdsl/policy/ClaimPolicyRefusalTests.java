package io.github.claimsdsl.policy;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static io.github.claimsdsl.policy.Tokens.aliceRequest;
import static io.github.claimsdsl.policy.Tokens.compile;
import static io.github.claimsdsl.policy.Tokens.deny;
import static io.github.claimsdsl.policy.Tokens.policy;
import static io.github.claimsdsl.policy.Tokens.request;
import static io.github.claimsdsl.policy.Tokens.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.expression.EvaluationException;

import static io.github.claimsdsl.policy.Decisions.assertIssued;
import static io.github.claimsdsl.policy.Decisions.assertRefused;
import static io.github.claimsdsl.policy.Decisions.evaluate;

/**
 * When a decision refuses the token: failures, required claims and denials.
 */
class ClaimPolicyRefusalTests {

	@Nested
	class Failures {

		@Test
		void evaluateWhenRuleThrowsThenRefusedWithoutItsMessage() {
			ClaimDecision decision = evaluate(policy("p").claim("a", (request) -> {
				throw new IOException("alice@example.com");
			}).claim("b", "'2'"), request());
			assertRefused(decision, "server_error", Status.FAILED);
			assertThat(decision.outcomes()).hasSize(1);
			assertThat(decision.toString())
				.contains("threw java.io.IOException at " + ClaimPolicyRefusalTests.class.getName())
				.doesNotContain("alice");
		}

		@Test
		void evaluateWhenOnErrorIsOmitThenOnlyTheClaimIsLeftOut() {
			ClaimDecision decision = evaluate(policy("p").claim(rule("a", false, (request) -> {
				throw new IllegalStateException();
			}).omitOnError().build()).claim("b", "'2'"), request());
			assertIssued(decision, Map.of("b", "2"), Status.OMITTED, Status.APPLIED);
		}

		@Test
		void evaluateWhenExpressionFailsThenItsMessageIsKept() {
			ClaimDecision decision = evaluate(policy("p").claim(rule("a", false, (request) -> {
				throw new EvaluationException("an operator got null");
			}).build()), request());
			assertThat(decision.outcomes().get(0).detail()).isEqualTo("an operator got null");
		}

		@Test
		void evaluateWhenThrownHasNoTraceThenItsTypeIsKept() {
			ClaimDecision decision = evaluate(policy("p").claim("a", (request) -> {
				throw new ClaimPolicyRefusalTests.Traceless();
			}), request());
			assertThat(decision.outcomes().get(0).detail()).isEqualTo("threw " + Traceless.class.getName());
		}

		@Test
		void evaluateWhenRuleRecursesOrCannotLinkThenRefused() {
			for (Error error : new Error[] { new StackOverflowError(), new NoClassDefFoundError(),
					new AssertionError() }) {
				assertRefused(evaluate(policy("p").claim("a", (request) -> {
					throw error;
				}), request()), "server_error", Status.FAILED);
			}
		}

		@Test
		void evaluateWhenMachineFailsThenThrown() {
			ClaimPolicySet policies = compile(policy("p").claim(rule("a", false, (request) -> {
				throw new OutOfMemoryError();
			}).omitOnError().build()));
			assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> policies.evaluate(request().build()));
		}

		@Test
		void evaluateWhenRuleIsInterruptedThenRefusedAndStillInterrupted() {
			ClaimDecision decision = evaluate(policy("p").claim("a", (request) -> {
				throw new InterruptedException();
			}), request());
			assertThat(Thread.interrupted()).isTrue();
			assertRefused(decision, "server_error", Status.FAILED);
		}

		@Test
		void evaluateWhenValueIsUnsupportedAndOnErrorIsOmitThenLeftOut() {
			assertIssued(evaluate(policy("p").claim(rule("a", false, (request) -> new Object()).omitOnError().build()),
					request()), Map.of(), Status.OMITTED);
		}

	}

	@Nested
	class Required {

		@Test
		void evaluateWhenRequiredIsNullThenRefusedWithItsError() {
			ClaimDecision decision = evaluate(
					policy("p").claim(rule("a", "user.tier").required().error("access_denied", "No tier").build()),
					aliceRequest());
			assertRefused(decision, "access_denied", Status.NULL_VALUE);
			assertThat(decision.refusal()).hasValue(new OAuthError("access_denied", "No tier"));
		}

		@Test
		void evaluateWhenRequiredHasNoErrorThenTheDefaultTellsUserAndNone() {
			ClaimPolicy.Builder policy = policy("p").claim(rule("a", false, (request) -> null).required().build());
			assertRefused(evaluate(policy, aliceRequest()), "invalid_grant", Status.NULL_VALUE);
			assertRefused(evaluate(policy, request()), "unauthorized_client", Status.NULL_VALUE);
		}

		@Test
		void evaluateWhenOnlyADescriptionIsStatedThenTheCodeTellsUserAndNone() {
			ClaimPolicy.Builder policy = policy("p")
				.deny(DenialDefinition.of("deny[0]", "client.id == 'app'", new OAuthError("", "Not today")));
			assertThat(evaluate(policy, aliceRequest()).refusal())
				.hasValue(new OAuthError("invalid_grant", "Not today"));
			assertThat(evaluate(policy, request()).refusal())
				.hasValue(new OAuthError("unauthorized_client", "Not today"));
		}

		@Test
		void evaluateWhenRequiredNeedsUserAndThereIsNoneThenRefused() {
			assertRefused(evaluate(policy("p").claim(rule("a", "user.email").required().build()), request()),
					"unauthorized_client", Status.NO_USER);
			assertRefused(
					evaluate(policy("p").claim(rule("a", "'1'").when("user.active").required().build()), request()),
					"unauthorized_client", Status.NO_USER);
			assertRefused(
					evaluate(policy("p").when("user.active").claim(rule("a", "'1'").required().build()), request()),
					"unauthorized_client", Status.NO_USER);
			assertRefused(evaluate(policy("p").claim(rule("a", "user.email").required().build()),
					request().userSupplier(() -> null)), "invalid_grant", Status.NO_USER);
		}

		@Test
		void evaluateWhenRequiredWithAnErrorNeedsUserAndThereIsNoneThenTheDefaultErrorSpeaks() {
			OAuthError byDefault = new OAuthError("unauthorized_client", "The token is refused by policy");
			for (ClaimPolicy.Builder policy : List.of(
					policy("p")
						.claim(rule("a", "user.tier").required().error("access_denied", "You have no tier").build()),
					policy("p").claim(rule("a", "'1'").when("user.active")
						.required()
						.error("access_denied", "You have no tier")
						.build()),
					policy("p").when("user.active")
						.claim(rule("a", "'1'").required().error("access_denied", "You have no tier").build()))) {
				assertThat(evaluate(policy, request()).refusal()).hasValue(byDefault);
			}
		}

		@Test
		void evaluateWhenConditionOfRequiredIsFalseThenNotRequired() {
			ClaimPolicy.Builder policy = policy("p")
				.claim(rule("a", "user.email").when("request.grantType == 'password'").required().build());
			assertIssued(evaluate(policy, request()), Map.of(), Status.CONDITION_FALSE);
			assertIssued(
					evaluate(policy("p").when("request.grantType == 'password'")
						.claim(rule("a", "user.email").required().build()), request()),
					Map.of(), Status.CONDITION_FALSE);
		}

		@Test
		void evaluateWhenRequiredThrowsThenRefused() {
			assertRefused(evaluate(policy("p").claim(rule("a", false, (request) -> {
				throw new IllegalStateException();
			}).required().build()), request()), "server_error", Status.FAILED);
		}

		@Test
		void evaluateWhenRequiredIsPresentThenIssued() {
			assertIssued(evaluate(policy("p").claim(rule("a", "user.email").required().build()), aliceRequest()),
					Map.of("a", "alice@example.com"), Status.APPLIED);
		}

	}

	@Nested
	class Denials {

		@Test
		void evaluateWhenDenialHoldsThenRefusedBeforeAnyClaim() {
			ClaimDecision decision = evaluate(policy("p").claim("a", "'1'")
				.deny(DenialDefinition.of("deny[0]", "!(user.roles contains 'owner')",
						new OAuthError("access_denied", "Owners only"))),
					aliceRequest());
			assertThat(decision.outcomes())
				.containsExactly(new RuleOutcome("p.deny[0]", "deny", Origin.of("p.deny[0]"), Status.DENIED, null));
			assertThat(decision.refusal()).hasValue(new OAuthError("access_denied", "Owners only"));
		}

		@Test
		void evaluateWhenDenialDoesNotHoldThenIssued() {
			assertIssued(evaluate(policy("p").deny(deny("!(user.active)")).claim("a", "'1'"), aliceRequest()),
					Map.of("a", "1"), Status.CONDITION_FALSE, Status.APPLIED);
		}

		@Test
		void evaluateWhenDenialHasNoErrorThenTheDefaultTellsUserAndNone() {
			ClaimPolicy.Builder policy = policy("p").deny(deny("client.id == 'app'"));
			assertThat(evaluate(policy, aliceRequest()).refusal())
				.hasValue(new OAuthError("invalid_grant", "The token is refused by policy"));
			assertThat(evaluate(policy, request()).refusal())
				.hasValue(new OAuthError("unauthorized_client", "The token is refused by policy"));
		}

		@Test
		void evaluateWhenDenialNeedsUserAndThereIsNoneThenRefused() {
			assertRefused(evaluate(policy("p").deny(deny("!(user.active)")), request()), "unauthorized_client",
					Status.NO_USER);
		}

		@Test
		void evaluateWhenDenialWithAnErrorNeedsUserAndThereIsNoneThenTheDefaultErrorSpeaks() {
			ClaimPolicy.Builder policy = policy("p").deny(DenialDefinition.of("deny[0]", "!(user.active)",
					new OAuthError("access_denied", "Your account is locked")));
			assertThat(evaluate(policy, request()).refusal())
				.hasValue(new OAuthError("unauthorized_client", "The token is refused by policy"));
			assertThat(evaluate(policy, request().userSupplier(() -> null)).refusal())
				.hasValue(new OAuthError("invalid_grant", "The token is refused by policy"));
			assertThat(evaluate(policy, request().user(new Tokens.User("a@example.com", false, null, List.of())))
				.refusal()).hasValue(new OAuthError("access_denied", "Your account is locked"));
		}

		@Test
		void evaluateWhenDenialThrowsThenRefused() {
			ClaimDecision decision = evaluate(policy("p").deny(deny("!(user.active)")), request().user(new Object()));
			assertRefused(decision, "server_error", Status.FAILED);
		}

		@Test
		void evaluateWhenJavaRuleDeniesThenRefusedWithItsErrorWhateverOnErrorSays() {
			OAuthError error = new OAuthError("access_denied", "Not today");
			ClaimDecision decision = evaluate(policy("p").claim(rule("a", false, (request) -> {
				throw new ClaimDeniedException(error.code(), error.description());
			}).omitOnError().build()), request());
			assertRefused(decision, "access_denied", Status.DENIED);
			assertThat(decision.refusal()).hasValue(error);
		}

		@Test
		void evaluateWhenJavaRuleDeniesWithAnInvalidErrorThenRefusedWithTheDefault() {
			for (OAuthError error : new OAuthError[] { new OAuthError("made_up", null),
					new OAuthError("access_denied", "line\nbreak") }) {
				assertRefused(evaluate(policy("p").claim("a", (request) -> {
					throw new ClaimDeniedException(error.code(), error.description());
				}), request()), "unauthorized_client", Status.DENIED);
			}
		}

	}

	private static final class Traceless extends RuntimeException {

		Traceless() {
			super("secret", null, false, false);
		}

	}

}

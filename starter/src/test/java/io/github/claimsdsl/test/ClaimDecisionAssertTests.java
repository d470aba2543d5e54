package io.github.claimsdsl.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.policy.ClaimExplanation;
import io.github.claimsdsl.policy.ClaimExplanation.NotSelected;

/**
 * Tests for {@link ClaimDecisionAssert}: each assertion passes where it holds, and fails
 * with its message where it does not.
 */
class ClaimDecisionAssertTests {

	private static final Origin ORIGIN = Origin.of("Plans.plan()");

	private static final ClaimDecision ISSUED = new ClaimDecision(Map.of("plan", "gold"),
			List.of(new RuleOutcome("plans.plan", "plan", ORIGIN, Status.APPLIED, null)), null);

	private static final String ISSUED_TEXT = "issued\n  plan: applied, rule plans.plan (Plans.plan())";

	private static final ClaimDecision REFUSED = new ClaimDecision(Map.of(),
			List.of(new RuleOutcome("plans.closed", "deny", ORIGIN, Status.DENIED, null)),
			new OAuthError("access_denied", null));

	private static final String REFUSED_TEXT = "refused: access_denied\n  deny: denied, rule plans.closed (Plans.plan())";

	private static final ClaimExplanation EXPLANATION = new ClaimExplanation(ISSUED,
			List.of(new NotSelected("plans.email", "email", Origin.of("Plans.email()"), Dimension.AUDIENCE)));

	private static final String EXPLANATION_TEXT = ISSUED_TEXT
			+ "\n  email: not selected: audience, rule plans.email (Plans.email())";

	private static ClaimDecisionAssert that(@Nullable ClaimDecision decision) {
		return ClaimDecisionAssert.assertThat(decision);
	}

	private static void assertFails(ThrowingCallable assertion, String message) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion)
			.satisfies(
					(error) -> assertThat(error.getMessage().replace(System.lineSeparator(), "\n")).isEqualTo(message));
	}

	@Test
	void assertionsWhenTheyHoldThenPassAndChain() {
		ClaimDecisionAssert issued = that(ISSUED);
		assertThat(issued.isIssued()
			.hasClaim("plan", "gold")
			.doesNotHaveClaim("email")
			.hasExactlyClaims(Map.of("plan", "gold"))
			.hasOutcome("plans.plan", Status.APPLIED)).isSameAs(issued);
		ClaimDecisionAssert refused = that(REFUSED);
		assertThat(refused.isRefusedWith("access_denied").hasOutcome("plans.closed", Status.DENIED)).isSameAs(refused);
		ClaimDecisionAssert.assertThat(EXPLANATION).isIssued().hasClaim("plan", "gold").doesNotHaveClaim("email");
	}

	@Test
	void hasClaimWhenValueDiffersThenFails() {
		assertFails(() -> that(ISSUED).hasClaim("plan", "basic"),
				"Expected claim 'plan' to be <basic> but was <gold> in:\n" + ISSUED_TEXT);
	}

	@Test
	void hasClaimWhenAbsentThenFails() {
		assertFails(() -> that(ISSUED).hasClaim("email", "a@b.example"),
				"Expected claim 'email' to be <a@b.example> but the token does not have it:\n" + ISSUED_TEXT);
		assertFails(() -> that(REFUSED).hasClaim("plan", "gold"),
				"Expected claim 'plan' to be <gold> but the token does not have it:\n" + REFUSED_TEXT);
	}

	@Test
	@SuppressWarnings("NullAway")
	void hasClaimWhenAbsentAndNullIsExpectedThenFails() {
		assertFails(() -> that(ISSUED).hasClaim("email", null),
				"Expected claim 'email' to be <null> but the token does not have it:\n" + ISSUED_TEXT);
	}

	@Test
	void hasClaimWhenExplainedThenSaysWhyEachRuleWasNotSelected() {
		assertFails(() -> ClaimDecisionAssert.assertThat(EXPLANATION).hasClaim("email", "a@b.example"),
				"Expected claim 'email' to be <a@b.example> but the token does not have it:\n" + EXPLANATION_TEXT);
	}

	@Test
	void doesNotHaveClaimWhenPresentThenFails() {
		assertFails(() -> that(ISSUED).doesNotHaveClaim("plan"), "Expected no claim 'plan' in:\n" + ISSUED_TEXT);
		assertFails(() -> ClaimDecisionAssert.assertThat(EXPLANATION).doesNotHaveClaim("plan"),
				"Expected no claim 'plan' in:\n" + EXPLANATION_TEXT);
	}

	@Test
	void doesNotHaveClaimWhenRefusedThenFails() {
		assertFails(() -> that(REFUSED).doesNotHaveClaim("plan"),
				"Expected the token to be issued but it is:\n" + REFUSED_TEXT);
	}

	@Test
	void hasExactlyClaimsWhenOthersThenFails() {
		assertFails(() -> that(ISSUED).hasExactlyClaims(Map.of()),
				"Expected the claims {} but got {plan=gold} in:\n" + ISSUED_TEXT);
		assertFails(() -> that(ISSUED).hasExactlyClaims(Map.of("plan", "basic")),
				"Expected the claims {plan=basic} but got {plan=gold} in:\n" + ISSUED_TEXT);
		Map<String, Object> more = new LinkedHashMap<>(Map.of("plan", "gold"));
		more.put("email", "a@b.example");
		assertFails(() -> ClaimDecisionAssert.assertThat(EXPLANATION).hasExactlyClaims(more),
				"Expected the claims {plan=gold, email=a@b.example} but got {plan=gold} in:\n" + EXPLANATION_TEXT);
	}

	@Test
	void hasExactlyClaimsWhenRefusedThenFails() {
		assertFails(() -> that(REFUSED).hasExactlyClaims(Map.of()),
				"Expected the token to be issued but it is:\n" + REFUSED_TEXT);
	}

	@Test
	void isIssuedWhenRefusedThenFails() {
		assertFails(() -> that(REFUSED).isIssued(), "Expected the token to be issued but it is:\n" + REFUSED_TEXT);
	}

	@Test
	void isRefusedWithWhenIssuedThenFails() {
		assertFails(() -> that(ISSUED).isRefusedWith("access_denied"),
				"Expected the token to be refused with 'access_denied' but it is:\n" + ISSUED_TEXT);
		assertFails(() -> ClaimDecisionAssert.assertThat(EXPLANATION).isRefusedWith("access_denied"),
				"Expected the token to be refused with 'access_denied' but it is:\n" + EXPLANATION_TEXT);
	}

	@Test
	void isRefusedWithWhenErrorDiffersThenFails() {
		assertFails(() -> that(REFUSED).isRefusedWith("invalid_grant"),
				"Expected the token to be refused with 'invalid_grant' but it is:\n" + REFUSED_TEXT);
	}

	@Test
	void hasOutcomeWhenStatusDiffersThenFails() {
		assertFails(() -> that(ISSUED).hasOutcome("plans.plan", Status.NO_USER),
				"Expected the outcome of rule 'plans.plan' to be 'no user' in:\n" + ISSUED_TEXT);
	}

	@Test
	void hasOutcomeWhenRuleWasNotSelectedThenFails() {
		assertFails(() -> ClaimDecisionAssert.assertThat(EXPLANATION).hasOutcome("plans.email", Status.APPLIED),
				"Expected the outcome of rule 'plans.email' to be 'applied' in:\n" + EXPLANATION_TEXT);
	}

	@Test
	void assertionsWhenNothingIsDecidedThenFail() {
		ClaimDecisionAssert none = that(null);
		ClaimDecisionAssert unexplained = ClaimDecisionAssert.assertThat((ClaimExplanation) null);
		String message = "\nExpecting actual not to be null";
		assertFails(none::isIssued, message);
		assertFails(() -> none.isRefusedWith("access_denied"), message);
		assertFails(() -> none.hasClaim("plan", "gold"), message);
		assertFails(() -> none.doesNotHaveClaim("plan"), message);
		assertFails(() -> none.hasExactlyClaims(Map.of()), message);
		assertFails(() -> none.hasOutcome("plans.plan", Status.APPLIED), message);
		assertFails(unexplained::isIssued, message);
	}

	@Test
	void failureWhenDescribedThenStartsWithTheDescription() {
		assertFails(() -> that(REFUSED).as("alice").isIssued(),
				"[alice] Expected the token to be issued but it is:\n" + REFUSED_TEXT);
	}

}

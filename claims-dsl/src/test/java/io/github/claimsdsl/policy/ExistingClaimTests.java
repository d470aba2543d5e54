package io.github.claimsdsl.policy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static io.github.claimsdsl.policy.Tokens.compile;
import static io.github.claimsdsl.policy.Tokens.policy;
import static io.github.claimsdsl.policy.Tokens.request;
import static io.github.claimsdsl.policy.Tokens.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;

/**
 * A decision that is only reported compares the claims that are set already with what the
 * rules would write.
 */
class ExistingClaimTests {

	private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);

	/**
	 * A value of a customizer, a value of a rule, and whether a token shows a difference.
	 */
	record Pair(@Nullable Object customizer, Object rule, boolean same) {
	}

	static final List<Pair> PAIRS = List.of(new Pair("gold", "gold", true), new Pair("gold", "silver", false),
			new Pair(1L, 1, true), new Pair(1, 2, false), new Pair(1, "1", false), new Pair(1, true, false),
			new Pair(1.5f, 1.5, true), new Pair(3_000_000_000L, 3_000_000_000L, true),
			new Pair(new LinkedHashSet<>(List.of("b", "a")), List.of("b", "a"), true),
			new Pair(List.of("a", "b"), List.of("b", "a"), false), new Pair(new String[] { "a" }, List.of("a"), true),
			new Pair(List.of(1L), List.of(1), true), new Pair(TIME, TIME, true),
			new Pair(TIME.plusMillis(5), TIME, true), new Pair(TIME.getEpochSecond(), TIME, true),
			new Pair(TIME.plusSeconds(1), TIME, false),
			new Pair(Map.of("a", 1L, "b", Set.of()), new LinkedHashMap<>(Map.of("b", List.of(), "a", 1)), true),
			new Pair(Map.of("a", 1), Map.of("a", 2), false), new Pair(Status.APPLIED, "APPLIED", true),
			new Pair(Map.of("apiKey", "x"), Map.of("key", "x"), false), new Pair(new Object(), "x", false),
			new Pair(Double.NaN, 1, false));

	private final AtomicInteger calls = new AtomicInteger();

	private static TokenRequest.Builder token(Map<String, Object> existing) {
		return request().existingClaims(new HashMap<>(existing));
	}

	private static TokenRequest tier(Object value) {
		return token(Map.of("tier", value)).build();
	}

	private static ClaimDecision report(TokenRequest request, ClaimPolicy.Builder... policies) {
		ClaimDecision decision = compile(policies).report(request, null);
		assertThat(decision.claims()).isEmpty();
		assertThat(decision.outcomes()).isEmpty();
		assertThat(decision.refusal()).isEmpty();
		return decision.reported().orElseThrow();
	}

	private static void assertOutcome(ClaimDecision report, Status status, @Nullable String detail) {
		assertThat(report.refusal()).isEmpty();
		assertThat(report.claims()).isEmpty();
		assertThat(report.outcomes()).singleElement().satisfies((outcome) -> {
			assertThat(outcome.status()).isEqualTo(status);
			assertThat(outcome.detail()).isEqualTo(detail);
		});
	}

	@ParameterizedTest
	@FieldSource("PAIRS")
	void reportWhenBothHaveAValueThenComparedAsInAToken(Pair pair) {
		Map<String, Object> existing = new HashMap<>();
		existing.put("tier", pair.customizer());
		ClaimDecision report = report(token(existing).build(), policy("p").claim("tier", (request) -> pair.rule()));
		assertOutcome(report, pair.same() ? Status.ALREADY_SET_SAME : Status.ALREADY_SET_OTHER, null);
		assertThat(ClaimValues.areSame(pair.rule(), pair.customizer())).isEqualTo(pair.same());
	}

	@Test
	void areSameWhenBothAreAbsentThenTheyAre() {
		assertThat(ClaimValues.areSame(null, null)).isTrue();
		assertThat(ClaimValues.areSame(null, "x")).isFalse();
		assertThat(ClaimValues.areSame("x", null)).isFalse();
	}

	@Test
	void evaluateWhenTheClaimIsSetThenTheRuleDoesNotRun() {
		ClaimDecision decision = compile(policy("p").claim("tier", (request) -> this.calls.incrementAndGet()))
			.evaluate(tier("gold"));
		assertOutcome(decision, Status.ALREADY_SET, null);
		assertThat(this.calls).hasValue(0);
	}

	@Test
	void reportWhenTheClaimIsSetThenTheRuleRunsOnce() {
		report(tier(1), policy("p").claim("tier", (request) -> this.calls.incrementAndGet()));
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void reportWhenThePoliciesWouldWriteNothingThenSaysWhy() {
		assertOutcome(report(tier("gold"), policy("p").claim("tier", (request) -> null)), Status.ALREADY_SET_LEFT_OUT,
				"its value is null");
		assertOutcome(report(tier("gold"), policy("p").claim(rule("tier", "'x'").when("client.id == 'z'").build())),
				Status.ALREADY_SET_LEFT_OUT, "its condition is false");
		assertOutcome(report(tier("gold"), policy("p").claim("tier", "user.email")), Status.ALREADY_SET_LEFT_OUT,
				"there is no user");
	}

	@Test
	void reportWhenARequiredClaimIsSetThenItRefusesNothing() {
		assertOutcome(report(tier("gold"), policy("p").claim(rule("tier", "user.email").required().build())),
				Status.ALREADY_SET_LEFT_OUT, "there is no user");
	}

	@Test
	void reportWhenASecondRuleWritesTheClaimThenItIsComparedAlone() {
		ClaimDecision report = report(tier("gold"),
				policy("first").claim(rule("tier", "'x'").when("client.id == 'z'").build()),
				policy("second").order(1).claim("tier", "'gold'"), policy("third").order(2).claim("tier", "'silver'"));
		assertThat(report.outcomes()).extracting(RuleOutcome::status)
			.containsExactly(Status.CONDITION_FALSE, Status.ALREADY_SET_SAME, Status.OVERRIDDEN);
	}

	@Test
	void reportWhenNoRuleOfSeveralWritesTheClaimThenTheLastSaysSo() {
		ClaimDecision report = report(tier("gold"),
				policy("first").claim(rule("tier", "'x'").when("client.id == 'z'").build()),
				policy("second").order(1).claim("tier", "user.email"));
		assertThat(report.outcomes()).extracting(RuleOutcome::status)
			.containsExactly(Status.CONDITION_FALSE, Status.ALREADY_SET_LEFT_OUT);
	}

	@Test
	void reportWhenTheRuleFailsThenRecordedAndNothingIsRefused() {
		ClaimDecision report = report(token(Map.of("tier", "gold", "other", "x")).build(),
				policy("p").claim("tier", (request) -> {
					throw new IOException("hunter2");
				}).claim("other", "'x'"));
		assertThat(report.refusal()).isEmpty();
		assertThat(report.outcomes()).extracting(RuleOutcome::status)
			.containsExactlyInAnyOrder(Status.FAILED, Status.ALREADY_SET_SAME);
		assertThat(report.toString()).contains("threw java.io.IOException").doesNotContain("hunter2");
	}

	@Test
	void reportWhenTheRuleOmitsOrDeniesThenRecordedAndNothingIsRefused() {
		assertThat(report(tier("gold"), policy("p").claim(rule("tier", false, (request) -> {
			throw new IOException();
		}).omitOnError().build())).outcomes()).extracting(RuleOutcome::status).containsExactly(Status.OMITTED);
		ClaimDecision denied = report(tier("gold"), policy("p").claim("tier", (request) -> {
			throw new ClaimDeniedException("access_denied", "no");
		}));
		assertOutcome(denied, Status.DENIED, null);
	}

	@Test
	void reportWhenOnlyTheComparisonLoadsAUserThatFailsThenNothingIsRefused() {
		TokenRequest request = token(Map.of("tier", "gold")).userSupplier(() -> {
			throw new IllegalStateException("locked");
		}).build();
		ClaimDecision report = report(request, policy("p").claim("tier", "user.email"));
		assertThat(report.refusal()).isEmpty();
		assertThat(report.outcomes()).extracting(RuleOutcome::status).containsExactly(Status.FAILED);
		assertThat(request.hasUserFailed()).isFalse();
	}

	/** A directory that is down may answer only after a timeout. */
	@Test
	void reportWhenTheUserFailsThenTheSourceIsAskedOnceForAllComparisons() {
		TokenRequest request = token(Map.of("tier", "gold", "level", 5, "plan", "x")).userSupplier(() -> {
			this.calls.incrementAndGet();
			throw new IllegalStateException("down");
		}).build();
		report(request, policy("p").claim("tier", "user.email").claim("level", "user.email").claim("plan", "'x'"));
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void evaluateWhenOnlyAReportedPolicyLoadsAUserThatFailsThenTheSourceIsAskedOnceAndTheTokenIsIssued() {
		TokenRequest request = token(Map.of("tier", "gold", "level", 5)).userSupplier(() -> {
			this.calls.incrementAndGet();
			throw new IllegalStateException("down");
		}).build();
		ClaimDecision decision = compile(
				policy("p").mode(Mode.REPORT).claim("tier", "user.email").claim("level", "user.email"),
				policy("enforced").claim("plan", "'x'"))
			.evaluate(request);
		assertThat(decision.refusal()).isEmpty();
		assertThat(decision.claims()).isEqualTo(Map.of("plan", "x"));
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void reportWhenTheCustomizerSetNothingThenTheRuleWouldApply() {
		for (Object nothing : new Object[] { null, "" }) {
			Map<String, Object> existing = new HashMap<>();
			existing.put("tier", nothing);
			ClaimDecision report = report(token(existing).build(), policy("p").claim("tier", "'gold'"));
			assertThat(report.claims()).isEqualTo(Map.of("tier", "gold"));
			assertThat(report.outcomes()).extracting(RuleOutcome::status).containsExactly(Status.APPLIED);
		}
	}

	@Test
	void reportWhenOnlyTheNameIsKnownThenItIsAnotherValue() {
		assertOutcome(report(request().existingClaims(Set.of("tier")).build(), policy("p").claim("tier", "'gold'")),
				Status.ALREADY_SET_OTHER, null);
	}

	@Test
	void reportWhenNoRuleForTheClaimSelectsTheTokenThenLeftOut() {
		ClaimPolicy.Builder password = policy("p").grantType("password").claim("tier", "'gold'");
		assertOutcome(report(tier("gold"), password), Status.ALREADY_SET_LEFT_OUT, "not selected: grant-type");
		assertThat(report(token(Map.of("unknown", "x")).build(), password).outcomes()).isEmpty();
	}

	@Test
	void reportWhenItIsAnAnswerThenOnlySelectedRulesAreCompared() {
		TokenRequest answer = token(Map.of("tier", "gold")).tokenType(TokenType.INTROSPECTION).build();
		assertThat(report(answer, policy("p").claim("tier", "'gold'")).outcomes()).isEmpty();
		assertOutcome(report(answer, policy("p").tokenType(TokenType.INTROSPECTION).claim("tier", "'gold'")),
				Status.ALREADY_SET_SAME, null);
	}

	@Test
	void reportWhenListenerThenNotifiedOfEachComparisonOnce() {
		List<String> notified = new ArrayList<>();
		compile(policy("p").claim("tier", "'gold'").claim("other", "'x'"), policy("q").order(1).claim("tier", "'x'"))
			.report(tier("silver"), (outcome, nanoseconds) -> {
				notified.add(outcome.rule() + " " + outcome.status().name());
				assertThat(nanoseconds).isNotNegative();
			});
		assertThat(notified).containsExactlyInAnyOrder("p.other APPLIED", "p.tier ALREADY_SET_OTHER",
				"q.tier OVERRIDDEN");
	}

	@Test
	void evaluateWhenAPolicyIsReportedThenOnlyItsClaimsAreCompared() {
		TokenRequest request = token(Map.of("tier", "gold", "level", 5)).build();
		ClaimDecision decision = compile(policy("enforced").claim("level", (token) -> this.calls.incrementAndGet()),
				policy("reported").mode(Mode.REPORT).claim("tier", "'gold'"))
			.evaluate(request);
		assertOutcome(decision, Status.ALREADY_SET, null);
		assertThat(decision.reported().orElseThrow().outcomes()).extracting(RuleOutcome::toString)
			.containsExactlyInAnyOrder("level: skipped: already set, rule enforced.level (enforced.claims.level)",
					"tier: skipped: already set, to the same value, rule reported.tier (reported.claims.tier)");
		assertThat(this.calls).hasValue(0);
	}

	@Test
	void isAlreadySetThenForEachStatusOfSuchAClaim() {
		assertThat(Status.values()).filteredOn(Status::isAlreadySet)
			.containsExactly(Status.ALREADY_SET, Status.ALREADY_SET_SAME, Status.ALREADY_SET_OTHER,
					Status.ALREADY_SET_LEFT_OUT);
	}

}

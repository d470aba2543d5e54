package io.github.claimsdsl.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;

/**
 * Compares the claims that were set before the policies ran with what the rules would
 * write. It is only used for a decision that is reported, and it never changes whether
 * the token would be refused, because an enforced rule does not run if its claim is set.
 *
 * @param request the token
 * @param rules the rules for the token, in order of evaluation
 */
record ExistingClaims(TokenRequest request, List<CompiledRule> rules) {

	private static final RuleListener NOBODY = (outcome, nanoseconds) -> {
	};

	/**
	 * Compares the claims for which there is a rule in report mode.
	 * @param reported the decision as if every policy were enforced
	 * @return the decision with outcomes that tell the difference
	 */
	ClaimDecision compareReported(ClaimDecision reported) {
		List<String> claims = skipped(reported)
			.filter((claim) -> of(claim).stream().anyMatch((rule) -> !rule.isEnforced()))
			.toList();
		return compare(reported, claims, null);
	}

	/**
	 * Compares all claims that a rule can write.
	 * @param reported the decision as if every policy were enforced
	 * @param writers the rules that can write each claim, to this token or another
	 * @param listener the listener to notify of each rule, or {@code null}
	 * @return the decision with outcomes that tell the difference
	 */
	ClaimDecision compareAll(ClaimDecision reported, Map<String, List<CompiledRule>> writers,
			@Nullable RuleListener listener) {
		ClaimDecision compared = compare(reported, skipped(reported).toList(), listener);
		List<RuleOutcome> unselected = unselected(writers);
		return unselected.isEmpty() ? compared
				: with(compared, Stream.concat(compared.outcomes().stream(), unselected.stream()).toList());
	}

	/**
	 * Returns an outcome for each claim that rules write to other tokens, but not to this
	 * one. An answer is left out, because it also has the claims of its token.
	 */
	private List<RuleOutcome> unselected(Map<String, List<CompiledRule>> writers) {
		if (!this.request.tokenType().isToken()) {
			return List.of();
		}
		return this.request.existingClaims()
			.stream()
			.filter((claim) -> of(claim).isEmpty())
			.map((claim) -> writers.getOrDefault(claim, List.of()))
			.filter((rules) -> !rules.isEmpty())
			.map(this::nearest)
			.map((rule) -> with(rule.outcome(Status.ALREADY_SET), Status.ALREADY_SET_LEFT_OUT,
					"not selected: " + mismatch(rule)))
			.toList();
	}

	private String mismatch(CompiledRule rule) {
		return Objects.requireNonNull(rule.match().mismatch(this.request)).property();
	}

	private CompiledRule nearest(List<CompiledRule> writers) {
		return writers.stream()
			.filter((rule) -> rule.match().isFor(this.request.tokenType()))
			.findFirst()
			.orElse(writers.get(0));
	}

	private static Stream<String> skipped(ClaimDecision reported) {
		return reported.outcomes()
			.stream()
			.filter((outcome) -> outcome.status() == Status.ALREADY_SET)
			.map(RuleOutcome::claim)
			.distinct();
	}

	private List<CompiledRule> of(String claim) {
		return this.rules.stream()
			.filter((rule) -> rule instanceof CompiledClaim && rule.claim().equals(claim))
			.toList();
	}

	private ClaimDecision compare(ClaimDecision reported, List<String> claims, @Nullable RuleListener listener) {
		if (claims.isEmpty()) {
			return reported;
		}
		Map<String, RuleOutcome> compared = new HashMap<>();
		RuleListener each = (listener != null) ? listener : NOBODY;
		claims.forEach((claim) -> compare(of(claim), compared, each));
		return with(reported,
				reported.outcomes().stream().map((outcome) -> compared.getOrDefault(outcome.rule(), outcome)).toList());
	}

	private static ClaimDecision with(ClaimDecision decision, List<RuleOutcome> outcomes) {
		return new ClaimDecision(decision.claims(), outcomes, decision.refusal().orElse(null));
	}

	private void compare(List<CompiledRule> writers, Map<String, RuleOutcome> compared, RuleListener listener) {
		Map<String, Long> times = new HashMap<>();
		ClaimDecision alone = Evaluation.compare(this.request.forReport(), writers,
				(outcome, nanoseconds) -> times.put(outcome.rule(), nanoseconds));
		for (CompiledRule rule : writers) {
			compared.put(rule.id(), rule.outcome(Status.ALREADY_SET));
		}
		alone.outcomes().forEach((outcome) -> compared.put(outcome.rule(), compared(outcome, alone)));
		if (alone.outcomes().stream().allMatch((outcome) -> reason(outcome.status()) != null)) {
			RuleOutcome last = alone.outcomes().get(alone.outcomes().size() - 1);
			compared.put(last.rule(), with(last, Status.ALREADY_SET_LEFT_OUT, reason(last.status())));
		}
		for (CompiledRule rule : writers) {
			listener.evaluated(Objects.requireNonNull(compared.get(rule.id())), times.getOrDefault(rule.id(), 0L));
		}
	}

	private RuleOutcome compared(RuleOutcome outcome, ClaimDecision alone) {
		if (outcome.status() != Status.APPLIED) {
			return outcome;
		}
		boolean same = ClaimValues.areSame(this.request.existingClaim(outcome.claim()),
				alone.claims().get(outcome.claim()));
		return with(outcome, same ? Status.ALREADY_SET_SAME : Status.ALREADY_SET_OTHER, null);
	}

	private static RuleOutcome with(RuleOutcome outcome, Status status, @Nullable String detail) {
		return new RuleOutcome(outcome.rule(), outcome.claim(), outcome.origin(), status, detail);
	}

	/**
	 * Returns why a rule did not write its claim, or {@code null} if it wrote or failed.
	 */
	private static @Nullable String reason(Status status) {
		return switch (status) {
			case CONDITION_FALSE -> "its condition is false";
			case NULL_VALUE -> "its value is null";
			case NO_USER -> "there is no user";
			default -> null;
		};
	}

}

package io.github.claimsdsl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.RuleOutcome.Status;

/**
 * The decision of the policies about one token: which claims to write, whether to refuse
 * the token, and the outcome of each selected rule. Immutable, as long as the map and the
 * list that are passed to the constructor do not change afterwards.
 *
 * @since 0.1.0
 */
public final class ClaimDecision {

	private final Map<String, Object> claims;

	private final List<RuleOutcome> outcomes;

	private final @Nullable OAuthError refusal;

	private final @Nullable ClaimDecision reported;

	/**
	 * Creates a decision.
	 * @param claims the claims to write, by final name; the map is not copied
	 * @param outcomes the outcome of each selected rule, in order of evaluation; the list
	 * is not copied
	 * @param refusal why the token is refused, or {@code null} if it is issued
	 */
	public ClaimDecision(Map<String, Object> claims, List<RuleOutcome> outcomes, @Nullable OAuthError refusal) {
		this(claims, outcomes, refusal, null);
	}

	private ClaimDecision(Map<String, Object> claims, List<RuleOutcome> outcomes, @Nullable OAuthError refusal,
			@Nullable ClaimDecision reported) {
		this.claims = Collections.unmodifiableMap(claims);
		this.outcomes = Collections.unmodifiableList(outcomes);
		this.refusal = refusal;
		this.reported = reported;
	}

	/**
	 * Returns the claims to write, by final name. The values are JSON types. The map is
	 * empty if the token is refused.
	 * @return the claims, unmodifiable
	 */
	public Map<String, Object> claims() {
		return this.claims;
	}

	/**
	 * Returns the outcome of each selected rule, in order of evaluation.
	 * @return the outcomes, unmodifiable
	 */
	public List<RuleOutcome> outcomes() {
		return this.outcomes;
	}

	/**
	 * Returns which rule set each claim and which rules it overrode. The map is computed
	 * from the outcomes at each call. It is empty if the token is refused.
	 * @return the provenance of each claim, by final name, in order of evaluation;
	 * unmodifiable
	 */
	public Map<String, ClaimProvenance> provenance() {
		Map<String, ClaimProvenance> provenance = new LinkedHashMap<>();
		for (RuleOutcome outcome : this.outcomes) {
			if (outcome.status() == Status.APPLIED && this.claims.containsKey(outcome.claim())) {
				provenance.put(outcome.claim(), new ClaimProvenance(outcome.claim(), outcome.rule(), outcome.origin(),
						overridden(outcome.claim())));
			}
		}
		return Collections.unmodifiableMap(provenance);
	}

	private List<String> overridden(String claim) {
		return this.outcomes.stream()
			.filter((outcome) -> outcome.status() == Status.OVERRIDDEN && outcome.claim().equals(claim))
			.map(RuleOutcome::rule)
			.toList();
	}

	/**
	 * Returns why the token is refused.
	 * @return the error for the client, or empty if the token is issued
	 */
	public Optional<OAuthError> refusal() {
		return Optional.ofNullable(this.refusal);
	}

	/**
	 * Returns the decision that would have been made if every policy were enforced.
	 * @return that decision, or empty if no policy in report mode selects the token
	 */
	public Optional<ClaimDecision> reported() {
		return Optional.ofNullable(this.reported);
	}

	/**
	 * Returns a copy that also reports the decision that would have been made if every
	 * policy were enforced.
	 * @param reported that decision
	 * @return a copy with the same claims, outcomes and refusal, and the reported
	 * decision
	 */
	public ClaimDecision withReported(ClaimDecision reported) {
		return new ClaimDecision(this.claims, this.outcomes, this.refusal, reported);
	}

	/**
	 * Returns a copy that writes no claims.
	 * @return a copy with the same outcomes and refusal, but without claims
	 */
	public ClaimDecision withoutClaims() {
		return new ClaimDecision(Map.of(), this.outcomes, this.refusal, this.reported);
	}

	/**
	 * Returns a decision that leaves the token as it is and only reports what would have
	 * been decided. It reports the decision that this one reports, or this one itself if
	 * it reports none.
	 * @return a decision without claims, outcomes and refusal
	 */
	public ClaimDecision reportedOnly() {
		return new ClaimDecision(Map.of(), List.of(), null, (this.reported != null) ? this.reported : this);
	}

	/**
	 * Returns whether the token is issued or refused and one line for each outcome,
	 * followed by the reported decision. Claim values are not included.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder((this.refusal != null) ? "refused: " + this.refusal.code() : "issued");
		this.outcomes.forEach((outcome) -> text.append("\n  ").append(outcome));
		if (this.reported != null) {
			text.append("\nif every policy were enforced: ").append(this.reported);
		}
		return text.toString();
	}

}

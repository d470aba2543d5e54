package io.github.claimsdsl;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What the policies decided for one token, and why. Immutable.
 */
public final class ClaimDecision {

	private final Map<String, Object> claims;

	private final List<RuleOutcome> outcomes;

	private final @Nullable OAuthError refusal;

	/**
	 * Creates a decision.
	 * @param claims the claims to write, by final name; not copied
	 * @param outcomes what became of each selected rule, in order of evaluation; not
	 * copied
	 * @param refusal why the token is refused, or {@code null} if it is issued
	 */
	public ClaimDecision(Map<String, Object> claims, List<RuleOutcome> outcomes, @Nullable OAuthError refusal) {
		this.claims = Collections.unmodifiableMap(claims);
		this.outcomes = Collections.unmodifiableList(outcomes);
		this.refusal = refusal;
	}

	/**
	 * Returns the claims to write, by final name; values are JSON types. Empty if the
	 * token is refused.
	 * @return the claims, unmodifiable
	 */
	public Map<String, Object> claims() {
		return this.claims;
	}

	/**
	 * Returns what became of each selected rule, in order of evaluation.
	 * @return the outcomes, unmodifiable
	 */
	public List<RuleOutcome> outcomes() {
		return this.outcomes;
	}

	/**
	 * Returns why the token is refused.
	 * @return the error for the client, or empty if the token is issued
	 */
	public Optional<OAuthError> refusal() {
		return Optional.ofNullable(this.refusal);
	}

	/**
	 * Returns the outcomes, one a line, without claim values.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder((this.refusal != null) ? "refused: " + this.refusal.code() : "issued");
		this.outcomes.forEach((outcome) -> text.append("\n  ").append(outcome));
		return text.toString();
	}

}

package io.github.claimsdsl.policy;

import java.util.List;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.definition.Dimension;

/**
 * A decision, together with the rules that were not selected for the token and why.
 * Immutable.
 *
 * @param decision the decision
 * @param notSelected the rules whose selectors do not match the token, in order of
 * evaluation
 * @since 0.1.0
 */
public record ClaimExplanation(ClaimDecision decision, List<NotSelected> notSelected) {

	/**
	 * Copies the rules.
	 */
	public ClaimExplanation {
		notSelected = List.copyOf(notSelected);
	}

	/**
	 * Returns the decision, followed by one line for each rule that was not selected.
	 * Claim values are not included.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.decision.toString());
		this.notSelected.forEach((rule) -> text.append("\n  ").append(rule));
		return text.toString();
	}

	/**
	 * A rule that was not selected, because its selectors do not match the token.
	 *
	 * @param rule the rule's id
	 * @param claim the final name of its claim, or {@code deny} for a deny rule
	 * @param origin where the rule was declared
	 * @param dimension the first dimension that does not match
	 */
	public record NotSelected(String rule, String claim, Origin origin, Dimension dimension) {

		/**
		 * Returns the rule as one line for a log.
		 */
		@Override
		public String toString() {
			return this.claim + ": not selected: " + this.dimension.property() + ", rule " + this.rule + " ("
					+ this.origin + ")";
		}
	}

}

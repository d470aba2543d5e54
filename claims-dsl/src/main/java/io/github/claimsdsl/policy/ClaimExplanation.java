package io.github.claimsdsl.policy;

import java.util.List;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.definition.Dimension;

/**
 * A decision, and why every other rule had no part in it.
 *
 * @param decision the decision
 * @param notSelected the rules that did not match the token, in order of evaluation
 * @since 0.1.0
 */
public record ClaimExplanation(ClaimDecision decision, List<NotSelected> notSelected) {

	/**
	 * Copies the rules.
	 * @param decision the decision
	 * @param notSelected the rules that did not match the token
	 */
	public ClaimExplanation {
		notSelected = List.copyOf(notSelected);
	}

	/**
	 * Returns the decision and the rules that did not match, one a line, without claim
	 * values.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.decision.toString());
		this.notSelected.forEach((rule) -> text.append("\n  ").append(rule));
		return text.toString();
	}

	/**
	 * A rule that did not match.
	 *
	 * @param rule the rule's id
	 * @param claim the final name of its claim
	 * @param origin where it was declared
	 * @param dimension the first dimension that kept it out
	 */
	public record NotSelected(String rule, String claim, Origin origin, Dimension dimension) {

		/**
		 * Returns the rule as one line of a log.
		 */
		@Override
		public String toString() {
			return this.claim + ": not selected: " + this.dimension.property() + ", rule " + this.rule + " ("
					+ this.origin + ")";
		}
	}

}

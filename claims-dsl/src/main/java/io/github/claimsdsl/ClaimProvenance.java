package io.github.claimsdsl;

import java.util.List;

/**
 * Which rule set one claim of a token, and which rules it overrode. Never holds the
 * claim's value. Immutable.
 *
 * @param claim the final name of the claim
 * @param rule the id of the rule that set it
 * @param origin where that rule was declared
 * @param overridden the ids of the selected rules that would have set the claim later and
 * were skipped, in order of evaluation
 * @since 0.1.0
 */
public record ClaimProvenance(String claim, String rule, Origin origin, List<String> overridden) {

	/**
	 * Copies the rules.
	 */
	public ClaimProvenance {
		overridden = List.copyOf(overridden);
	}

}

package io.github.claimsdsl.boot.console;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads how often rules ran.
 */
@FunctionalInterface
interface RuleTraffic {

	/** Reads nothing. It is used where rules are not counted. */
	RuleTraffic NONE = () -> null;

	/**
	 * Reads the counts.
	 * @return the counts, or {@code null} if rules are not counted
	 */
	@Nullable Counts read();

	/**
	 * The counts of rules.
	 *
	 * @param steps the name of the registry if it counts anew in each step, or
	 * {@code null} if the counts are since the start
	 * @param rules the counts of the rules that ran, by rule id
	 */
	record Counts(@Nullable String steps, Map<String, RuleCount> rules) {

		RuleCount of(String rule) {
			return this.rules.getOrDefault(rule, RuleCount.NEVER);
		}

	}

}

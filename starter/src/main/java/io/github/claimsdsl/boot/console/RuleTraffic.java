package io.github.claimsdsl.boot.console;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Tells how often rules ran.
 */
@FunctionalInterface
interface RuleTraffic {

	/** Where rules are not counted. */
	RuleTraffic NONE = () -> null;

	/**
	 * Reads the counts.
	 * @return the counts, or {@code null} if rules are not counted
	 */
	@Nullable Counts read();

	/**
	 * What was counted.
	 *
	 * @param steps the registry that counts anew in each step, or {@code null} if the
	 * counts are since the start
	 * @param rules the rules that ran, by id
	 */
	record Counts(@Nullable String steps, Map<String, RuleCount> rules) {

		RuleCount of(String rule) {
			return this.rules.getOrDefault(rule, RuleCount.NEVER);
		}

	}

}

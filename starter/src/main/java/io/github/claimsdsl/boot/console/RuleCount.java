package io.github.claimsdsl.boot.console;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

import io.github.claimsdsl.RuleOutcome.Status;

/**
 * How often a rule ran, and how long it took. Immutable.
 *
 * @param times how often it ended with each status. Empty if it never ran
 * @param nanoseconds the total time that it took, in nanoseconds
 * @param slowest the time of its slowest recent run, in nanoseconds
 */
record RuleCount(Map<Status, Long> times, double nanoseconds, double slowest) {

	static final RuleCount NEVER = new RuleCount(Map.of(), 0, 0);

	static RuleCount of(Status status, long count, double nanoseconds, double slowest) {
		return new RuleCount(Map.of(status, count), nanoseconds, slowest);
	}

	RuleCount plus(RuleCount other) {
		Map<Status, Long> sum = new EnumMap<>(Status.class);
		sum.putAll(this.times);
		other.times.forEach((status, count) -> sum.merge(status, count, Long::sum));
		return new RuleCount(Collections.unmodifiableMap(sum), this.nanoseconds + other.nanoseconds,
				Math.max(this.slowest, other.slowest));
	}

	/**
	 * Returns whether the rule never ran. A rule that ran only in an earlier step has
	 * counts of 0.
	 */
	boolean isNever() {
		return this.times.isEmpty();
	}

	long all() {
		return this.times.values().stream().mapToLong(Long::longValue).sum();
	}

	long of(Status status) {
		return this.times.getOrDefault(status, 0L);
	}

	double mean() {
		return this.nanoseconds / all();
	}

}

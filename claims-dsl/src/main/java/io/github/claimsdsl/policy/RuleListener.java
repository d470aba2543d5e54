package io.github.claimsdsl.policy;

import io.github.claimsdsl.RuleOutcome;

/**
 * Is notified of each rule that was evaluated, such as to count and time it. Called by
 * the thread that evaluates, after the last rule, so an implementation is fast,
 * thread-safe and throws nothing.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RuleListener {

	/**
	 * Is notified of a rule.
	 * @param outcome what became of it
	 * @param nanoseconds how long it took, the loading of the user included where this
	 * rule was the first to read it
	 */
	void evaluated(RuleOutcome outcome, long nanoseconds);

}

package io.github.claimsdsl.policy;

import io.github.claimsdsl.RuleOutcome;

/**
 * Is notified of each rule that was evaluated, for example to count and time it. The
 * thread that issues the token calls it, after the last rule. An implementation must
 * therefore be fast and thread-safe, and it must not throw exceptions.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RuleListener {

	/**
	 * Is notified of a rule that was evaluated.
	 * @param outcome the outcome of the rule
	 * @param nanoseconds how long the rule took, in nanoseconds. For the first rule that
	 * reads the user, this includes the time to load the user
	 */
	void evaluated(RuleOutcome outcome, long nanoseconds);

}

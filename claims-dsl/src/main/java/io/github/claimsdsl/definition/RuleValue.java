package io.github.claimsdsl.definition;

/**
 * Where a claim's value comes from.
 *
 * @since 0.1.0
 */
public sealed interface RuleValue {

	/**
	 * The value of an expression.
	 *
	 * @param source the author's text
	 */
	record Expression(String source) implements RuleValue {
	}

	/**
	 * The result of a rule written in Java.
	 *
	 * @param function the rule
	 * @param needsUser whether the rule reads the user; without one it is skipped
	 */
	record Function(RuleFunction function, boolean needsUser) implements RuleValue {
	}

}

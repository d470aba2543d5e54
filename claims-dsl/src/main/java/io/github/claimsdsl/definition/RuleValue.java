package io.github.claimsdsl.definition;

/**
 * How the value of a claim, or the condition of a denial, is computed.
 *
 * @since 0.1.0
 */
public sealed interface RuleValue {

	/**
	 * An expression computes the value.
	 *
	 * @param source the text of the expression, as its author wrote it
	 */
	record Expression(String source) implements RuleValue {
	}

	/**
	 * A Java function computes the value.
	 *
	 * @param function the function
	 * @param needsUser whether the function reads the user. If it does and the token has
	 * no user, the rule is skipped; a denial or a required claim refuses the token
	 */
	record Function(RuleFunction function, boolean needsUser) implements RuleValue {
	}

}

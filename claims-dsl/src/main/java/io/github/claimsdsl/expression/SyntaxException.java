package io.github.claimsdsl.expression;

import org.jspecify.annotations.Nullable;

/**
 * Ends the reading of a source text at its first syntax error. Never leaves the package.
 */
final class SyntaxException extends Exception {

	private static final long serialVersionUID = 1L;

	private final transient Problem problem;

	SyntaxException(String code, int position, String message, @Nullable String help) {
		super(message, null, false, false);
		this.problem = new Problem(code, position, message, help);
	}

	Problem problem() {
		return this.problem;
	}

}

package io.github.claimsdsl.expression;

import org.jspecify.annotations.Nullable;

/**
 * Thrown at the first syntax error of a source text, because the rest cannot be parsed.
 * It is caught in this package.
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

package io.github.claimsdsl.expression;

/**
 * Thrown when an accepted expression fails on the data of one token. The message tells
 * what failed and never holds a value; there is no cause.
 */
public final class EvaluationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what failed, without values
	 */
	public EvaluationException(String message) {
		super(message, null, false, false);
	}

}

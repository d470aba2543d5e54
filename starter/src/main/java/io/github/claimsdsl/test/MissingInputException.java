package io.github.claimsdsl.test;

import org.jspecify.annotations.Nullable;

/**
 * A customizer read something that the request of a test does not have, although a server
 * has it.
 */
final class MissingInputException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param what what the customizer read, such as {@code the name of the principal}
	 * @param call the call that adds it to the request
	 */
	MissingInputException(String what, String call) {
		super("The customizer reads " + what + ", which the request does not have. Add it to the request with " + call
				+ ".");
	}

	/** Finds the exception among the causes of another one. */
	static @Nullable MissingInputException findIn(Throwable thrown) {
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			if (cause instanceof MissingInputException missing) {
				return missing;
			}
		}
		return null;
	}

}

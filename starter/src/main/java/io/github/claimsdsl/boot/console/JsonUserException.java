package io.github.claimsdsl.boot.console;

/**
 * Thrown if JSON does not describe a user. The message is for the person who typed it.
 */
final class JsonUserException extends Exception {

	private static final long serialVersionUID = 1L;

	JsonUserException(String message) {
		super(message);
	}

}

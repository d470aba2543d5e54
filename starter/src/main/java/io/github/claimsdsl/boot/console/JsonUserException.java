package io.github.claimsdsl.boot.console;

/**
 * Says that no user can be made of some JSON; the message is for the one who typed it.
 */
final class JsonUserException extends Exception {

	private static final long serialVersionUID = 1L;

	JsonUserException(String message) {
		super(message);
	}

}

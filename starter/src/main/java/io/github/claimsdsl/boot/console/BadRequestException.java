package io.github.claimsdsl.boot.console;

/**
 * A form says what no form of the console says.
 */
final class BadRequestException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BadRequestException(String field) {
		super("field '" + field + "'");
	}

}

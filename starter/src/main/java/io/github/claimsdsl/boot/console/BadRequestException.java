package io.github.claimsdsl.boot.console;

/**
 * Thrown for a field with a value that no form of the console sends.
 */
final class BadRequestException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BadRequestException(String field) {
		super("field '" + field + "'");
	}

}

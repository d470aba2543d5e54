package io.github.claimsdsl.spring;

/**
 * Says why a token cannot be previewed.
 */
final class NotPreviewableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NotPreviewableException(String message) {
		super(message);
	}

}

package io.github.claimsdsl.spring.token;

/**
 * Thrown if a token cannot be previewed. The message says why.
 */
public final class NotPreviewableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public NotPreviewableException(String message) {
		super(message);
	}

}

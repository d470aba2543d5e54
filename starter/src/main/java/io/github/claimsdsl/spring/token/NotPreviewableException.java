package io.github.claimsdsl.spring.token;

/**
 * Says why a token cannot be previewed.
 */
public final class NotPreviewableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public NotPreviewableException(String message) {
		super(message);
	}

}

package io.github.claimsdsl.expression;

/**
 * Says that an expression has no value for some data.
 */
final class ReferenceFailure extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final boolean unsure;

	ReferenceFailure(String message) {
		this(message, false);
	}

	private ReferenceFailure(String message, boolean unsure) {
		super(message, null, false, false);
		this.unsure = unsure;
	}

	/** Says that the value is not documented, or known to be wrong. */
	static ReferenceFailure unsure(String message) {
		return new ReferenceFailure(message, true);
	}

	boolean isUnsure() {
		return this.unsure;
	}

}

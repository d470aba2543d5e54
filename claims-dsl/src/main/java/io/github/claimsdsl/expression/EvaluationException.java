package io.github.claimsdsl.expression;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.RuleFailure;

/**
 * Thrown when a compiled expression fails on the data of a token. The message says what
 * failed and never holds a value. There is no cause, because its message could hold one.
 *
 * @since 0.1.0
 */
public final class EvaluationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient @Nullable RuleFailure failure;

	/**
	 * Creates the exception.
	 * @param message the failure, without values
	 */
	public EvaluationException(String message) {
		this(message, null);
	}

	private EvaluationException(String message, @Nullable RuleFailure failure) {
		super(message, null, false, false);
		this.failure = failure;
	}

	/**
	 * Returns the exception for what the application's code threw while an expression
	 * called it. A denial stays a denial, also if other exceptions wrap it.
	 */
	static RuntimeException of(String called, Throwable thrown, Class<?> owner) {
		RuleFailure.rethrowIfFatal(thrown);
		ClaimDeniedException denial = ClaimDeniedException.findIn(thrown);
		if (denial != null || thrown instanceof EvaluationException) {
			return (denial != null) ? denial : (EvaluationException) thrown;
		}
		if (thrown instanceof InterruptedException) {
			Thread.currentThread().interrupt();
		}
		RuleFailure failure = RuleFailure.of(thrown);
		return new EvaluationException(called + " " + failure.describe(owner), failure);
	}

	/**
	 * Returns what the application's code threw while the expression called it.
	 * @return the failure, without messages, or {@code null} if the application's code
	 * threw nothing
	 */
	public @Nullable RuleFailure failure() {
		return this.failure;
	}

}

package io.github.claimsdsl.expression;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenRequest;

/**
 * The data of one token that expressions read. It is created once for all expressions of
 * a decision. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Inputs {

	/** The most work of one evaluation, in units of about 100 nanoseconds. */
	static final long MOST_WORK = 4_000_000;

	private static final @Nullable Object[] NONE = new Object[0];

	private final TokenRequest request;

	private @Nullable MvelVariables variables;

	private @Nullable Object[] elements = NONE;

	private long work;

	private @Nullable Object user;

	private @Nullable RequestInput requestInput;

	private @Nullable TokenInput tokenInput;

	private Inputs(TokenRequest request) {
		this.request = request;
	}

	/**
	 * Creates the data of a token.
	 * @param request the token that is about to be issued
	 * @return the inputs
	 */
	public static Inputs of(TokenRequest request) {
		return new Inputs(request);
	}

	MvelVariables variables() {
		if (this.variables == null) {
			this.variables = new MvelVariables(this);
		}
		return this.variables;
	}

	/** Begins the evaluation of an expression. */
	void begin() {
		this.work = 0;
	}

	/** Counts work, so that no expression takes long on any data. */
	void work(long units) {
		this.work = checked(this.work + units);
	}

	/** Returns the work, or fails if it is too much. */
	static long checked(long work) {
		if (work > MOST_WORK) {
			throw new EvaluationException("evaluating the expression takes too long for this data");
		}
		return work;
	}

	/**
	 * Returns the exception that an evaluation throws. An exception of the user's source
	 * is returned as it is.
	 */
	RuntimeException failure(Throwable thrown) {
		if (thrown instanceof RuntimeException exception && this.request.hasUserFailed()) {
			return exception;
		}
		return EvaluationException.of("the expression", thrown, ClaimExpression.class);
	}

	/** Returns the work of the last evaluation. */
	long work() {
		return this.work;
	}

	/**
	 * Returns the element of a projection. Projections are counted from the outermost
	 * one.
	 */
	@Nullable Object element(int level) {
		return this.elements[level];
	}

	void element(int level, @Nullable Object element) {
		if (level >= this.elements.length) {
			this.elements = Arrays.copyOf(this.elements, level + 4);
		}
		this.elements[level] = element;
	}

	@Nullable Object read(Root root) {
		return switch (root) {
			case USER -> user();
			case CLIENT -> this.request.client();
			case REQUEST -> request();
			case TOKEN -> token();
			case ACTOR -> this.request.actor();
			case NOW -> this.request.now();
		};
	}

	private @Nullable Object user() {
		if (this.user == null) {
			this.user = this.request.user();
		}
		return this.user;
	}

	private RequestInput request() {
		if (this.requestInput == null) {
			this.requestInput = RequestInput.of(this.request);
		}
		return this.requestInput;
	}

	private TokenInput token() {
		if (this.tokenInput == null) {
			this.tokenInput = TokenInput.of(this.request);
		}
		return this.tokenInput;
	}

	/**
	 * The roots of paths.
	 */
	enum Root {

		USER, CLIENT, REQUEST, TOKEN, ACTOR, NOW

	}

}

package io.github.claimsdsl.policy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimDeniedException;
import io.github.claimsdsl.Mode;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.RuleFailure;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.expression.EvaluationException;

/**
 * A rule that is ready to be evaluated: it writes a claim or refuses tokens. Immutable.
 * The outcomes are created in advance, so that an evaluation allocates nothing for them.
 */
abstract class CompiledRule {

	private final String id;

	private final String claim;

	private final Origin origin;

	private final int order;

	private final TokenMatch match;

	private final Mode mode;

	private final @Nullable OAuthError error;

	private final Map<Status, RuleOutcome> outcomes = new EnumMap<>(Status.class);

	CompiledRule(Header header, @Nullable OAuthError error) {
		this.id = header.id();
		this.claim = header.claim();
		this.origin = header.origin();
		this.order = header.order();
		this.match = header.match();
		this.mode = header.mode();
		this.error = error;
		for (Status status : Status.values()) {
			this.outcomes.put(status, new RuleOutcome(this.id, this.claim, this.origin, status, null));
		}
	}

	/**
	 * The parts that every rule has.
	 *
	 * @param id the rule's id
	 * @param claim the final name of its claim
	 * @param origin where the rule was declared
	 * @param order the order among rules that write the same claim
	 * @param match which tokens the rule is for
	 * @param mode whether the policy is enforced
	 */
	record Header(String id, String claim, Origin origin, int order, TokenMatch match, Mode mode) {
	}

	/**
	 * Evaluates the rule and records its outcome. An exception from the source of the
	 * user is recorded as a failure of the rule first; {@link Evaluation} then throws it
	 * again.
	 */
	final void run(Evaluation evaluation) {
		try {
			evaluate(evaluation);
		}
		catch (Throwable ex) {
			RuleFailure.rethrowIfFatal(ex);
			ClaimDeniedException denial = ClaimDeniedException.findIn(ex);
			if (denial != null) {
				deny(evaluation, denial);
			}
			else {
				fail(evaluation, ex);
			}
		}
	}

	private void deny(Evaluation evaluation, ClaimDeniedException denial) {
		OAuthError error = OAuthErrors.thrown(denial.error(), this.error);
		evaluation.refuse(outcome(Status.DENIED), OAuthErrors.complete(error, evaluation.request()));
	}

	/** Tells whether a token without the rule's claim is refused. */
	boolean isRequired() {
		return false;
	}

	/** Adds the facts about what the rule does, for a review. */
	abstract void describe(RuleFacts facts);

	/** Returns the names of the request parameters that the rule reads. */
	abstract Set<String> parameters();

	/** Tells whether the rule cannot be decided for a token without a user. */
	abstract boolean needsUser();

	/** Returns the class whose stack frames tell where the rule failed. */
	abstract Class<?> owner();

	/** Tells whether a preview decides the same as for an issued token. */
	boolean isPreviewable() {
		return parameters().isEmpty();
	}

	/** Evaluates the rule. An exception is a failure of the rule. */
	abstract void evaluate(Evaluation evaluation) throws Exception;

	/** Records a failure and refuses the token. */
	void fail(Evaluation evaluation, Throwable failure) {
		evaluation.refuse(failed(Status.FAILED, failure), Evaluation.FAILED);
	}

	final void refuse(Evaluation evaluation, Status status) {
		evaluation.refuse(outcome(status), OAuthErrors.complete(this.error, evaluation.request()));
	}

	/**
	 * Refuses the token with the default error. The author's error may describe a user,
	 * but there is none.
	 */
	final void refuseWithoutUser(Evaluation evaluation) {
		evaluation.refuse(outcome(Status.NO_USER), OAuthErrors.complete(null, evaluation.request()));
	}

	final RuleOutcome outcome(Status status) {
		return Objects.requireNonNull(this.outcomes.get(status));
	}

	/**
	 * Returns an outcome that says what was thrown and where. Only the library's own
	 * messages are used, because others can hold claim values.
	 */
	final RuleOutcome failed(Status status, Throwable failure) {
		if (failure instanceof EvaluationException ex) {
			return new RuleOutcome(this.id, this.claim, this.origin, status, ex.getMessage(), ex.failure());
		}
		if (failure instanceof UnsupportedValueException) {
			return new RuleOutcome(this.id, this.claim, this.origin, status, failure.getMessage());
		}
		if (failure instanceof InterruptedException) {
			Thread.currentThread().interrupt();
		}
		RuleFailure trace = RuleFailure.of(failure);
		return new RuleOutcome(this.id, this.claim, this.origin, status, trace.describe(owner()), trace);
	}

	final String id() {
		return this.id;
	}

	final String claim() {
		return this.claim;
	}

	final Origin origin() {
		return this.origin;
	}

	final int order() {
		return this.order;
	}

	final TokenMatch match() {
		return this.match;
	}

	final @Nullable OAuthError error() {
		return this.error;
	}

	final boolean isEnforced() {
		return this.mode == Mode.ENFORCE;
	}

}

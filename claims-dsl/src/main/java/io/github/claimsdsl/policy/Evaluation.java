package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleFailure;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.expression.Inputs;

/**
 * The evaluation of the selected rules for one token. Not thread-safe.
 */
final class Evaluation {

	static final OAuthError FAILED = new OAuthError("server_error", "A claim of the token cannot be determined");

	private final TokenRequest request;

	private @Nullable Inputs inputs;

	private final Map<String, Object> claims;

	private final List<RuleOutcome> outcomes;

	private final boolean comparing;

	private @Nullable OAuthError refusal;

	private @Nullable Condition lastGuard;

	private boolean lastOpen;

	Evaluation(TokenRequest request, int rules, List<RuleOutcome> outcomes) {
		this(request, rules, outcomes, false);
	}

	private Evaluation(TokenRequest request, int rules, List<RuleOutcome> outcomes, boolean comparing) {
		this.request = request;
		this.comparing = comparing;
		this.claims = (rules <= FewClaims.MOST) ? new FewClaims(rules) : new LinkedHashMap<>(rules * 4 / 3 + 1);
		this.outcomes = outcomes;
	}

	static ClaimDecision decide(TokenRequest request, List<CompiledRule> rules, @Nullable RuleListener listener) {
		return new Evaluation(request, rules.size(), new ArrayList<>(rules.size())).run(rules, listener);
	}

	/**
	 * Decides as if the rules were enforced. An exception becomes a refusal in the
	 * report, so that it cannot affect the token.
	 */
	static ClaimDecision report(TokenRequest request, List<CompiledRule> rules) {
		return new Evaluation(request, rules.size(), new ArrayList<>(rules.size())).runSafely(rules, null);
	}

	/**
	 * Decides as if no claim were set already, so that the result can be compared with
	 * the claims that are.
	 */
	static ClaimDecision compare(TokenRequest request, List<CompiledRule> rules, RuleListener listener) {
		return new Evaluation(request, rules.size(), new ArrayList<>(rules.size()), true).runSafely(rules, listener);
	}

	private ClaimDecision runSafely(List<CompiledRule> rules, @Nullable RuleListener listener) {
		try {
			return run(rules, listener);
		}
		catch (Throwable ex) {
			RuleFailure.rethrowIfFatal(ex);
			return new ClaimDecision(Map.of(), this.outcomes, FAILED);
		}
	}

	ClaimDecision run(List<CompiledRule> rules, @Nullable RuleListener listener) {
		if (listener == null) {
			for (int i = 0; i < rules.size() && this.refusal == null; i++) {
				rules.get(i).run(this);
			}
		}
		else {
			time(rules, listener);
		}
		passUserFailure();
		return decision();
	}

	/**
	 * Runs the rules and measures their times. The listener is notified after the last
	 * rule.
	 */
	private void time(List<CompiledRule> rules, RuleListener listener) {
		long[] times = new long[rules.size() + 1];
		times[0] = System.nanoTime();
		try {
			for (int i = 0; i < rules.size() && this.refusal == null; i++) {
				rules.get(i).run(this);
				times[i + 1] = System.nanoTime();
			}
		}
		finally {
			for (int i = 0; i < this.outcomes.size(); i++) {
				listener.evaluated(this.outcomes.get(i), times[i + 1] - times[i]);
			}
		}
	}

	private ClaimDecision decision() {
		return new ClaimDecision((this.refusal != null) ? Map.of() : this.claims, this.outcomes, this.refusal);
	}

	TokenRequest request() {
		return this.request;
	}

	/**
	 * Returns the data that expressions read. It is created at the first call, because
	 * Java rules do not need it.
	 */
	Inputs inputs() {
		if (this.inputs == null) {
			this.inputs = Inputs.of(this.request);
		}
		return this.inputs;
	}

	/**
	 * Throws the exception of the user's source again if the user could not be loaded. A
	 * rule that read the user may have omitted its claim, but a locked user must not get
	 * a token.
	 */
	private void passUserFailure() {
		if (this.request.hasUserFailed()) {
			this.request.user();
		}
	}

	boolean isAlreadySet(String claim) {
		return !this.comparing && this.request.existingClaims().contains(claim);
	}

	boolean isUserMissing() {
		return this.request.user() == null;
	}

	/**
	 * Returns the value that an earlier rule wrote for a claim, or {@code null} if there
	 * is none.
	 */
	@Nullable Object written(String claim) {
		return this.claims.get(claim);
	}

	/**
	 * Tells whether a policy's guard is true. The rules of the policy share the result.
	 */
	boolean isOpen(Condition guard) {
		if (!guard.equals(this.lastGuard)) {
			this.lastOpen = guard.isTrue(this);
			this.lastGuard = guard;
		}
		return this.lastOpen;
	}

	void write(String claim, Object value, RuleOutcome outcome) {
		this.claims.put(claim, value);
		record(outcome);
	}

	void record(RuleOutcome outcome) {
		this.outcomes.add(outcome);
	}

	void refuse(RuleOutcome outcome, OAuthError error) {
		record(outcome);
		this.refusal = error;
	}

}

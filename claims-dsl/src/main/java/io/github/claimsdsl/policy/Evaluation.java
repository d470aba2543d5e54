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
 * The evaluation of the selected rules for one token. Confined to one thread.
 */
final class Evaluation {

	static final OAuthError FAILED = new OAuthError("server_error", "A claim of the token cannot be determined");

	private final TokenRequest request;

	private @Nullable Inputs inputs;

	private final Map<String, Object> claims;

	private final List<RuleOutcome> outcomes;

	private @Nullable OAuthError refusal;

	private @Nullable Condition lastGuard;

	private boolean lastOpen;

	Evaluation(TokenRequest request, int rules, List<RuleOutcome> outcomes) {
		this.request = request;
		this.claims = (rules <= FewClaims.MOST) ? new FewClaims(rules) : new LinkedHashMap<>(rules * 4 / 3 + 1);
		this.outcomes = outcomes;
	}

	static ClaimDecision decide(TokenRequest request, List<CompiledRule> rules, @Nullable RuleListener listener) {
		return new Evaluation(request, rules.size(), new ArrayList<>(rules.size())).run(rules, listener);
	}

	/** Decides as if the rules were enforced; nothing they throw passes. */
	static ClaimDecision report(TokenRequest request, List<CompiledRule> rules) {
		Evaluation evaluation = new Evaluation(request, rules.size(), new ArrayList<>(rules.size()));
		try {
			return evaluation.run(rules, null);
		}
		catch (Throwable ex) {
			RuleFailure.rethrowIfFatal(ex);
			return new ClaimDecision(Map.of(), evaluation.outcomes, FAILED);
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

	/** Reads the clock once between two rules, and tells the listener after the last. */
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

	/** What expressions read; rules in Java do without. */
	Inputs inputs() {
		if (this.inputs == null) {
			this.inputs = Inputs.of(this.request);
		}
		return this.inputs;
	}

	/**
	 * Throws what the source of the user threw, whatever became of the rule that read it:
	 * a rule may omit its claim, but a user who is locked gets no token.
	 */
	private void passUserFailure() {
		if (this.request.hasUserFailed()) {
			this.request.user();
		}
	}

	boolean isUserMissing() {
		return this.request.user() == null;
	}

	/** The value that a rule before gave to a claim, or {@code null} if none did. */
	@Nullable Object written(String claim) {
		return this.claims.get(claim);
	}

	/** Tells whether a policy's guard holds; the rules of the policy share the answer. */
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

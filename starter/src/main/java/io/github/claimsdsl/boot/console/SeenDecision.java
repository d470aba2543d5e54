package io.github.claimsdsl.boot.console;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.spring.TokenRefusal;

/**
 * The facts of a decision that the console remembers. They hold no claim values and do
 * not name the user. Immutable.
 *
 * @param number the number of the decision on this server
 * @param time when it was made, in milliseconds since 1970
 * @param what the token or answer that was decided about, such as {@code access_token}
 * @param client the client, or {@code null} if it is not known
 * @param grantType the grant type, or {@code null} if it is not known
 * @param refreshed whether the token was refreshed
 * @param audience the audience, or {@code null} if there is none or it is not known
 * @param outcome whether the token was issued
 * @param error the OAuth error code, or {@code null}
 * @param reason the reason if it was not a rule that refused the token, or {@code null}
 * @param rules the outcome of each rule
 * @param reported the outcome of each rule if every policy were enforced
 */
record SeenDecision(long number, long time, String what, @Nullable String client, @Nullable String grantType,
		boolean refreshed, @Nullable String audience, Outcome outcome, @Nullable String error, @Nullable String reason,
		List<RuleOutcome> rules, List<RuleOutcome> reported) {

	/** The longest text that is kept. A request may send texts of any length. */
	static final int LONGEST = 300;

	/** Whether the token was issued. */
	enum Outcome {

		ISSUED, REFUSED, WOULD_BE_REFUSED

	}

	static SeenDecision of(long number, TokenRequest request, ClaimDecision decision) {
		ClaimDecision reported = decision.reported().orElse(null);
		OAuthError refusal = decision.refusal().orElse(null);
		OAuthError wouldBe = (reported != null) ? reported.refusal().orElse(null) : null;
		OAuthError error = (refusal != null) ? refusal : wouldBe;
		Outcome outcome = (refusal != null) ? Outcome.REFUSED
				: (wouldBe != null) ? Outcome.WOULD_BE_REFUSED : Outcome.ISSUED;
		return new SeenDecision(number, System.currentTimeMillis(), request.tokenType().value(),
				shortened(request.client().id()), shortened(request.grantType()),
				request.issuance() == Issuance.REFRESH, shortened(audience(request)), outcome,
				(error != null) ? error.code() : null, null, decision.outcomes(),
				(reported != null) ? reported.outcomes() : List.of());
	}

	static SeenDecision of(long number, TokenRefusal refusal) {
		return new SeenDecision(number, System.currentTimeMillis(), refusal.what(), shortened(refusal.client()),
				shortened(refusal.grantType()), false, null,
				refusal.enforced() ? Outcome.REFUSED : Outcome.WOULD_BE_REFUSED, refusal.error().code(),
				shortened(refusal.reason()), List.of(), List.of());
	}

	private static @Nullable String audience(TokenRequest request) {
		Set<String> audiences = request.audiences();
		return (audiences.size() > 1) ? String.join(", ", audiences) : request.audience();
	}

	private static @Nullable String shortened(@Nullable String text) {
		return (text != null && text.length() > LONGEST) ? text.substring(0, LONGEST) + "…" : text;
	}

	/**
	 * Returns whether the decision, or part of it, was only reported and not enforced.
	 */
	boolean isReported() {
		return this.outcome == Outcome.WOULD_BE_REFUSED || !this.reported.isEmpty();
	}

}

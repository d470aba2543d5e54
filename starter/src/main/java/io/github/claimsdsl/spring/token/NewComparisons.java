package io.github.claimsdsl.spring.token;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.TokenRequest;

/**
 * Finds what is new in a reported decision about claims that were set already. Each
 * outcome of a rule is new once for each token type, so that a busy server does not
 * repeat it with every token. Thread-safe.
 */
public final class NewComparisons {

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	/**
	 * Returns the outcomes of rules whose claims were set already, if they were compared.
	 * @param request the token
	 * @param decision the decision about it
	 * @return the outcomes that were not returned before
	 */
	public List<RuleOutcome> in(TokenRequest request, ClaimDecision decision) {
		return decision.reported()
			.stream()
			.flatMap((reported) -> reported.outcomes().stream())
			.filter((outcome) -> isCompared(request, outcome))
			.filter((outcome) -> this.known.add(request.tokenType() + " " + outcome.status() + " " + outcome.rule()))
			.toList();
	}

	/**
	 * Returns whether an outcome tells what a rule would have done, if its claim were not
	 * set already.
	 */
	static boolean isCompared(TokenRequest request, RuleOutcome outcome) {
		return switch (outcome.status()) {
			case ALREADY_SET_SAME, ALREADY_SET_OTHER, ALREADY_SET_LEFT_OUT -> true;
			case FAILED, OMITTED, DENIED -> request.existingClaims().contains(outcome.claim());
			default -> false;
		};
	}

}

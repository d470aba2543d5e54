package io.github.claimsdsl.spring.token;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.policy.ClaimPolicySet;
import io.github.claimsdsl.spring.ClaimDecisionListener;

/**
 * Logs decisions. There is one line for a refusal, a failure, or a claim that a
 * customizer had set already. If the decision is only reported, that line also says
 * whether the rule would write the same value. At level {@code DEBUG} it also logs the
 * whole explanation and the stack trace of a failure. The log names rules and never shows
 * claim values. Thread-safe.
 */
public final class DecisionLog implements ClaimDecisionListener {

	private static final Log logger = LogFactory.getLog(DecisionLog.class);

	private final ClaimPolicySet policies;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	private final NewComparisons comparisons = new NewComparisons();

	/**
	 * Creates the log.
	 * @param policies the policies, to explain decisions
	 */
	public DecisionLog(ClaimPolicySet policies) {
		this.policies = policies;
	}

	@Override
	public void decided(TokenRequest request, ClaimDecision decision) {
		log("Refused ", request, decision, Set.of());
		decision.reported().filter((reported) -> decision.refusal().isEmpty()).ifPresent((reported) -> {
			log("Would refuse ", request, reported, rules(decision));
			this.comparisons.in(request, decision).forEach((outcome) -> logComparison(request, outcome));
			if (logger.isDebugEnabled()) {
				logger.debug("Would decide for " + describe(request) + ": " + reported);
			}
		});
		// Commons Logging over SLF4J formats the message before it checks the level, so
		// the level is checked here
		if (logger.isDebugEnabled()) {
			logger.debug("Decision for " + describe(request) + ": " + this.policies.explain(request, decision));
		}
	}

	private static Set<String> rules(ClaimDecision decision) {
		return decision.outcomes().stream().map(RuleOutcome::rule).collect(Collectors.toSet());
	}

	private void log(String refused, TokenRequest request, ClaimDecision decision, Set<String> logged) {
		List<RuleOutcome> outcomes = decision.outcomes();
		for (int i = 0; i < outcomes.size(); i++) {
			if (!logged.contains(outcomes.get(i).rule())) {
				log(request, outcomes.get(i));
			}
		}
		decision.refusal()
			.ifPresent((error) -> logger
				.warn(LogMessage.format("%s%s with %s: %s", refused, describe(request), error.code(), last(decision))));
	}

	private static void logComparison(TokenRequest request, RuleOutcome outcome) {
		String line = "Claim '" + outcome.claim() + "' is set "
				+ (request.tokenType().isToken() ? "by a customizer" : "already") + result(outcome) + " in "
				+ describe(request);
		if (outcome.status() == Status.ALREADY_SET_SAME) {
			logger.info(line);
		}
		else {
			logger.warn(line);
		}
	}

	private static String result(RuleOutcome outcome) {
		String rule = "rule " + outcome.rule() + " (" + outcome.origin() + ")";
		String detail = (outcome.detail() != null) ? " (" + outcome.detail() + ")" : "";
		return switch (outcome.status()) {
			case ALREADY_SET_SAME -> ", to the same value as by " + rule;
			case ALREADY_SET_OTHER -> ", to another value than by " + rule;
			case ALREADY_SET_LEFT_OUT -> ", but " + rule + " would leave it out" + detail;
			case DENIED -> ", but " + rule + " would refuse the token";
			default -> ", but " + rule + " fails" + detail;
		};
	}

	private static String last(ClaimDecision decision) {
		List<RuleOutcome> outcomes = decision.outcomes();
		return outcomes.isEmpty() ? "a policy failed" : reason(outcomes.get(outcomes.size() - 1));
	}

	private static String reason(RuleOutcome refusal) {
		String rule = "rule " + refusal.rule() + " (" + refusal.origin() + ")";
		return switch (refusal.status()) {
			case NO_USER -> rule + " needs a user, and there is none";
			case NULL_VALUE, OVERRIDDEN -> "claim '" + refusal.claim() + "' is required and has no value, " + rule;
			default -> refusal.toString();
		};
	}

	private void log(TokenRequest request, RuleOutcome outcome) {
		if (outcome.status() == Status.ALREADY_SET && this.warned.add(request.tokenType() + " " + outcome.claim())) {
			logger.warn(LogMessage.format("Claim '%s' %s; rule %s (%s) does not write it", outcome.claim(),
					request.tokenType().isToken() ? "is set by a customizer"
							: "of " + request.tokenType().value() + " is set already",
					outcome.rule(), outcome.origin()));
		}
		if (outcome.status() == Status.OMITTED && !NewComparisons.isCompared(request, outcome)) {
			logger.warn(LogMessage.format("Rule failed for %s: %s", describe(request), outcome));
		}
		if (outcome.failure() != null && logger.isDebugEnabled()) {
			logger.debug("Rule " + outcome.rule() + " failed", outcome.failure());
		}
	}

	static String describe(TokenRequest request) {
		return "the " + request.tokenType().value() + " of client '" + request.client().id() + "', grant type '"
				+ request.grantType() + "'";
	}

}

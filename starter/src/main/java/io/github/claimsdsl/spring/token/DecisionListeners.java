package io.github.claimsdsl.spring.token;

import java.util.List;
import java.util.function.Consumer;

import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

import io.github.claimsdsl.RuleFailure;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.policy.RuleListener;
import io.github.claimsdsl.spring.ClaimDecisionListener;
import io.github.claimsdsl.spring.endpoint.RefusalLog;

/**
 * Who is notified of decisions. Immutable.
 *
 * @param decisions are notified of each decision
 * @param rules is notified of each rule, or {@code null} if nobody is: then rules are not
 * timed
 * @param observations observes each decision
 */
public record DecisionListeners(List<ClaimDecisionListener> decisions, @Nullable RuleListener rules,
		ObservationRegistry observations) {

	private static final Log logger = LogFactory.getLog(DecisionListeners.class);

	/**
	 * Copies the listeners.
	 * @param decisions are notified of each decision
	 * @param rules is notified of each rule, or {@code null}
	 * @param observations observes each decision
	 */
	public DecisionListeners {
		decisions = List.copyOf(decisions);
	}

	/**
	 * Puts listeners together.
	 * @param listeners the listeners
	 * @return one that notifies all of them, or {@code null} if there are none: then
	 * rules are not timed
	 */
	public static @Nullable RuleListener together(List<RuleListener> listeners) {
		return listeners.isEmpty() ? null : (outcome, nanoseconds) -> {
			for (RuleListener listener : listeners) {
				evaluated(listener, outcome, nanoseconds);
			}
		};
	}

	private static void evaluated(RuleListener listener, RuleOutcome outcome, long nanoseconds) {
		try {
			listener.evaluated(outcome, nanoseconds);
		}
		catch (Throwable ex) {
			failed(listener, ex);
		}
	}

	/** For decisions that do not count. */
	public static DecisionListeners nobody() {
		return new DecisionListeners(List.of(), null, ObservationRegistry.NOOP);
	}

	/** One listener alone. */
	public static DecisionListeners only(ClaimDecisionListener listener) {
		return new DecisionListeners(List.of(listener), null, ObservationRegistry.NOOP);
	}

	/**
	 * Creates the log of refusals that notifies these listeners.
	 * @param enforcing whether decisions are carried out; else they are only reported
	 * @return the log
	 */
	public RefusalLog refusals(boolean enforcing) {
		return new RefusalLog(enforcing, (refusal) -> tell((listener) -> listener.refusedOutsideRules(refusal)));
	}

	public void tell(Consumer<ClaimDecisionListener> event) {
		for (ClaimDecisionListener listener : this.decisions) {
			try {
				event.accept(listener);
			}
			catch (Throwable ex) {
				failed(listener, ex);
			}
		}
	}

	/** A listener that fails changes nothing. */
	private static void failed(Object listener, Throwable ex) {
		RuleFailure.rethrowIfFatal(ex);
		logger.warn(LogMessage.format("%s failed with %s", listener.getClass().getName(), ex.getClass().getName()));
	}

}

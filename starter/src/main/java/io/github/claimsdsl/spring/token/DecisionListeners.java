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
 * The listeners that are notified of decisions. Immutable.
 *
 * @param decisions the listeners to notify of each decision
 * @param rules the listener to notify of each rule, or {@code null} if rules need not be
 * timed
 * @param observations observes each decision
 */
public record DecisionListeners(List<ClaimDecisionListener> decisions, @Nullable RuleListener rules,
		ObservationRegistry observations) {

	private static final Log logger = LogFactory.getLog(DecisionListeners.class);

	/**
	 * Creates the listeners, with a copy of the list.
	 */
	public DecisionListeners {
		decisions = List.copyOf(decisions);
	}

	/**
	 * Combines listeners into one.
	 * @param listeners the listeners
	 * @return a listener that notifies all of them, or {@code null} if there are none, so
	 * that rules need not be timed
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

	/** Returns no listeners, for trial decisions that nobody needs to know of. */
	public static DecisionListeners nobody() {
		return new DecisionListeners(List.of(), null, ObservationRegistry.NOOP);
	}

	/** Returns a single listener. */
	public static DecisionListeners only(ClaimDecisionListener listener) {
		return new DecisionListeners(List.of(listener), null, ObservationRegistry.NOOP);
	}

	/**
	 * Creates the log of refusals that notifies these listeners.
	 * @param enforcing whether decisions are enforced and not only reported
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

	/** Logs that a listener failed. Its failure does not change the decision. */
	private static void failed(Object listener, Throwable ex) {
		RuleFailure.rethrowIfFatal(ex);
		logger.warn(LogMessage.format("%s failed with %s", listener.getClass().getName(), ex.getClass().getName()));
	}

}

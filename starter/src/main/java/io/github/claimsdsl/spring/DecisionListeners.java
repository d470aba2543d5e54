package io.github.claimsdsl.spring;

import java.util.List;
import java.util.function.Consumer;

import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

import io.github.claimsdsl.policy.RuleListener;
import io.github.claimsdsl.spring.endpoint.Refusals;

/**
 * Who hears of decisions. Immutable.
 *
 * @param decisions hear of each decision
 * @param rules hears of each rule, or {@code null} if nobody does: then rules are not
 * timed
 * @param observations observes each decision
 */
public record DecisionListeners(List<ClaimDecisionListener> decisions, @Nullable RuleListener rules,
		ObservationRegistry observations) {

	private static final Log logger = LogFactory.getLog(DecisionListeners.class);

	/**
	 * Copies the listeners.
	 * @param decisions hear of each decision
	 * @param rules hears of each rule, or {@code null}
	 * @param observations observes each decision
	 */
	public DecisionListeners {
		decisions = List.copyOf(decisions);
	}

	/** One listener alone. */
	static DecisionListeners only(ClaimDecisionListener listener) {
		return new DecisionListeners(List.of(listener), null, ObservationRegistry.NOOP);
	}

	/**
	 * Creates the log of refusals that notifies these listeners.
	 * @param enforcing whether decisions are carried out; else they are only reported
	 * @return the log
	 */
	public Refusals refusals(boolean enforcing) {
		return new Refusals(enforcing, (refusal) -> tell((listener) -> listener.refused(refusal)));
	}

	void tell(Consumer<ClaimDecisionListener> event) {
		for (ClaimDecisionListener listener : this.decisions) {
			try {
				event.accept(listener);
			}
			catch (RuntimeException ex) {
				logger.warn(
						LogMessage.format("%s failed with %s", listener.getClass().getName(), ex.getClass().getName()));
			}
		}
	}

}

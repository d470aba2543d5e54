package io.github.claimsdsl.docs.extension;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.policy.RuleListener;

/** Remembers the longest time that each rule took. */
@Component
public class SlowestRules implements RuleListener {

	private final Map<String, Duration> longest = new ConcurrentHashMap<>();

	@Override
	public void evaluated(RuleOutcome outcome, long nanoseconds) {
		this.longest.merge(outcome.rule(), Duration.ofNanos(nanoseconds),
				(first, second) -> (first.compareTo(second) > 0) ? first : second);
	}

	public Map<String, Duration> longest() {
		return Map.copyOf(this.longest);
	}

}

package io.github.claimsdsl.boot.actuate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.beans.factory.ObjectProvider;

import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.policy.RuleListener;

/**
 * Counts and times rules with the timer {@code claims.rule}, which has the tags
 * {@code rule} and {@code status}. There is at most one timer for each rule and status.
 */
final class RuleMetrics implements RuleListener {

	private record Key(String rule, RuleOutcome.Status status) {
	}

	private final ObjectProvider<MeterRegistry> registry;

	private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

	RuleMetrics(ObjectProvider<MeterRegistry> registry) {
		this.registry = registry;
	}

	@Override
	public void evaluated(RuleOutcome outcome, long nanoseconds) {
		Key key = new Key(outcome.rule(), outcome.status());
		Timer timer = this.timers.get(key);
		if (timer == null) {
			timer = this.timers.computeIfAbsent(key, this::timer);
		}
		timer.record(nanoseconds, TimeUnit.NANOSECONDS);
	}

	private Timer timer(Key key) {
		return Timer.builder("claims.rule")
			.description("Evaluation of a claim rule")
			.tag("rule", key.rule())
			.tag("status", PolicyDescription.dashed(key.status()))
			.register(this.registry.getObject());
	}

}

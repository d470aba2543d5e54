package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.cumulative.CumulativeTimer;
import io.micrometer.core.instrument.push.PushMeterRegistry;
import io.micrometer.core.instrument.step.StepTimer;
import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.RuleOutcome.Status;

/**
 * Reads the counts from the timer {@code claims.rule}. If there are several registries,
 * it prefers one that counts since the start.
 */
final class MeterTraffic implements RuleTraffic {

	private static final Map<String, Status> STATUSES = Arrays.stream(Status.values())
		.collect(Collectors.toMap((status) -> status.name().toLowerCase(Locale.ROOT).replace('_', '-'),
				Function.identity()));

	private final MeterRegistry registry;

	MeterTraffic(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public Counts read() {
		Counts found = new Counts(null, Map.of());
		for (MeterRegistry single : single(this.registry)) {
			Counts counts = counts(single);
			if (found.rules().isEmpty() || (found.steps() != null && counts.steps() == null)) {
				found = counts.rules().isEmpty() ? found : counts;
			}
		}
		return found;
	}

	private static List<MeterRegistry> single(MeterRegistry registry) {
		List<MeterRegistry> single = new ArrayList<>();
		if (registry instanceof CompositeMeterRegistry composite) {
			composite.getRegistries().forEach((part) -> single.addAll(single(part)));
		}
		else {
			single.add(registry);
		}
		return single;
	}

	private static Counts counts(MeterRegistry registry) {
		Map<String, RuleCount> rules = new HashMap<>();
		boolean steps = false;
		for (Timer timer : registry.find("claims.rule").timers()) {
			@Nullable String rule = timer.getId().getTag("rule");
			Status status = STATUSES.get(String.valueOf(timer.getId().getTag("status")));
			if (rule != null && status != null) {
				rules.merge(rule, count(status, timer), RuleCount::plus);
				steps |= isStep(registry, timer);
			}
		}
		return new Counts(steps ? registry.getClass().getSimpleName() : null, rules);
	}

	private static RuleCount count(Status status, Timer timer) {
		return RuleCount.of(status, timer.count(), timer.totalTime(TimeUnit.NANOSECONDS),
				timer.max(TimeUnit.NANOSECONDS));
	}

	/**
	 * Returns whether a timer counts in steps. Registries that push metrics have their
	 * own timers, which usually do.
	 */
	private static boolean isStep(MeterRegistry registry, Timer timer) {
		return timer instanceof StepTimer
				|| (registry instanceof PushMeterRegistry && !(timer instanceof CumulativeTimer));
	}

}

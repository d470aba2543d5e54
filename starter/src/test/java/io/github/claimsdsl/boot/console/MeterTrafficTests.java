package io.github.claimsdsl.boot.console;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.cumulative.CumulativeTimer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.NoPauseDetector;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.logging.LoggingMeterRegistry;
import io.micrometer.core.instrument.logging.LoggingRegistryConfig;
import io.micrometer.core.instrument.noop.NoopTimer;
import io.micrometer.core.instrument.simple.CountingMode;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import io.github.claimsdsl.RuleOutcome.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts of registries that count since the start, and of those that count in steps.
 */
class MeterTrafficTests {

	private final MockClock clock = new MockClock();

	@Test
	void readWhenCumulativeThenCountsSinceTheStart() {
		MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, this.clock);
		registry.config().commonTags("application", "a");
		record(registry, "p.a", "applied", 100);
		record(registry, "p.a", "applied", 300);
		record(registry, "p.a", "no-user", 50);
		this.clock.add(Duration.ofHours(1));
		RuleTraffic.Counts counts = new MeterTraffic(registry).read();
		assertThat(counts.steps()).isNull();
		RuleCount count = counts.of("p.a");
		assertThat(count.times()).containsOnly(entry(Status.APPLIED, 2), entry(Status.NO_USER, 1));
		assertThat(count.mean()).isEqualTo(150);
		assertThat(counts.of("p.b").isNever()).isTrue();
	}

	@Test
	void readWhenTheRegistryCountsInStepsThenSaysSo() {
		MeterRegistry registry = new SimpleMeterRegistry(stepping(), this.clock);
		record(registry, "p.a", "applied", 100);
		assertThat(new MeterTraffic(registry).read().steps()).isEqualTo("SimpleMeterRegistry");
		this.clock.add(Duration.ofMinutes(1));
		assertThat(new MeterTraffic(registry).read().of("p.a").all()).isEqualTo(1);
		this.clock.add(Duration.ofMinutes(2));
		RuleCount count = new MeterTraffic(registry).read().of("p.a");
		assertThat(count.all()).isZero();
		assertThat(count.isNever()).isFalse();
		LoggingMeterRegistry pushing = new LoggingMeterRegistry(LoggingRegistryConfig.DEFAULT, Clock.SYSTEM);
		record(pushing, "p.a", "applied", 100);
		assertThat(new MeterTraffic(pushing).read().steps()).isEqualTo("LoggingMeterRegistry");
		pushing.close();
	}

	@Test
	void readWhenThereAreSeveralRegistriesThenTakesOneThatCountsSinceTheStart() {
		CompositeMeterRegistry inner = new CompositeMeterRegistry(this.clock);
		CompositeMeterRegistry composite = new CompositeMeterRegistry(this.clock);
		composite.add(inner);
		composite.add(new SimpleMeterRegistry(stepping(), this.clock));
		inner.add(new SimpleMeterRegistry(stepping(), this.clock));
		inner.add(new SimpleMeterRegistry(SimpleConfig.DEFAULT, this.clock));
		for (int i = 0; i < 30; i++) {
			inner.add(new SimpleMeterRegistry(stepping(), this.clock));
		}
		record(composite, "p.a", "applied", 100);
		RuleTraffic.Counts counts = new MeterTraffic(composite).read();
		assertThat(counts.steps()).isNull();
		assertThat(counts.of("p.a").of(Status.APPLIED)).isEqualTo(1);
	}

	@Test
	void readWhenARegistryPushesThenItsTimerTells() {
		assertThat(stepsOf(NoopTimer::new)).as("a timer of its own").isNotNull();
		assertThat(stepsOf((id) -> new CumulativeTimer(id, this.clock, DistributionStatisticConfig.DEFAULT,
				NoPauseDetector.INSTANCE, TimeUnit.SECONDS)))
			.isNull();
	}

	private String stepsOf(Function<Meter.Id, Timer> timers) {
		LoggingMeterRegistry pushing = new LoggingMeterRegistry(LoggingRegistryConfig.DEFAULT, this.clock) {

			@Override
			protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauses) {
				return timers.apply(id);
			}

		};
		record(pushing, "p.a", "applied", 100);
		String steps = new MeterTraffic(pushing).read().steps();
		pushing.stop();
		return steps;
	}

	@Test
	void readWhenTheMetricIsSwitchedOffThenThereAreNoCounts() {
		MeterRegistry registry = new SimpleMeterRegistry();
		registry.config().meterFilter(MeterFilter.denyNameStartsWith("claims"));
		record(registry, "p.a", "applied", 100);
		assertThat(new MeterTraffic(registry).read().rules()).isEmpty();
		assertThat(new MeterTraffic(new CompositeMeterRegistry()).read().rules()).isEmpty();
	}

	private static SimpleConfig stepping() {
		return new SimpleConfig() {

			@Override
			public String get(String key) {
				return null;
			}

			@Override
			public CountingMode mode() {
				return CountingMode.STEP;
			}

		};
	}

	private static Map.Entry<Status, Long> entry(Status status, long count) {
		return Map.entry(status, count);
	}

	private static void record(MeterRegistry registry, String rule, String status, long nanoseconds) {
		registry.timer("claims.rule", "rule", rule, "status", status).record(nanoseconds, TimeUnit.NANOSECONDS);
	}

}

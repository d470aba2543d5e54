package io.github.claimsdsl.demo.budget;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Counts the failures of a user or client from an address, on this node. A window opens
 * with the first failure; success neither costs nor restores anything.
 */
@Component
public final class FailureBudget {

	private static final int MAXIMUM_KEYS = 100_000;

	private final int failures;

	private final Duration window;

	private final Cache<Key, AtomicInteger> counters;

	@Autowired
	FailureBudget(FailureBudgetProperties properties) {
		this(properties, Ticker.systemTicker());
	}

	FailureBudget(FailureBudgetProperties properties, Ticker ticker) {
		this.failures = properties.failures();
		this.window = properties.window();
		this.counters = Caffeine.newBuilder()
			.expireAfterWrite(this.window)
			.maximumSize(MAXIMUM_KEYS)
			.ticker(ticker)
			.build();
	}

	/**
	 * How long a name has to wait at an address.
	 * @return the time, at least a second, or empty if it need not wait
	 */
	Optional<Duration> waitingTime(Key key) {
		AtomicInteger counter = this.counters.getIfPresent(key);
		return (counter != null && counter.get() >= this.failures) ? Optional.of(remaining(key)) : Optional.empty();
	}

	void recordFailure(Key key) {
		this.counters.get(key, (unused) -> new AtomicInteger()).incrementAndGet();
	}

	private Duration remaining(Key key) {
		OptionalLong age = this.counters.policy()
			.expireAfterWrite()
			.map((policy) -> policy.ageOf(key, TimeUnit.NANOSECONDS))
			.orElse(OptionalLong.empty());
		Duration rest = this.window.minusNanos(age.orElse(0));
		return (rest.toSeconds() < 1) ? Duration.ofSeconds(1) : rest;
	}

	/**
	 * Whose failures are counted.
	 *
	 * @param kind {@code user} or {@code client}
	 * @param name the name or client id, as it was given
	 * @param address the address of the request
	 */
	record Key(String kind, String name, String address) {
	}

}

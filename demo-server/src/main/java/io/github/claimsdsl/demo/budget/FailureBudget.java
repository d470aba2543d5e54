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
 * Counts the failures of a user or client from an address. Each node counts for itself.
 * The time window starts with the first failure. A success does not change the count.
 * Thread-safe.
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
	 * Returns how long a name at an address has to wait.
	 * @return the time, at least one second, or empty if the name need not wait
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
	 * A name at an address, whose failures are counted together.
	 *
	 * @param kind {@code user}, {@code client} or {@code registration}
	 * @param name the name or client id, as the request gave it
	 * @param address the address of the request
	 */
	record Key(String kind, String name, String address) {
	}

}

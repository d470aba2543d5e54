package io.github.claimsdsl.boot.console;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the last decisions in a ring with a fixed number of places. Thread-safe without
 * locks.
 */
final class DecisionRing {

	private final AtomicReferenceArray<@Nullable SeenDecision> places;

	private final AtomicLong next = new AtomicLong();

	DecisionRing(int places) {
		this.places = new AtomicReferenceArray<>(places);
	}

	void add(SeenDecision decision) {
		int place = (int) (this.next.getAndIncrement() % this.places.length());
		this.places.accumulateAndGet(place, decision, DecisionRing::later);
	}

	/**
	 * Keeps the later decision. While a thread is about to write, others may fill the
	 * whole ring.
	 */
	private static @Nullable SeenDecision later(@Nullable SeenDecision there, @Nullable SeenDecision added) {
		return (there == null || added == null || there.number() < added.number()) ? added : there;
	}

	/** Returns the decisions in no particular order. */
	List<SeenDecision> all() {
		return IntStream.range(0, this.places.length()).mapToObj(this.places::get).filter(Objects::nonNull).toList();
	}

}

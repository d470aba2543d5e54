package io.github.claimsdsl.boot.console;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the last decisions, as many as it has places. Thread-safe, without locks.
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

	/** A thread that was overtaken by a whole round comes too late. */
	private static @Nullable SeenDecision later(@Nullable SeenDecision there, @Nullable SeenDecision added) {
		return (there == null || added == null || there.number() < added.number()) ? added : there;
	}

	/** The decisions, in no order. */
	List<SeenDecision> all() {
		return IntStream.range(0, this.places.length()).mapToObj(this.places::get).filter(Objects::nonNull).toList();
	}

}

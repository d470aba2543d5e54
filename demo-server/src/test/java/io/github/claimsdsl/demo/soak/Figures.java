package io.github.claimsdsl.demo.soak;

import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happened.
 */
final class Figures {

	private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

	private final Queue<Long> refreshMicros = new ConcurrentLinkedQueue<>();

	private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

	void count(String what) {
		this.counts.computeIfAbsent(what, (name) -> new LongAdder()).increment();
	}

	void refreshed(long nanos) {
		this.refreshMicros.add(nanos / 1000);
	}

	void wrong(String what) {
		this.wrong.add(what);
	}

	Queue<String> wrong() {
		return this.wrong;
	}

	long of(String what) {
		LongAdder count = this.counts.get(what);
		return (count != null) ? count.sum() : 0;
	}

	@Override
	public String toString() {
		long[] sorted = this.refreshMicros.stream().mapToLong(Long::longValue).sorted().toArray();
		return this.counts + ", refresh in µs at 50/99/99.9 %: "
				+ Arrays.toString(new long[] { at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999) });
	}

	private static long at(long[] sorted, double share) {
		return (sorted.length > 0) ? sorted[(int) ((sorted.length - 1) * share)] : 0;
	}

}

package io.github.claimsdsl.policy;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import com.sun.management.ThreadMXBean;

/**
 * The benchmarks of {@link ProvenanceBenchmark} by CPU time, for a machine that is busy:
 * the least of many short batches, in turn.
 */
public final class ProvenanceCpuTime {

	private static final int BATCH = 2_000;

	private static final int BATCHES = 2_000;

	private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	static volatile Object sink;

	private ProvenanceCpuTime() {
	}

	/**
	 * Measures.
	 * @param arguments none
	 */
	public static void main(String[] arguments) {
		for (int rules : new int[] { 10, 50 }) {
			ProvenanceBenchmark benchmark = new ProvenanceBenchmark();
			benchmark.rules = rules;
			benchmark.prepare();
			Map<String, Supplier<Object>> ways = new LinkedHashMap<>();
			ways.put("without", benchmark::without);
			ways.put("with", benchmark::with);
			ways.put("with times", benchmark::withTimes);
			ways.put("explained", benchmark::explained);
			Map<String, long[]> least = new LinkedHashMap<>();
			for (int batch = 0; batch < BATCHES; batch++) {
				ways.forEach((way, decision) -> measure(decision, least.computeIfAbsent(way,
						(absent) -> new long[] { Long.MAX_VALUE, Long.MAX_VALUE })));
			}
			least.forEach((way, figures) -> System.out.printf("%s, %d rules: %d ns, %d B%n", way, rules,
					figures[0] / BATCH, figures[1] / BATCH));
		}
	}

	private static void measure(Supplier<Object> decision, long[] least) {
		long time = THREAD.getCurrentThreadCpuTime();
		long allocated = THREAD.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < BATCH; i++) {
			sink = decision.get();
		}
		least[0] = Math.min(least[0], THREAD.getCurrentThreadCpuTime() - time);
		least[1] = Math.min(least[1], THREAD.getCurrentThreadAllocatedBytes() - allocated);
	}

}

package io.github.claimsdsl.benchmark;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/**
 * Measures where the machine is shared: CPU time of the thread instead of wall time, and
 * a warm-up of so many calls instead of so many seconds.
 */
public final class CpuTime {

	private static final int WARM_UP = 300_000;

	private static final int BATCHES = 200;

	private static final int BATCH = 500;

	private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	static volatile @Nullable Object sink;

	private CpuTime() {
	}

	/**
	 * Measures an operation and prints a row of a table: the least and the median CPU
	 * time of batches and the median and 99th percentile of the wall time of single
	 * calls, in µs, and the bytes of a call.
	 * @param name what is measured
	 * @param operation the operation
	 * @throws Exception if it fails
	 */
	public static void measure(String name, Callable<?> operation) throws Exception {
		for (int i = 0; i < WARM_UP; i++) {
			sink = operation.call();
		}
		double[] batches = new double[BATCHES];
		long bytes = 0;
		for (int batch = 0; batch < BATCHES; batch++) {
			long allocated = THREAD.getCurrentThreadAllocatedBytes();
			long time = THREAD.getCurrentThreadCpuTime();
			for (int i = 0; i < BATCH; i++) {
				sink = operation.call();
			}
			batches[batch] = (THREAD.getCurrentThreadCpuTime() - time) / 1000.0 / BATCH;
			bytes = (THREAD.getCurrentThreadAllocatedBytes() - allocated) / BATCH;
		}
		double[] calls = new double[BATCHES * BATCH];
		for (int i = 0; i < calls.length; i++) {
			long start = System.nanoTime();
			sink = operation.call();
			calls[i] = (System.nanoTime() - start) / 1000.0;
		}
		Arrays.sort(batches);
		Arrays.sort(calls);
		System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f | %.2f | %.2f | %d |%n", name, batches[0],
				batches[BATCHES / 2], calls[calls.length / 2], calls[calls.length * 99 / 100], bytes);
	}

}

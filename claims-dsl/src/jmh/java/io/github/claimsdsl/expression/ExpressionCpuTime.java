package io.github.claimsdsl.expression;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/**
 * Measures {@link ExpressionBenchmark} or {@link FunctionBenchmark} where the machine is
 * shared: the least CPU time of 100 batches, and the allocated bytes.
 */
public final class ExpressionCpuTime {

	private static final int BATCH = 30_000;

	/** Compiling takes a thousand times as long. */
	private static final int COMPILATIONS = 100;

	private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	static volatile @Nullable Object sink;

	private ExpressionCpuTime() {
	}

	/**
	 * Measures one language, so that no other disturbs its compiled code.
	 * @param arguments the name of a benchmark, such as {@code claimsDsl}, and
	 * {@code functions} to measure operators, methods and functions
	 * @throws Exception if it fails
	 */
	public static void main(String[] arguments) throws Exception {
		if (arguments.length > 1) {
			measureFunctions(arguments[0]);
			return;
		}
		for (int terms : new int[] { 0, 2, 5 }) {
			ExpressionBenchmark benchmark = new ExpressionBenchmark(terms);
			benchmark.prepare();
			Map<String, Callable<Object>> evaluations = new LinkedHashMap<>();
			evaluations.put("plainJava", benchmark::plainJava);
			evaluations.put("claimsDsl", benchmark::claimsDsl);
			evaluations.put("mvelCompiled", benchmark::mvelCompiled);
			evaluations.put("claimsDslCompile", benchmark::claimsDslCompile);
			evaluations.put("mvelCompile", benchmark::mvelCompile);
			evaluations.put("mvelInterpreted", benchmark::mvelInterpreted);
			evaluations.put("easyRulesMvel", benchmark::easyRulesMvel);
			evaluations.put("spelInterpreted", benchmark::spelInterpreted);
			evaluations.put("spelCompiled", benchmark::spelCompiled);
			evaluations.put("celJava", benchmark::celJava);
			measure(arguments[0], terms + " terms", evaluations.get(arguments[0]));
		}
	}

	private static void measureFunctions(String name) throws Exception {
		for (String source : FunctionBenchmark.sources()) {
			FunctionBenchmark benchmark = new FunctionBenchmark(source);
			benchmark.prepare();
			Map<String, Callable<Object>> evaluations = Map.of("plainJava", benchmark::plainJava, "claimsDsl",
					benchmark::claimsDsl, "mvelCompiled", benchmark::mvelCompiled);
			measure(name, source, evaluations.get(name));
		}
	}

	private static void measure(String name, String what, Callable<Object> evaluation) throws Exception {
		long end = System.nanoTime() + 4_000_000_000L;
		while (System.nanoTime() < end) {
			sink = evaluation.call();
		}
		int calls = name.endsWith("Compile") ? COMPILATIONS : BATCH;
		double least = Double.MAX_VALUE;
		double bytes = 0;
		for (int batch = 0; batch < 100; batch++) {
			long time = THREAD.getCurrentThreadCpuTime();
			long allocated = THREAD.getCurrentThreadAllocatedBytes();
			for (int i = 0; i < calls; i++) {
				sink = evaluation.call();
			}
			least = Math.min(least, (THREAD.getCurrentThreadCpuTime() - time) / (double) calls);
			bytes = (THREAD.getCurrentThreadAllocatedBytes() - allocated) / (double) calls;
		}
		System.out.printf("%s, %s: %.1f ns/op, %.0f B/op%n", name, what, least, bytes);
	}

}

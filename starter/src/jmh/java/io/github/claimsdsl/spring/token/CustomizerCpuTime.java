package io.github.claimsdsl.spring.token;

import io.github.claimsdsl.benchmark.CpuTime;

/**
 * Measures {@link CustomizerBenchmark} where the machine is shared.
 */
public final class CustomizerCpuTime {

	private CustomizerCpuTime() {
	}

	/**
	 * Measures one writer, so that no other disturbs its compiled code.
	 * @param arguments who writes the claims
	 * @throws Exception if it fails
	 */
	public static void main(String[] arguments) throws Exception {
		CustomizerBenchmark benchmark = new CustomizerBenchmark();
		benchmark.writer = arguments[0];
		benchmark.prepare();
		CpuTime.measure(benchmark.writer, benchmark::generate);
	}

}

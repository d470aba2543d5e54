package io.github.claimsdsl.policy;

import io.github.claimsdsl.benchmark.CpuTime;

/**
 * Measures {@link DecisionBenchmark} or {@link ScaleBenchmark} where the machine is
 * shared.
 */
public final class DecisionCpuTime {

	private DecisionCpuTime() {
	}

	/**
	 * Measures one variant, so that no other disturbs its compiled code.
	 * @param arguments the number of matching rules and their kind, or the number of all
	 * policies
	 * @throws Exception if it fails
	 */
	public static void main(String[] arguments) throws Exception {
		int number = Integer.parseInt(arguments[0]);
		if (arguments.length > 1) {
			DecisionBenchmark benchmark = new DecisionBenchmark();
			benchmark.rules = number;
			benchmark.kind = arguments[1];
			benchmark.prepare();
			CpuTime.measure(number + " rules, " + benchmark.kind, benchmark::decide);
		}
		else {
			ScaleBenchmark benchmark = new ScaleBenchmark();
			benchmark.policies = number;
			benchmark.prepare();
			CpuTime.measure(number + " policies", benchmark::tenOf);
		}
	}

}

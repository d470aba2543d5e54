package io.github.claimsdsl.policy;

import java.lang.management.ManagementFactory;

/**
 * The heap that compiled policies keep, with their definitions.
 */
public final class PolicyHeap {

	private PolicyHeap() {
	}

	/**
	 * Prints a line of a table for each number of policies.
	 * @param arguments the numbers
	 */
	public static void main(String[] arguments) {
		keep(10);
		System.out.println("| policies | heap kept, KiB | bytes a policy |\n|---|---|---|");
		for (String number : arguments) {
			int policies = Integer.parseInt(number);
			long before = used();
			ClaimPolicySet kept = keep(policies);
			long bytes = used() - before;
			System.out.printf("| %d | %d | %d |%n", kept.policies().size(), bytes / 1024, bytes / policies);
		}
	}

	private static ClaimPolicySet keep(int policies) {
		CompileBenchmark benchmark = new CompileBenchmark(policies);
		benchmark.define();
		return benchmark.compile();
	}

	private static long used() {
		for (int i = 0; i < 5; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}

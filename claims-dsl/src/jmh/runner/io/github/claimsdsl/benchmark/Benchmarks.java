package io.github.claimsdsl.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks of a module and writes {@code target/benchmarks.md}, a table.
 */
public final class Benchmarks {

	private static final Path TABLE = Path.of("target", "benchmarks.md");

	private Benchmarks() {
	}

	/**
	 * Runs benchmarks.
	 * @param arguments as JMH takes them
	 * @throws CommandLineOptionException if they are wrong
	 * @throws RunnerException if a benchmark fails
	 * @throws IOException if the table cannot be written
	 */
	public static void main(String[] arguments) throws CommandLineOptionException, RunnerException, IOException {
		Collection<RunResult> results = new Runner(new OptionsBuilder().parent(new CommandLineOptions(arguments))
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.build())
			.run();
		StringBuilder table = new StringBuilder(
				"| benchmark | parameters | threads | mean | ± | p50 | p99 | unit | B/op |\n"
						+ "|---|---|---|---|---|---|---|---|---|\n");
		results.stream().sorted(Comparator.comparing(Benchmarks::name)).forEach((result) -> append(table, result));
		Files.writeString(TABLE, table);
		System.out.println(table);
	}

	private static String name(RunResult result) {
		String name = result.getParams().getBenchmark();
		return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
	}

	private static String parameters(RunResult result) {
		return String.join(", ",
				result.getParams()
					.getParamsKeys()
					.stream()
					.map((key) -> key + "=" + result.getParams().getParam(key))
					.toList());
	}

	private static void append(StringBuilder table, RunResult result) {
		Result<?> time = result.getPrimaryResult();
		Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
		boolean sampled = result.getParams().getMode().shortLabel().equals("sample");
		table.append(String.format(Locale.ROOT, "| %s | %s | %d | %.3f | %.3f | %s | %s | %s | %s |%n", name(result),
				parameters(result), result.getParams().getThreads(), time.getScore(), time.getScoreError(),
				sampled ? percentile(time, 50) : "", sampled ? percentile(time, 99) : "", time.getScoreUnit(),
				(bytes != null) ? String.format(Locale.ROOT, "%.0f", bytes.getScore()) : ""));
	}

	private static String percentile(Result<?> time, double rank) {
		return String.format(Locale.ROOT, "%.3f", time.getStatistics().getPercentile(rank));
	}

}

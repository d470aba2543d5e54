package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.policy.DecisionBenchmark.User;

/**
 * One decision of ten matching rules among many policies, for other audiences and clients.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class ScaleBenchmark {

	/** The number of all policies. */
	@Param({ "10", "100", "1000", "10000", "100000" })
	int policies;

	private ClaimPolicySet compiled;

	private User user;

	@Setup
	public void prepare() {
		this.user = new User("alice@mydomain.com", true, List.of("user", "admin"));
		List<ClaimPolicy> all = new ArrayList<>(DecisionBenchmark.matching(10, "expression"));
		for (int i = 10; i < this.policies; i++) {
			ClaimPolicy.Builder policy = ClaimPolicy.named("other-" + i).claim("claim0", "user.email");
			all.add((i % 2 == 0) ? policy.audience("https://api" + i).build()
					: policy.audience("https://api.example.com").client("client" + i).order(1).build());
		}
		this.compiled = DecisionBenchmark.compile(all);
	}

	@Benchmark
	public ClaimDecision tenOf() {
		return this.compiled.evaluate(DecisionBenchmark.request(this.user));
	}

}

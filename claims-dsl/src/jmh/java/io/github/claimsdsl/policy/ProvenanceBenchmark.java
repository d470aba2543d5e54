package io.github.claimsdsl.policy;

import java.util.AbstractList;
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
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.policy.DecisionBenchmark.User;

/**
 * The cost of recording the outcome of each rule: the same decision with a list that
 * forgets the outcomes, with one that keeps them, and with a listener that is given the
 * time of each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class ProvenanceBenchmark {

	private static final List<RuleOutcome> FORGETFUL = new AbstractList<>() {

		@Override
		public boolean add(RuleOutcome outcome) {
			return true;
		}

		@Override
		public RuleOutcome get(int index) {
			throw new IndexOutOfBoundsException(index);
		}

		@Override
		public int size() {
			return 0;
		}

	};

	/** The number of matching rules. */
	@Param({ "10", "50" })
	int rules;

	private ClaimPolicySet policies;

	private List<CompiledRule> selected;

	private User user;

	private long total;

	@Setup
	public void prepare() {
		this.user = new User("alice@mydomain.com", true, List.of("user", "admin"));
		this.policies = DecisionBenchmark.compile(DecisionBenchmark.matching(this.rules, "expression"));
		this.selected = this.policies.select(DecisionBenchmark.request(this.user));
	}

	@Benchmark
	public ClaimDecision without() {
		return new Evaluation(request(), this.rules, FORGETFUL).run(this.selected, null);
	}

	@Benchmark
	public ClaimDecision with() {
		return new Evaluation(request(), this.rules, new ArrayList<>(this.rules)).run(this.selected, null);
	}

	@Benchmark
	public ClaimDecision withTimes() {
		return new Evaluation(request(), this.rules, new ArrayList<>(this.rules)).run(this.selected,
				(outcome, nanoseconds) -> this.total += nanoseconds);
	}

	@Benchmark
	public Object explained() {
		return this.policies.explain(request());
	}

	private TokenRequest request() {
		return DecisionBenchmark.request(this.user);
	}

}

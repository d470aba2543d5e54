package io.github.claimsdsl.policy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;

/**
 * What start-up pays: compiling policies, each with a value and a condition, in a JVM
 * that has just started.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class CompileBenchmark {

	/** The number of policies. */
	@Param({ "10", "1000", "10000" })
	private int policies;

	private List<ClaimPolicy> definitions;

	/**
	 * A user.
	 */
	public record User(String email, List<String> roles) {
	}

	/**
	 * For JMH.
	 */
	public CompileBenchmark() {
	}

	CompileBenchmark(int policies) {
		this.policies = policies;
	}

	@Setup(Level.Trial)
	public void define() {
		this.definitions = IntStream.range(0, this.policies).mapToObj(CompileBenchmark::policy).toList();
	}

	private static ClaimPolicy policy(int number) {
		return ClaimPolicy.named("policy-" + number)
			.audience("https://api" + number + ".example.com")
			.when("user.roles contains 'role" + number + "'")
			.claim("email", "lower(user.email)")
			.build();
	}

	@Benchmark
	public ClaimPolicySet compile() {
		return new ClaimPolicyCompiler(ExpressionLanguage.of(Schema.forUser(User.class))).compile(this.definitions);
	}

}

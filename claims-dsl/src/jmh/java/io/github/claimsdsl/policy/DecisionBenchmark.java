package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleValue;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.Schema;

/**
 * One decision with rules that all match, written as functions or as expressions, each
 * with a condition.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class DecisionBenchmark {

	private static final String API = "https://api.example.com";

	/** The number of matching rules. */
	@Param({ "1", "10", "50" })
	int rules;

	/** How they are written. */
	@Param({ "function", "expression" })
	String kind;

	private ClaimPolicySet policies;

	private User user;

	/**
	 * A user.
	 */
	public record User(String email, boolean verified, List<String> roles) {
	}

	@Setup
	public void prepare() {
		this.user = new User("alice@mydomain.com", true, List.of("user", "admin"));
		this.policies = compile(matching(this.rules, this.kind));
	}

	/** Policies of one rule each, all for one audience. */
	static List<ClaimPolicy> matching(int rules, String kind) {
		List<ClaimPolicy> policies = new ArrayList<>();
		for (int i = 0; i < rules; i++) {
			ClaimPolicy.Builder policy = ClaimPolicy.named("policy-" + i).audience(API);
			policies.add(kind.equals("expression")
					? policy.when("user.roles contains 'admin'").claim("claim" + i, "user.email").build()
					: policy.claim(RuleDefinition.of("claim" + i,
							new RuleValue.Function(DecisionBenchmark::email, true)))
						.build());
		}
		return policies;
	}

	private static Object email(TokenRequest request) {
		User user = (User) request.user();
		return (user != null && user.roles().contains("admin")) ? user.email() : null;
	}

	static ClaimPolicySet compile(List<ClaimPolicy> policies) {
		return new ClaimPolicyCompiler(ExpressionLanguage.of(Schema.forUser(User.class))).compile(policies);
	}

	/** Made for every token, and so part of what is measured. */
	static TokenRequest request(User user) {
		return TokenRequest.of(Client.of("app"), "password").user(user).audience(API).scopes(Set.of("read")).build();
	}

	@Benchmark
	public ClaimDecision decide() {
		return this.policies.evaluate(request(this.user));
	}

	@Benchmark
	@Threads(8)
	@BenchmarkMode(Mode.Throughput)
	public ClaimDecision byEightThreads() {
		return this.policies.evaluate(request(this.user));
	}

	@Benchmark
	@BenchmarkMode(Mode.Throughput)
	public ClaimDecision byOneThread() {
		return this.policies.evaluate(request(this.user));
	}

}

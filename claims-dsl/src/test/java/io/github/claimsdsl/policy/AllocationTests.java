package io.github.claimsdsl.policy;

import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

import static io.github.claimsdsl.policy.Tokens.compile;
import static io.github.claimsdsl.policy.Tokens.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.definition.ClaimPolicy;

/**
 * Guards the memory a decision takes.
 */
class AllocationTests {

	@Test
	void evaluateWhenOtherPoliciesAreManyThenAllocatesNoMore() {
		ClaimPolicySet few = compile(tenClaims());
		ClaimPolicySet many = compile(IntStream.rangeClosed(0, 2_000)
			.mapToObj((i) -> (i == 0) ? tenClaims()
					: ClaimPolicy.named("other" + i).audience("https://api" + i).claim("c1", "client.id"))
			.toArray(ClaimPolicy.Builder[]::new));
		long bytes = allocated(few);
		assertThat(bytes).isPositive().isLessThan(6_000);
		assertThat(allocated(many)).isLessThan(bytes + 500);
	}

	private static ClaimPolicy.Builder tenClaims() {
		ClaimPolicy.Builder policy = policy("p").when("client.id == 'app'");
		IntStream.range(0, 10).forEach((i) -> policy.claim("c" + i, (i % 2 == 0) ? "user.email" : "client.id"));
		return policy;
	}

	/** The fewest bytes one decision allocated, once warm. */
	private static long allocated(ClaimPolicySet policies) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		TokenRequest request = Tokens.aliceRequest().build();
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 2_000; i++) {
			long before = threads.getCurrentThreadAllocatedBytes();
			ClaimDecision decision = policies.evaluate(request);
			least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
			assertThat(decision.claims()).hasSize(10);
		}
		return least;
	}

}

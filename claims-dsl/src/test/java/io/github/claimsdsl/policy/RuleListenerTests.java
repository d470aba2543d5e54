package io.github.claimsdsl.policy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import static io.github.claimsdsl.policy.Tokens.compile;
import static io.github.claimsdsl.policy.Tokens.deny;
import static io.github.claimsdsl.policy.Tokens.policy;
import static io.github.claimsdsl.policy.Tokens.request;

import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.TokenRequest;

class RuleListenerTests {

	private static final long PAUSE = Duration.ofMillis(20).toNanos();

	private final Map<String, Long> heard = new LinkedHashMap<>();

	private void hear(RuleOutcome outcome, long nanoseconds) {
		this.heard.put(outcome.rule() + " " + outcome.status().name(), nanoseconds);
	}

	private static Object slowUser() {
		long start = System.nanoTime();
		while (System.nanoTime() - start < PAUSE) {
			Thread.onSpinWait();
		}
		return Tokens.User.ALICE;
	}

	@Test
	void evaluateWhenTimedThenEachRuleHasItsOwnTime() {
		ClaimPolicySet policies = compile(policy("p").claim("a", "'1'").claim("b", "user.email").claim("c", "'1'"));
		TokenRequest request = request().userSupplier(RuleListenerTests::slowUser).build();
		long start = System.nanoTime();
		policies.evaluate(request, this::hear);
		long all = System.nanoTime() - start;
		assertThat(this.heard).containsOnlyKeys("p.a APPLIED", "p.b APPLIED", "p.c APPLIED");
		assertThat(this.heard.get("p.b APPLIED")).isGreaterThanOrEqualTo(PAUSE);
		assertThat(this.heard.values()).allMatch((nanoseconds) -> nanoseconds >= 0);
		assertThat(this.heard.values().stream().mapToLong(Long::longValue).sum()).isLessThanOrEqualTo(all);
	}

	@Test
	void evaluateWhenRefusedThenOnlyRulesThatRanAreHeard() {
		compile(policy("p").deny(deny("client.id == 'app'")).claim("a", "'1'")).evaluate(request().build(), this::hear);
		assertThat(this.heard).containsOnlyKeys("p.deny[0] DENIED");
	}

	@Test
	void evaluateWhenTheUserCannotBeLoadedThenRulesAreHeardAllTheSame() {
		ClaimPolicySet policies = compile(policy("p").claim("a", "user.email"));
		TokenRequest request = request().userSupplier(() -> {
			throw new IllegalStateException("down");
		}).build();
		assertThatIllegalStateException().isThrownBy(() -> policies.evaluate(request, this::hear));
		assertThat(this.heard).containsOnlyKeys("p.a FAILED");
	}

}

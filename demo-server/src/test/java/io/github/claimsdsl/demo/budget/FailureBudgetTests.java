package io.github.claimsdsl.demo.budget;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The failure budget.
 */
class FailureBudgetTests {

	private static final FailureBudget.Key ALICE = new FailureBudget.Key("user", "alice", "192.0.2.1");

	private final AtomicLong nanos = new AtomicLong();

	private final FailureBudget budget = new FailureBudget(new FailureBudgetProperties(3, Duration.ofMinutes(1)),
			this.nanos::get);

	@Test
	void waitingTimeWhenBudgetIsLeftThenEmpty() {
		fail(ALICE, 2);
		assertThat(this.budget.waitingTime(ALICE)).isEmpty();
	}

	@Test
	void waitingTimeWhenBudgetIsUsedThenRestOfTheWindow() {
		fail(ALICE, 1);
		pass(Duration.ofSeconds(20));
		fail(ALICE, 2);
		assertThat(this.budget.waitingTime(ALICE)).contains(Duration.ofSeconds(40));
	}

	@Test
	void waitingTimeWhenWindowIsOverThenEmpty() {
		fail(ALICE, 3);
		pass(Duration.ofMinutes(1));
		assertThat(this.budget.waitingTime(ALICE)).isEmpty();
		fail(ALICE, 2);
		assertThat(this.budget.waitingTime(ALICE)).isEmpty();
	}

	@Test
	void waitingTimeWhenAnotherNameKindOrAddressFailedThenEmpty() {
		fail(ALICE, 3);
		assertThat(this.budget.waitingTime(new FailureBudget.Key("user", "carol", "192.0.2.1"))).isEmpty();
		assertThat(this.budget.waitingTime(new FailureBudget.Key("client", "alice", "192.0.2.1"))).isEmpty();
		assertThat(this.budget.waitingTime(new FailureBudget.Key("user", "alice", "192.0.2.2"))).isEmpty();
	}

	private void fail(FailureBudget.Key key, int times) {
		for (int i = 0; i < times; i++) {
			this.budget.recordFailure(key);
		}
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

}

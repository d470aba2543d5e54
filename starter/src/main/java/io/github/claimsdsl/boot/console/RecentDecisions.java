package io.github.claimsdsl.boot.console;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.boot.console.SeenDecision.Outcome;
import io.github.claimsdsl.spring.ClaimDecisionListener;
import io.github.claimsdsl.spring.TokenRefusal;

/**
 * Remembers the last decisions of this server. Refusals are kept apart from issued
 * tokens, so that on a busy server they are still there when somebody looks. Thread-safe.
 */
final class RecentDecisions implements ClaimDecisionListener {

	/** How many issued tokens are kept, and how many refusals. */
	static final int MOST = 100;

	private final String server = UUID.randomUUID().toString().substring(0, 8);

	private final AtomicLong last = new AtomicLong();

	private final DecisionRing issued = new DecisionRing(MOST);

	private final DecisionRing refused = new DecisionRing(MOST);

	@Override
	public void decided(TokenRequest request, ClaimDecision decision) {
		add(SeenDecision.of(this.last.incrementAndGet(), request, decision));
	}

	@Override
	public void refusedOutsideRules(TokenRefusal refusal) {
		add(SeenDecision.of(this.last.incrementAndGet(), refusal));
	}

	private void add(SeenDecision decision) {
		((decision.outcome() == Outcome.ISSUED) ? this.issued : this.refused).add(decision);
	}

	/** Returns the decisions, the latest first. */
	List<SeenDecision> all() {
		return Stream.concat(this.issued.all().stream(), this.refused.all().stream())
			.sorted(Comparator.comparingLong(SeenDecision::number).reversed())
			.toList();
	}

	/**
	 * Returns a name for this server since its start. Each server numbers its own
	 * decisions, and starts again after a restart.
	 */
	String server() {
		return this.server;
	}

}

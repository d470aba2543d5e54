package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.Client;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.benchmark.CpuTime;

/**
 * Measures what it costs the console to remember a decision of ten rules.
 */
public final class RecentDecisionsCost {

	private RecentDecisionsCost() {
	}

	/**
	 * Measures it.
	 * @param arguments none
	 * @throws Exception if it fails
	 */
	public static void main(String[] arguments) throws Exception {
		List<RuleOutcome> outcomes = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			outcomes.add(new RuleOutcome("p.c" + i, "c" + i, Origin.of("p"), RuleOutcome.Status.APPLIED, null));
		}
		ClaimDecision decision = new ClaimDecision(Map.of(), outcomes, null);
		TokenRequest request = TokenRequest.of(Client.of("app"), "client_credentials")
			.audience("https://api.example.com")
			.build();
		RecentDecisions decisions = new RecentDecisions();
		CpuTime.measure("remember a decision", () -> {
			decisions.decided(request, decision);
			return decision;
		});
	}

}

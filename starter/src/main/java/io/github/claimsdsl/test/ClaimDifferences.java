package io.github.claimsdsl.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.policy.ClaimExplanation;
import io.github.claimsdsl.policy.ClaimValues;

/**
 * Compares what a customizer does to a token with what the policies decide. Policies in
 * report mode count as if they were enforced. Not thread-safe.
 */
final class ClaimDifferences {

	private final ClaimExplanation explanation;

	private final ClaimDecision decision;

	private final List<String> lines = new ArrayList<>();

	private ClaimDifferences(ClaimExplanation explanation) {
		this.explanation = explanation;
		this.decision = explanation.decision().reported().orElse(explanation.decision());
	}

	/**
	 * Returns the differences.
	 * @param customized what the customizer does
	 * @param explanation what the policies decide, and why
	 * @param ignored the names of the claims that are not compared
	 * @return the differences, as lines; empty if there are none
	 */
	static List<String> between(CustomizedClaims customized, ClaimExplanation explanation, Set<String> ignored) {
		ClaimDifferences differences = new ClaimDifferences(explanation);
		String refusal = differences.decision.refusal().map(OAuthError::code).orElse(null);
		if (customized.error() != null || refusal != null) {
			differences.compareRefusals(customized.error(), refusal);
		}
		else {
			differences.compareClaims(customized, ignored);
		}
		return differences.lines;
	}

	private void compareRefusals(@Nullable String customizer, @Nullable String policies) {
		if (customizer == null || !customizer.equals(policies)) {
			this.lines.add("the customizer "
					+ ((customizer != null) ? "refuses the token with '" + customizer + "'"
							: "does not refuse the token")
					+ ", the policies " + ((policies != null) ? "refuse it with '" + policies + "'" : "do not"));
			this.explanation.toString().lines().forEach((line) -> this.lines.add("    " + line));
		}
	}

	private void compareClaims(CustomizedClaims customized, Set<String> ignored) {
		Map<String, Object> set = customized.set();
		Map<String, Object> written = this.decision.claims();
		Set<String> names = new TreeSet<>(set.keySet());
		names.addAll(written.keySet());
		names.removeAll(ignored);
		names.forEach((name) -> compare(name, set.get(name), written.get(name)));
		customized.removed().stream().filter((name) -> !ignored.contains(name)).forEach(this::removed);
	}

	private void compare(String name, @Nullable Object customizer, @Nullable Object policies) {
		if (ClaimValues.areSame(customizer, policies)) {
			return;
		}
		if (policies == null) {
			this.lines.add("only the customizer sets '" + name + "' to <" + customizer + ">");
		}
		else if (customizer == null) {
			this.lines.add("only the policies set '" + name + "' to <" + policies + ">");
		}
		else {
			boolean alike = customizer.toString().equals(policies.toString());
			this.lines.add("the customizer sets '" + name + "' to " + shown(customizer, alike) + ", the policies to "
					+ shown(policies, alike));
		}
		explain(name);
	}

	private void removed(String name) {
		this.lines.add("the customizer removes '" + name + "', which policies cannot do");
	}

	private static String shown(Object value, boolean typed) {
		return "<" + value + ">" + (typed ? " (" + value.getClass().getName() + ")" : "");
	}

	/** Adds the outcome of each rule that writes a claim, one on each line. */
	private void explain(String name) {
		int before = this.lines.size();
		for (RuleOutcome outcome : this.decision.outcomes()) {
			if (outcome.claim().equals(name)) {
				this.lines.add("    " + outcome);
			}
		}
		for (ClaimExplanation.NotSelected rule : this.explanation.notSelected()) {
			if (rule.claim().equals(name)) {
				this.lines.add("    " + rule);
			}
		}
		if (this.lines.size() == before) {
			this.lines.add("    no rule writes it");
		}
	}

}

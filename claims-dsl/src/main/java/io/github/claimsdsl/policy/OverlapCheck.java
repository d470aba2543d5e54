package io.github.claimsdsl.policy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenType;

/**
 * Finds rules that may write the same claim to the same token without an order between
 * them. Exact over single-valued dimensions; scopes always overlap, conditions are not
 * considered.
 */
final class OverlapCheck {

	private final List<Issue> issues;

	OverlapCheck(List<Issue> issues) {
		this.issues = issues;
	}

	/**
	 * Checks rules; of several rivals a rule has, only the first is reported.
	 * @param rules the rules, in an order that does not depend on their declaration
	 */
	void check(List<CompiledClaim> rules) {
		record Slot(String claim, int order) {
		}
		Map<Slot, Rivals> slots = new HashMap<>();
		for (CompiledClaim rule : rules) {
			Rivals rivals = slots.computeIfAbsent(new Slot(rule.claim(), rule.order()), (key) -> new Rivals());
			CompiledClaim first = rivals.first(rule);
			if (first != null) {
				report(first, rule);
			}
			rivals.add(rule);
		}
	}

	private void report(CompiledClaim first, CompiledClaim second) {
		this.issues.add(new Issue("overlap", second.origin(),
				"rules '" + first.id() + "' and '" + second.id() + "' both write '" + second.claim()
						+ "', for example to " + commonToken(first.scope(), second.scope()) + "; the other is at "
						+ first.origin(),
				"Give one of them a lower order, or narrow their selectors until no token is selected by both.", null));
	}

	/** A token that both select, in words. */
	private static String commonToken(Scope first, Scope second) {
		boolean access = first.overlapsInAccessTokens(second);
		String audience = access ? common("audience", first.audiences(), second.audiences()) : "";
		Set<Issuance> issuances = EnumSet.copyOf(first.issuances());
		issuances.retainAll(second.issuances());
		return "an " + (access ? TokenType.ACCESS_TOKEN : TokenType.ID_TOKEN).value() + audience
				+ common("grant type", first.grantTypes(), second.grantTypes())
				+ common("client", first.clients(), second.clients()) + scopes(first.scopes(), second.scopes()) + ", "
				+ issuances.iterator().next().value() + subject(first.subjects(), second.subjects());
	}

	/** The only subject both select. */
	private static String subject(Set<Subject> first, Set<Subject> second) {
		Set<Subject> both = EnumSet.copyOf(first);
		both.retainAll(second);
		return (both.size() == 1) ? ", subject " + both.iterator().next().value() : "";
	}

	/** The least value both select. */
	private static String common(String name, @Nullable Set<String> first, @Nullable Set<String> second) {
		Set<String> either = (first != null) ? first : second;
		if (either == null) {
			return ", any " + name;
		}
		return ", " + name + " "
				+ either.stream()
					.filter((value) -> second == null || second.contains(value))
					.sorted()
					.findFirst()
					.orElse("");
	}

	/** A scope of each. */
	private static String scopes(@Nullable Set<String> first, @Nullable Set<String> second) {
		Set<String> scopes = new TreeSet<>();
		for (Set<String> stated : Arrays.asList(first, second)) {
			if (stated != null) {
				stated.stream().sorted().limit(1).forEach(scopes::add);
			}
		}
		return scopes.isEmpty() ? "" : ", scope " + String.join(" ", scopes);
	}

}

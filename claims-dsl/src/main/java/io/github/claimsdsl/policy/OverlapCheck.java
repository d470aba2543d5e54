package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Issue;
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

	void check(List<CompiledClaim> rules) {
		record Slot(String claim, int order) {
		}
		Map<Slot, List<CompiledClaim>> slots = new HashMap<>();
		rules.forEach((rule) -> slots.computeIfAbsent(new Slot(rule.claim(), rule.order()), (key) -> new ArrayList<>())
			.add(rule));
		slots.values().stream().filter((slot) -> slot.size() > 1).forEach(this::checkSlot);
	}

	/** Compares each rule only with earlier ones that share an audience. */
	private void checkSlot(List<CompiledClaim> slot) {
		Map<@Nullable String, List<CompiledClaim>> byAudience = new HashMap<>();
		List<CompiledClaim> before = new ArrayList<>();
		for (CompiledClaim rule : slot) {
			Set<String> audiences = single(rule);
			Set<CompiledClaim> candidates = new LinkedHashSet<>(byAudience.getOrDefault(null, List.of()));
			if (audiences == null) {
				candidates.addAll(before);
			}
			else {
				audiences.forEach((audience) -> candidates.addAll(byAudience.getOrDefault(audience, List.of())));
			}
			candidates.forEach((candidate) -> compare(candidate, rule));
			keys(audiences)
				.forEach((audience) -> byAudience.computeIfAbsent(audience, (key) -> new ArrayList<>()).add(rule));
			before.add(rule);
		}
	}

	/** The audiences of a rule for access tokens alone; {@code null} for any. */
	private static @Nullable Set<String> single(CompiledClaim rule) {
		return rule.scope().tokenTypes().equals(Set.of(TokenType.ACCESS_TOKEN)) ? rule.scope().audiences() : null;
	}

	private static Iterable<@Nullable String> keys(@Nullable Set<String> audiences) {
		List<@Nullable String> keys = new ArrayList<>();
		if (audiences == null) {
			keys.add(null);
		}
		else {
			keys.addAll(audiences);
		}
		return keys;
	}

	private void compare(CompiledClaim first, CompiledClaim second) {
		String token = commonToken(first.scope(), second.scope());
		if (token != null) {
			this.issues.add(new Issue("overlap", second.origin(),
					"rules '" + first.id() + "' and '" + second.id() + "' both write '" + second.claim()
							+ "', for example to " + token + "; the other is at " + first.origin(),
					"Give one of them a lower order, or narrow their selectors until no token is selected by both.",
					null));
		}
	}

	private static @Nullable String commonToken(CompiledRule.Scope first, CompiledRule.Scope second) {
		String grant = common("grant type", first.grantTypes(), second.grantTypes());
		String client = common("client", first.clients(), second.clients());
		Set<Issuance> issuances = new TreeSet<>(first.issuances());
		issuances.retainAll(second.issuances());
		Set<TokenType> types = new TreeSet<>(first.tokenTypes());
		types.retainAll(second.tokenTypes());
		if (grant == null || client == null || issuances.isEmpty()) {
			return null;
		}
		for (TokenType type : types) {
			String audience = (type == TokenType.ACCESS_TOKEN)
					? common("audience", first.audiences(), second.audiences()) : "";
			if (audience != null) {
				return "an " + type.value() + audience + grant + client + ", " + issuances.iterator().next().value();
			}
		}
		return null;
	}

	/** A value both select, in words; empty for any, {@code null} for none. */
	private static @Nullable String common(String name, @Nullable Set<String> first, @Nullable Set<String> second) {
		if (first == null && second == null) {
			return ", any " + name;
		}
		Set<String> values = new TreeSet<>((first != null) ? first : second);
		if (first != null && second != null) {
			values.retainAll(second);
		}
		return values.isEmpty() ? null : ", " + name + " " + values.iterator().next();
	}

}

package io.github.claimsdsl.policy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.Dimension;

/**
 * Finds rules that may write the same claim to the same token and have the same order, so
 * that it is undefined which one wins. The check is exact for dimensions with a single
 * value. Scopes always overlap, because a token can have several, and conditions are not
 * considered.
 */
final class OverlapCheck {

	private static final Set<Dimension> ALWAYS_NAMED = EnumSet.of(Dimension.AUDIENCE, Dimension.GRANT_TYPE,
			Dimension.CLIENT);

	private final Issues issues;

	OverlapCheck(Issues issues) {
		this.issues = issues;
	}

	/**
	 * Checks rules. If a rule has several rivals, only the first one is reported.
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
		this.issues.add("overlap", second.origin(), "rules '" + first.id() + "' and '" + second.id() + "' both write '"
				+ second.claim() + "', for example to " + commonToken(first.match(), second.match())
				+ (first.origin().equals(second.origin()) ? "; both are at " : "; the other is at ") + first.origin(),
				"Give one of them a lower order, or narrow their selectors so that no token matches both.");
	}

	/** Describes a token that both rules select. */
	private static String commonToken(TokenMatch first, TokenMatch second) {
		TokenType type = Objects.requireNonNull(first.commonType(second));
		StringBuilder text = new StringBuilder((type == TokenType.USERINFO) ? "" : "an ").append(type.value());
		for (Dimension dimension : Dimension.values()) {
			if (dimension != Dimension.TOKEN_TYPE && (type.isForApi() || dimension != Dimension.AUDIENCE)) {
				text.append(common(dimension, first.values(dimension), second.values(dimension)));
			}
		}
		return text.toString();
	}

	private static String common(Dimension dimension, @Nullable Set<String> first, @Nullable Set<String> second) {
		if (dimension == Dimension.SCOPE) {
			return scopes(first, second);
		}
		String name = dimension.property().replace('-', ' ');
		Set<String> either = (first != null) ? first : second;
		if (either == null) {
			return ALWAYS_NAMED.contains(dimension) ? ", any " + name : "";
		}
		return ", " + name + " " + least(either, second);
	}

	/** Returns the first value, in alphabetical order, that both select. */
	private static String least(Set<String> first, @Nullable Set<String> second) {
		return first.stream()
			.filter((value) -> second == null || second.contains(value))
			.sorted()
			.findFirst()
			.orElse("");
	}

	/** Names one scope of each rule. */
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

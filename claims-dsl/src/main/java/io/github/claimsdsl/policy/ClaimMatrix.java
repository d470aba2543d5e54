package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.Dimension;

/**
 * Shows which claims can reach which tokens, for a review of policies. The matrix is the
 * union of what the selectors of all rules match. It ignores conditions, so a claim can
 * be absent from a token that the matrix lists. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ClaimMatrix {

	private final NavigableMap<ClaimReach, Set<String>> rows;

	private ClaimMatrix(NavigableMap<ClaimReach, Set<String>> rows) {
		this.rows = Collections.unmodifiableNavigableMap(rows);
	}

	static ClaimMatrix of(List<CompiledRule> rules, @Nullable Set<String> audiences) {
		NavigableMap<ClaimReach, Set<String>> rows = new TreeMap<>();
		for (CompiledRule rule : rules) {
			reaches(rule, audiences)
				.forEach((reach) -> rows.computeIfAbsent(reach, (absent) -> new TreeSet<>()).add(rule.id()));
		}
		return new ClaimMatrix(rows);
	}

	/** Returns every combination of the values that the rule's selector states. */
	private static List<ClaimReach> reaches(CompiledRule rule, @Nullable Set<String> audiences) {
		List<ClaimReach> reaches = new ArrayList<>();
		for (TokenType type : TokenType.values()) {
			if (rule.match().isFor(type)) {
				Map<Dimension, Set<String>> limits = rule.match().limits();
				limits.put(Dimension.TOKEN_TYPE, Set.of(type.value()));
				limits.put(Dimension.AUDIENCE, audiences(type, rule.match(), audiences));
				reaches.addAll(combine(rule.claim(), limits));
			}
		}
		return reaches;
	}

	private static List<ClaimReach> combine(String claim, Map<Dimension, Set<String>> limits) {
		List<ClaimReach> reaches = List.of(new ClaimReach(claim, Map.of()));
		for (Map.Entry<Dimension, Set<String>> limit : limits.entrySet()) {
			reaches = reaches.stream()
				.flatMap((reach) -> limit.getValue().stream().map((value) -> reach.with(limit.getKey(), value)))
				.toList();
		}
		return reaches;
	}

	private static Set<String> audiences(TokenType type, TokenMatch match, @Nullable Set<String> declared) {
		if (!type.isForApi()) {
			return Set.of(ClaimReach.NO_AUDIENCE);
		}
		Set<String> stated = match.values(Dimension.AUDIENCE);
		if (stated != null || declared == null || declared.isEmpty()) {
			return (stated != null) ? stated : Set.of(ClaimReach.ANY);
		}
		Set<String> all = new TreeSet<>(declared);
		all.add(ClaimReach.NO_AUDIENCE);
		return all;
	}

	/**
	 * Returns which claims reach which tokens, and the ids of the rules that write them.
	 * @return the ids of the rules by what they reach, both sorted; unmodifiable
	 */
	public Map<ClaimReach, Set<String>> rows() {
		return this.rows;
	}

	/**
	 * Tells whether a claim can reach all tokens of a kind.
	 * @param reach the claim and the tokens
	 * @return {@code true} if the rules together match every such token
	 */
	public boolean reaches(ClaimReach reach) {
		return reach.generalisations().stream().anyMatch(this.rows::containsKey)
				|| Arrays.stream(Dimension.values()).anyMatch((dimension) -> reachesEach(reach, dimension));
	}

	/**
	 * Tells whether a claim that may have any value of a dimension reaches the tokens of
	 * each of its values.
	 */
	private boolean reachesEach(ClaimReach reach, Dimension dimension) {
		return reach.value(dimension).equals(ClaimReach.ANY) && !dimension.known().isEmpty()
				&& dimension.known().stream().allMatch((value) -> reaches(reach.with(dimension, value)));
	}

	/** Returns the rows that no other row includes. */
	List<ClaimReach> widest() {
		return this.rows.keySet()
			.stream()
			.filter((row) -> row.generalisations().stream().filter(this.rows::containsKey).count() == 1)
			.toList();
	}

	/**
	 * Returns the matrix as a table in Markdown, for example to compare it before and
	 * after a change. It leaves out rule ids and the rows that another row includes, so
	 * it changes only if a claim reaches other tokens.
	 * @return the table, sorted, with a line feed after each row
	 */
	public String toMarkdown() {
		StringBuilder table = new StringBuilder(MatrixRow.HEADER);
		widest().forEach((reach) -> table.append(MatrixRow.of(reach)).append('\n'));
		return table.toString();
	}

}

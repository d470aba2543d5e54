package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.Issuance;
import io.github.claimsdsl.Subject;
import io.github.claimsdsl.TokenType;

/**
 * Which claim can reach which tokens: the union of what the selectors of all rules match.
 * Conditions are not considered. Immutable and thread-safe.
 */
public final class ClaimMatrix {

	private static final String HEADER = """
			| claim | token type | audience | grant type | client | scope | issuance | subject |
			|---|---|---|---|---|---|---|---|
			""";

	private final NavigableMap<ClaimReach, Set<String>> rows;

	private ClaimMatrix(NavigableMap<ClaimReach, Set<String>> rows) {
		this.rows = Collections.unmodifiableNavigableMap(rows);
	}

	static ClaimMatrix of(List<CompiledRule> rules, @Nullable Set<String> audiences) {
		NavigableMap<ClaimReach, Set<String>> rows = new TreeMap<>();
		for (CompiledRule rule : rules) {
			if (rule instanceof CompiledClaim) {
				reaches(rule, audiences)
					.forEach((reach) -> rows.computeIfAbsent(reach, (absent) -> new TreeSet<>()).add(rule.id()));
			}
		}
		return new ClaimMatrix(rows);
	}

	private static List<ClaimReach> reaches(CompiledRule rule, @Nullable Set<String> audiences) {
		Scope scope = rule.scope();
		Set<Issuance> issuances = scope.issuances();
		String issuance = (issuances.size() == 1) ? issuances.iterator().next().value() : ClaimReach.ANY;
		Set<Subject> subjects = scope.subjects();
		String subject = (subjects.size() == 1) ? subjects.iterator().next().value() : ClaimReach.ANY;
		List<ClaimReach> reaches = new ArrayList<>();
		for (TokenType type : scope.tokenTypes()) {
			for (String audience : audiences(type, scope, audiences)) {
				for (String grantType : orAny(scope.grantTypes())) {
					for (String client : orAny(scope.clients())) {
						orAny(scope.scopes()).forEach((granted) -> reaches.add(new ClaimReach(rule.claim(),
								type.value(), audience, grantType, client, granted, issuance, subject)));
					}
				}
			}
		}
		return reaches;
	}

	private static Set<String> audiences(TokenType type, Scope scope, @Nullable Set<String> declared) {
		if (type == TokenType.ID_TOKEN) {
			return Set.of(ClaimReach.NO_AUDIENCE);
		}
		if (scope.audiences() != null || declared == null || declared.isEmpty()) {
			return orAny(scope.audiences());
		}
		Set<String> all = new TreeSet<>(declared);
		all.add(ClaimReach.NO_AUDIENCE);
		return all;
	}

	private static Set<String> orAny(@Nullable Set<String> values) {
		return (values != null) ? values : Set.of(ClaimReach.ANY);
	}

	/**
	 * Returns what reaches what, with the ids of the rules that make it so.
	 * @return the rules by reach, both sorted; unmodifiable
	 */
	public Map<ClaimReach, Set<String>> rows() {
		return this.rows;
	}

	/**
	 * Tells whether a claim can reach tokens.
	 * @param reach the claim and the tokens
	 * @return whether rules together match every such token
	 */
	public boolean reaches(ClaimReach reach) {
		return reach.generalisations().stream().anyMatch(this.rows::containsKey)
				|| (reach.issuance().equals(ClaimReach.ANY) && reach.issuances().stream().allMatch(this::reaches))
				|| (reach.subject().equals(ClaimReach.ANY) && reach.subjects().stream().allMatch(this::reaches));
	}

	/** The rows that no other row includes. */
	List<ClaimReach> widest() {
		return this.rows.keySet()
			.stream()
			.filter((row) -> row.generalisations().stream().filter(this.rows::containsKey).count() == 1)
			.toList();
	}

	/**
	 * Returns the matrix as a table in Markdown, without rows that another one includes
	 * and without rules, so that it changes when a reach changes.
	 * @return the table, sorted, with a line feed after each row
	 */
	public String toMarkdown() {
		StringBuilder table = new StringBuilder(HEADER);
		widest().forEach((reach) -> table.append(MatrixRow.of(reach)).append('\n'));
		return table.toString();
	}

}

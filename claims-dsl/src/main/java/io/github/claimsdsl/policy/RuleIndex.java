package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.Dimension;

/**
 * Finds the rules for a token without looking at most others: a tree over token type,
 * audience and client, in which {@code null} stands for any value. The tree only narrows
 * the search, each rule it finds is matched in full; so a rule with very many
 * combinations may stand under any client.
 */
final class RuleIndex {

	private static final int MAX_LEAVES = 256;

	private final List<CompiledRule> rules;

	private final Map<TokenType, Node> roots = new EnumMap<>(TokenType.class);

	/**
	 * Indexes rules.
	 * @param rules the rules, in order of evaluation
	 */
	RuleIndex(List<CompiledRule> rules) {
		this.rules = rules;
		for (int position = 0; position < rules.size(); position++) {
			for (TokenType type : TokenType.values()) {
				if (rules.get(position).match().isFor(type)) {
					add(type, position);
				}
			}
		}
	}

	private void add(TokenType type, Integer position) {
		TokenMatch match = this.rules.get(position).match();
		Set<String> audiences = (type == TokenType.ACCESS_TOKEN) ? match.values(Dimension.AUDIENCE) : null;
		boolean few = size(audiences) * size(match.values(Dimension.CLIENT)) <= MAX_LEAVES;
		Node root = this.roots.computeIfAbsent(type, (key) -> new Node());
		for (Node audience : root.children(audiences)) {
			audience.children(few ? match.values(Dimension.CLIENT) : null)
				.forEach((client) -> client.positions.add(position));
		}
	}

	private static long size(@Nullable Set<String> values) {
		return (values != null) ? values.size() : 1;
	}

	/** Returns the rules for a token, in order of evaluation. */
	List<CompiledRule> select(TokenRequest request) {
		Node root = this.roots.get(request.tokenType());
		if (root == null) {
			return List.of();
		}
		String client = request.client().id();
		String audience = request.audience();
		if (audience == null || request.tokenType() != TokenType.ACCESS_TOKEN) {
			return matching(positions(root.child(null), client), request);
		}
		if (request.audiences().size() > 1) {
			return matching(positions(root, request.audiences(), client), request);
		}
		return matching(both(positions(root.child(null), client), positions(root.child(audience), client)), request);
	}

	/** Merges the rules of several audiences; a rule for two of them is found once. */
	private static List<Integer> positions(Node root, Set<String> audiences, String client) {
		Set<Integer> positions = new TreeSet<>(positions(root.child(null), client));
		audiences.forEach((audience) -> positions.addAll(positions(root.child(audience), client)));
		return List.copyOf(positions);
	}

	private static List<Integer> positions(@Nullable Node audience, String client) {
		return (audience != null) ? both(positions(audience.child(null)), positions(audience.child(client)))
				: List.of();
	}

	private static List<Integer> positions(@Nullable Node client) {
		return (client != null) ? client.positions : List.of();
	}

	/** Merges two lists in order; copies neither where the other is empty. */
	private static List<Integer> both(List<Integer> first, List<Integer> second) {
		if (first.isEmpty() || second.isEmpty()) {
			return first.isEmpty() ? second : first;
		}
		List<Integer> both = new ArrayList<>(first.size() + second.size());
		both.addAll(first);
		both.addAll(second);
		both.sort(null);
		return both;
	}

	/** Most rules share the match of their policy, which is asked once. */
	@SuppressWarnings("ReferenceEquality")
	private List<CompiledRule> matching(List<Integer> positions, TokenRequest request) {
		List<CompiledRule> matching = new ArrayList<>(positions.size());
		TokenMatch match = null;
		boolean matches = false;
		for (int i = 0; i < positions.size(); i++) {
			CompiledRule rule = this.rules.get(positions.get(i));
			if (match != rule.match()) {
				match = rule.match();
				matches = match.mismatch(request) == null;
			}
			if (matches) {
				matching.add(rule);
			}
		}
		return matching;
	}

	private static final class Node {

		private final Map<@Nullable String, Node> children = new HashMap<>();

		private final List<Integer> positions = new ArrayList<>(1);

		@Nullable Node child(@Nullable String value) {
			return this.children.get(value);
		}

		List<Node> children(@Nullable Set<String> values) {
			List<Node> nodes = new ArrayList<>();
			if (values == null) {
				nodes.add(this.children.computeIfAbsent(null, (key) -> new Node()));
			}
			else {
				values.forEach((value) -> nodes.add(this.children.computeIfAbsent(value, (key) -> new Node())));
			}
			return nodes;
		}

	}

}

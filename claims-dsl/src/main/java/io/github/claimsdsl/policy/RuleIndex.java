package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;

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
			for (TokenType type : rules.get(position).scope().tokenTypes()) {
				add(type, position);
			}
		}
	}

	private void add(TokenType type, Integer position) {
		Scope scope = this.rules.get(position).scope();
		Set<String> audiences = (type == TokenType.ACCESS_TOKEN) ? scope.audiences() : null;
		boolean few = size(audiences) * size(scope.clients()) <= MAX_LEAVES;
		Node root = this.roots.computeIfAbsent(type, (key) -> new Node());
		for (Node audience : root.children(audiences)) {
			audience.children(few ? scope.clients() : null).forEach((client) -> client.positions.add(position));
		}
	}

	private static long size(@Nullable Set<String> values) {
		return (values != null) ? values.size() : 1;
	}

	/** Returns the rules for a token, in order of evaluation. */
	List<CompiledRule> select(TokenRequest request) {
		List<Integer> positions = new ArrayList<>();
		Node root = this.roots.get(request.tokenType());
		if (root != null) {
			String audience = (request.tokenType() == TokenType.ACCESS_TOKEN) ? request.audience() : null;
			String client = request.client().id();
			collect(root.child(null), client, positions);
			collect((audience != null) ? root.child(audience) : null, client, positions);
		}
		positions.sort(null);
		return matching(positions, request);
	}

	private static void collect(@Nullable Node audience, String client, List<Integer> positions) {
		if (audience != null) {
			addAll(audience.child(null), positions);
			addAll(audience.child(client), positions);
		}
	}

	private static void addAll(@Nullable Node client, List<Integer> positions) {
		if (client != null) {
			positions.addAll(client.positions);
		}
	}

	private List<CompiledRule> matching(List<Integer> positions, TokenRequest request) {
		List<CompiledRule> matching = new ArrayList<>(positions.size());
		for (int position : positions) {
			CompiledRule rule = this.rules.get(position);
			if (rule.scope().mismatch(request) == null) {
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

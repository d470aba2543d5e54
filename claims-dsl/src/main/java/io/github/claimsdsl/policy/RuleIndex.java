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
import io.github.claimsdsl.definition.Dimension;

/**
 * Finds the rules for a token without comparing it with every rule. The index is a tree
 * over token type, audience and client, in which {@code null} stands for any value. The
 * tree only narrows the search: each rule that it finds is then matched in full. So a
 * rule with very many combinations can simply be filed under any client.
 */
final class RuleIndex {

	private static final int MAX_LEAVES = 256;

	private final Map<TokenType, Node> roots = new EnumMap<>(TokenType.class);

	/**
	 * Indexes rules.
	 * @param rules the rules, in order of evaluation
	 */
	RuleIndex(List<CompiledRule> rules) {
		for (int position = 0; position < rules.size(); position++) {
			for (TokenType type : TokenType.values()) {
				if (rules.get(position).match().isFor(type)) {
					add(type, position, rules.get(position));
				}
			}
		}
	}

	private void add(TokenType type, int position, CompiledRule rule) {
		TokenMatch match = rule.match();
		Set<String> audiences = type.isForApi() ? match.values(Dimension.AUDIENCE) : null;
		boolean few = size(audiences) * size(match.values(Dimension.CLIENT)) <= MAX_LEAVES;
		Node root = this.roots.computeIfAbsent(type, (key) -> new Node());
		for (Node audience : root.children(audiences)) {
			audience.children(few ? match.values(Dimension.CLIENT) : null)
				.forEach((client) -> client.found.add(position, rule));
		}
	}

	private static long size(@Nullable Set<String> values) {
		return (values != null) ? values.size() : 1;
	}

	/** Returns the rules for a token, in order of evaluation. */
	List<CompiledRule> select(TokenRequest request) {
		Node root = this.roots.get(request.tokenType());
		return (root != null) ? matching(find(root, request).rules, request) : List.of();
	}

	private static Found find(Node root, TokenRequest request) {
		String client = request.client().id();
		Found found = find(root.child(null), client);
		if (!request.tokenType().isForApi()) {
			return found;
		}
		if (request.audiences().size() < 2) {
			return (request.audience() != null) ? found.with(find(root.child(request.audience()), client)) : found;
		}
		for (String audience : request.audiences()) {
			found = found.with(find(root.child(audience), client));
		}
		return found;
	}

	private static Found find(@Nullable Node audience, String client) {
		return (audience != null) ? find(audience.child(null)).with(find(audience.child(client))) : Found.NOTHING;
	}

	private static Found find(@Nullable Node client) {
		return (client != null) ? client.found : Found.NOTHING;
	}

	/**
	 * Returns the rules that match. Most rules share the match of their policy, so it is
	 * evaluated once for all of them. If every rule matches, which is the usual case, the
	 * list is not copied.
	 */
	@SuppressWarnings("ReferenceEquality")
	private static List<CompiledRule> matching(List<CompiledRule> rules, TokenRequest request) {
		List<CompiledRule> copy = null;
		TokenMatch match = null;
		boolean matches = false;
		for (int i = 0; i < rules.size(); i++) {
			CompiledRule rule = rules.get(i);
			if (match != rule.match()) {
				match = rule.match();
				matches = match.matchesWithinType(request);
			}
			if (matches && copy != null) {
				copy.add(rule);
			}
			else if (!matches && copy == null) {
				copy = new ArrayList<>(rules.subList(0, i));
			}
		}
		return (copy != null) ? copy : rules;
	}

	private static final class Node {

		private final Map<@Nullable String, Node> children = new HashMap<>();

		private final Found found = new Found(1);

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

	/** Some rules in order of evaluation, with their positions among all rules. */
	private static final class Found {

		static final Found NOTHING = new Found(0);

		private final List<Integer> positions;

		private final List<CompiledRule> rules;

		Found(int size) {
			this.positions = new ArrayList<>(size);
			this.rules = new ArrayList<>(size);
		}

		void add(Integer position, CompiledRule rule) {
			this.positions.add(position);
			this.rules.add(rule);
		}

		/**
		 * Merges two lists in order. A rule that is in both lists is kept once. If one
		 * list is empty, returns the other without a copy.
		 */
		Found with(Found other) {
			if (this.rules.isEmpty() || other.rules.isEmpty()) {
				return this.rules.isEmpty() ? other : this;
			}
			Found both = new Found(this.rules.size() + other.rules.size());
			int i = 0;
			for (int j = 0; j < other.rules.size(); j++) {
				Integer position = other.positions.get(j);
				while (i < this.rules.size() && this.positions.get(i) < position) {
					both.add(this, i++);
				}
				if (i == this.rules.size() || !this.positions.get(i).equals(position)) {
					both.add(other, j);
				}
			}
			while (i < this.rules.size()) {
				both.add(this, i++);
			}
			return both;
		}

		private void add(Found from, int index) {
			add(from.positions.get(index), from.rules.get(index));
		}

	}

}

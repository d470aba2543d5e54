package io.github.claimsdsl.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenRequest;
import io.github.claimsdsl.TokenType;

/**
 * Finds the rules for a token without looking at the others: a tree over token type,
 * audience, grant type and client, in which {@code null} stands for any value.
 */
final class RuleIndex {

	private final Map<TokenType, Node> roots = new EnumMap<>(TokenType.class);

	RuleIndex(List<CompiledRule> rules) {
		rules.forEach((rule) -> rule.scope().tokenTypes().forEach((type) -> add(type, rule)));
	}

	private void add(TokenType type, CompiledRule rule) {
		CompiledRule.Scope scope = rule.scope();
		Node root = this.roots.computeIfAbsent(type, (key) -> new Node());
		for (Node audience : root.children((type == TokenType.ACCESS_TOKEN) ? scope.audiences() : null)) {
			for (Node grantType : audience.children(scope.grantTypes())) {
				grantType.children(scope.clients()).forEach((client) -> client.rules.add(rule));
			}
		}
	}

	/** Returns the rules for a token, in order of evaluation. */
	List<CompiledRule> select(TokenRequest request) {
		Node root = this.roots.get(request.tokenType());
		if (root == null) {
			return List.of();
		}
		List<CompiledRule> selected = new ArrayList<>();
		String audience = (request.tokenType() == TokenType.ACCESS_TOKEN) ? request.audience() : null;
		int leaves = root.collect(0, new String[] { audience, request.grantType(), request.client().id() }, request,
				selected);
		if (leaves > 1) {
			selected.sort(Comparator.comparingInt(CompiledRule::position));
		}
		return selected;
	}

	private static final class Node {

		private final Map<@Nullable String, Node> children = new HashMap<>();

		private final List<CompiledRule> rules = new ArrayList<>();

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

		/** Adds the rules at and below this node; returns how many leaves had any. */
		int collect(int level, @Nullable String[] values, TokenRequest request, List<CompiledRule> selected) {
			if (level == values.length) {
				return addMatching(request, selected);
			}
			int leaves = 0;
			Node any = this.children.get(null);
			if (any != null) {
				leaves += any.collect(level + 1, values, request, selected);
			}
			Node exact = (values[level] != null) ? this.children.get(values[level]) : null;
			if (exact != null) {
				leaves += exact.collect(level + 1, values, request, selected);
			}
			return leaves;
		}

		private int addMatching(TokenRequest request, List<CompiledRule> selected) {
			int before = selected.size();
			for (int i = 0; i < this.rules.size(); i++) {
				CompiledRule rule = this.rules.get(i);
				if (rule.scope().matchesRest(request)) {
					selected.add(rule);
				}
			}
			return (selected.size() > before) ? 1 : 0;
		}

	}

}

package io.github.claimsdsl.expression;

import java.util.HashSet;
import java.util.Set;

/**
 * Finds the paths that cannot be null where a condition is known to hold, or not to hold.
 */
final class Narrowing {

	private Narrowing() {
	}

	static Set<String> nonNull(Node condition, boolean holds) {
		Node node = condition.bare();
		if (node instanceof Node.Not not) {
			return nonNull(not.operand(), !holds);
		}
		if (node instanceof Node.Comparison comparison) {
			return nonNull(comparison, holds);
		}
		Set<String> paths = new HashSet<>();
		if (node instanceof Node.Logical logical && logical.operator().equals(holds ? "&&" : "||")) {
			logical.operands().forEach((operand) -> paths.addAll(nonNull(operand, holds)));
		}
		return paths;
	}

	private static Set<String> nonNull(Node.Comparison comparison, boolean holds) {
		if (!comparison.operator().equals(holds ? "!=" : "==")) {
			return Set.of();
		}
		if (isNull(comparison.right()) && comparison.left().bare() instanceof Node.Path path) {
			return Set.of(path.toString());
		}
		if (isNull(comparison.left()) && comparison.right().bare() instanceof Node.Path path) {
			return Set.of(path.toString());
		}
		return Set.of();
	}

	private static boolean isNull(Node node) {
		return node.bare() instanceof Node.Literal literal && literal.value() == null;
	}

}

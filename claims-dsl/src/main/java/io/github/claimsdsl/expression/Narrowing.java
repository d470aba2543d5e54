package io.github.claimsdsl.expression;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds the paths that cannot be null if a condition is known to be true, or known to be
 * false.
 */
final class Narrowing {

	private Narrowing() {
	}

	static Set<String> nonNull(Node condition, boolean holds, Checker checker) {
		Set<String> paths = new HashSet<>();
		collect(condition, holds, checker, paths);
		return paths;
	}

	private static void collect(Node node, boolean holds, Checker checker, Set<String> paths) {
		if (node instanceof Node.Unary not && not.operator().equals("!")) {
			collect(not.operand(), !holds, checker, paths);
		}
		else if (node instanceof Node.Binary binary && binary.isLogical()) {
			if (binary.operator().equals(holds ? "&&" : "||")) {
				collect(binary.left(), holds, checker, paths);
				collect(binary.right(), holds, checker, paths);
			}
		}
		else if (node instanceof Node.Binary binary && binary.operator().equals(holds ? "!=" : "==")) {
			add(isNothing(binary.right()) ? binary.left() : null, checker, paths);
			add(isNothing(binary.left()) ? binary.right() : null, checker, paths);
		}
	}

	/** Tells whether a node is {@code null} or {@code empty}. Null counts as empty. */
	private static boolean isNothing(Node node) {
		return node instanceof Node.Empty || (node instanceof Node.Literal literal && literal.value() == null);
	}

	/**
	 * Adds a path that is not null, and the values that are read on the way to it,
	 * because these cannot be null either.
	 */
	private static void add(@Nullable Node tested, Checker checker, Set<String> paths) {
		Node node = tested;
		while (node != null) {
			String path = checker.path(node);
			if (path == null) {
				return;
			}
			paths.add(path);
			node = (node instanceof Node.Property property) ? property.target()
					: (node instanceof Node.Index index) ? index.target() : null;
		}
	}

}

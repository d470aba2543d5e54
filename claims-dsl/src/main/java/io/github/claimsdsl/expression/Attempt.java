package io.github.claimsdsl.expression;

import java.util.IdentityHashMap;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The result of compiling a text: an expression, or the problems and how to correct them.
 *
 * @param expression the expression, or {@code null} if there are problems
 * @param tree the syntax tree of a text with problems, or {@code null} if there is none
 * @param problems the problems
 * @param fixes the corrected nodes, by the wrong ones
 * @param otherFixes the alternative corrections, where the author has a choice, by the
 * wrong nodes
 */
record Attempt(@Nullable ClaimExpression expression, @Nullable Node tree, List<Problem> problems,
		IdentityHashMap<Node, Node> fixes, IdentityHashMap<Node, Node> otherFixes) {

	static Attempt of(ClaimExpression expression) {
		return new Attempt(expression, null, List.of(), new IdentityHashMap<>(), new IdentityHashMap<>());
	}

	static Attempt failed(Node tree, List<Problem> problems, Findings findings) {
		return new Attempt(null, tree, problems, findings.fixes(), findings.otherFixes());
	}

	static Attempt unreadable(Problem problem) {
		return new Attempt(null, null, List.of(problem), new IdentityHashMap<>(), new IdentityHashMap<>());
	}

}

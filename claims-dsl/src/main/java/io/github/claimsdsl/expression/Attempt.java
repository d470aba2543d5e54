package io.github.claimsdsl.expression;

import java.util.IdentityHashMap;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What came of compiling a text: an expression, or what is wrong and how it would be
 * right.
 *
 * @param expression the expression, or {@code null} if something is wrong
 * @param tree the syntax tree, or {@code null} if there is none
 * @param problems what is wrong
 * @param fixes the nodes that would be right, by those that are wrong
 * @param otherFixes the same, with the other choice where an author can choose
 */
record Attempt(@Nullable ClaimExpression expression, @Nullable Node tree, List<Problem> problems,
		IdentityHashMap<Node, Node> fixes, IdentityHashMap<Node, Node> otherFixes) {

	static Attempt of(ClaimExpression expression) {
		return new Attempt(expression, null, List.of(), new IdentityHashMap<>(), new IdentityHashMap<>());
	}

	static Attempt failed(Node tree, List<Problem> problems, Checker checker) {
		return new Attempt(null, tree, problems, checker.fixes(), checker.otherFixes());
	}

	static Attempt unreadable(Problem problem) {
		return new Attempt(null, null, List.of(problem), new IdentityHashMap<>(), new IdentityHashMap<>());
	}

}

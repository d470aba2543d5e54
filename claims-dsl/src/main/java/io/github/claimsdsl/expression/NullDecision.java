package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks the predicates of a condition that refuses tokens, or guards one that does. What
 * may be null must not decide about a token unless the author says how.
 */
final class NullDecision {

	private final Checker checker;

	NullDecision(Checker checker) {
		this.checker = checker;
	}

	/**
	 * Checks a predicate.
	 * @param predicate an order, {@code contains} or a function that is true or false
	 * @param operands its operands, in order
	 * @param typed the operands as they were checked
	 */
	void check(Node predicate, List<Node> operands, List<Typed> typed) {
		for (int i = 0; i < operands.size(); i++) {
			if (typed.get(i).type().nullable() && !Checker.isUnknown(typed.get(i))) {
				problem(predicate, operands.get(i), typed.get(i));
				return;
			}
		}
	}

	private void problem(Node predicate, Node operand, Typed typed) {
		List<String> paths = new ArrayList<>(nullable(operand).map(CanonicalText::of).distinct().toList());
		String text = CanonicalText.of(operand);
		boolean tested = !paths.isEmpty() && !mayBeNullAnyway(typed);
		this.checker.problem("null-in-denial", predicate.bare().position(),
				"'" + text + "' may be null, and this decides whether a token is refused",
				tested ? choice(CanonicalText.of(predicate), paths)
						: "Say what null counts as: coalesce(" + text + ", " + otherwise(typed.type().kind()) + ").");
	}

	private static boolean mayBeNullAnyway(Typed typed) {
		return typed instanceof Typed.Apply apply && apply.function().type(nonNull(apply.arguments())).nullable();
	}

	private static List<Type> nonNull(List<Typed> arguments) {
		return arguments.stream().map((argument) -> argument.type().withNullable(false)).toList();
	}

	private static String choice(String predicate, List<String> paths) {
		String present = paths.stream().map((path) -> path + " != null && ").collect(Collectors.joining());
		String absent = paths.stream().map((path) -> path + " == null || ").collect(Collectors.joining());
		return "Write (" + present + predicate + "), which is false for null, or (" + absent + predicate
				+ "), which is true for null.";
	}

	private static String otherwise(Kind kind) {
		return switch (kind) {
			case NUMBER -> "0";
			case BOOLEAN -> "false";
			case TEXT -> "''";
			default -> "x";
		};
	}

	/** The paths of an operand that may be null. */
	private Stream<Node.Path> nullable(Node node) {
		Node bare = node.bare();
		if (bare instanceof Node.Path path) {
			return this.checker.check(path).type().nullable() ? Stream.of(path) : Stream.empty();
		}
		if (bare instanceof Node.Call call) {
			return call.arguments().stream().flatMap(this::nullable);
		}
		return (bare instanceof Node.Arithmetic sum) ? Stream.concat(nullable(sum.left()), nullable(sum.right()))
				: Stream.empty();
	}

}

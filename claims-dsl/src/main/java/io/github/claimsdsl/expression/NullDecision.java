package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks the predicates in the condition of a denial, or in one that guards a denial. A
 * value that may be null must not decide about a token unless the author says how.
 */
final class NullDecision {

	private final Checker checker;

	private final Findings findings;

	NullDecision(Checker checker) {
		this.checker = checker;
		this.findings = checker.findings();
	}

	/**
	 * Checks a predicate.
	 * @param predicate the predicate: a comparison of order, {@code contains}, or a
	 * boolean function or method
	 * @param operands the operands of the predicate, in order
	 * @param typed the checked operands, in the same order
	 */
	void check(Node predicate, List<Node> operands, List<Typed> typed) {
		if (!this.checker.isDeciding()) {
			return;
		}
		for (int i = 0; i < operands.size(); i++) {
			if (typed.get(i).type().nullable() && !Checker.isUnknown(typed.get(i))) {
				problem(predicate, operands, operands.get(i), typed.get(i).type().kind());
				return;
			}
		}
	}

	private void problem(Node predicate, List<Node> operands, Node operand, Kind kind) {
		String message = "'" + CanonicalText.of(operand) + "' may be null, and this decides whether a token is refused";
		List<Node> paths = new ArrayList<>();
		operands.forEach((node) -> collect(node, paths));
		if (this.checker.isNullable(operand, paths)) {
			Node otherwise = otherwise(kind, operand.position());
			this.findings.fixable("null-in-denial", predicate.position(), message, operand,
					new Node.Call("coalesce", List.of(operand, otherwise), operand.position()));
			return;
		}
		Node present = predicate;
		Node absent = predicate;
		for (int i = paths.size() - 1; i >= 0; i--) {
			present = binary("&&", test("!=", paths.get(i)), present);
			absent = binary("||", test("==", paths.get(i)), absent);
		}
		this.findings.choice("null-in-denial", predicate.position(), message, predicate, present, absent);
	}

	/** Collects the paths of an operand that may be null, each once. */
	private void collect(Node node, List<Node> paths) {
		if (this.checker.path(node) != null) {
			boolean known = paths.stream().anyMatch((path) -> CanonicalText.of(path).equals(CanonicalText.of(node)));
			if (!known && this.checker.check(node).type().nullable()) {
				paths.add(node);
			}
		}
		else if (node instanceof Node.Method method) {
			collect(method.target(), paths);
			method.arguments().forEach((argument) -> collect(argument, paths));
		}
		else if (node instanceof Node.Call call) {
			call.arguments().forEach((argument) -> collect(argument, paths));
		}
		else if (node instanceof Node.Binary binary) {
			collect(binary.left(), paths);
			collect(binary.right(), paths);
		}
		else if (node instanceof Node.Unary unary) {
			collect(unary.operand(), paths);
		}
	}

	private static Node otherwise(Kind kind, int position) {
		return switch (kind) {
			case NUMBER -> new Node.Literal(0, position);
			case BOOLEAN -> new Node.Literal(false, position);
			case LIST, SET -> new Node.ListOf(List.of(), position);
			case MAP -> new Node.MapOf(List.of(), List.of(), position);
			default -> new Node.Literal("", position);
		};
	}

	private static Node test(String operator, Node operand) {
		return new Node.Binary(operator, operand, new Node.Literal(null, operand.position()), operand.position());
	}

	private static Node binary(String operator, Node left, Node right) {
		return new Node.Binary(operator, left, right, right.position());
	}

}

package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;

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
	 * @param predicate an order, {@code contains}, or a function or method that is true
	 * or false
	 * @param operands its operands, in order
	 * @param typed the operands as they were checked
	 */
	void check(Node predicate, List<Node> operands, List<Typed> typed) {
		List<Node> nullable = new ArrayList<>();
		for (int i = 0; i < operands.size(); i++) {
			if (typed.get(i).type().nullable() && !Checker.isUnknown(typed.get(i))) {
				nullable.add(operands.get(i));
			}
		}
		if (!nullable.isEmpty()) {
			problem(predicate, nullable);
		}
	}

	private void problem(Node predicate, List<Node> nullable) {
		Node present = predicate;
		Node absent = predicate;
		for (int i = nullable.size() - 1; i >= 0; i--) {
			Node operand = nullable.get(i);
			present = binary("&&", test("!=", operand), present);
			absent = binary("||", test("==", operand), absent);
		}
		this.checker.choice("null-in-denial", predicate.position(),
				"'" + CanonicalText.of(nullable.get(0)) + "' may be null, and this decides whether a token is refused",
				predicate, present, absent);
	}

	private static Node test(String operator, Node operand) {
		return new Node.Binary(operator, operand, new Node.Literal(null, operand.position()), operand.position());
	}

	private static Node binary(String operator, Node left, Node right) {
		return new Node.Binary(operator, left, right, right.position());
	}

}

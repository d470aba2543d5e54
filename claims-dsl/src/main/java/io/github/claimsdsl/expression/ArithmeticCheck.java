package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Map;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Decides whether values can be added, or computed with, and what they may be instead.
 */
final class ArithmeticCheck {

	private static final Map<String, String> SECONDS = Map.of("+", "plusSeconds", "-", "minusSeconds");

	private final Checker checker;

	private final Findings findings;

	ArithmeticCheck(Checker checker) {
		this.checker = checker;
		this.findings = checker.findings();
	}

	Typed negative(Node.Unary node) {
		Typed operand = this.checker.check(node.operand());
		if (Checker.isUnknown(operand)) {
			return operand;
		}
		Typed zero = new Typed.Constant(0, Type.NUMBER);
		return numbers(new Node.Binary("-", new Node.Literal(0, node.position()), node.operand(), node.position()),
				zero, operand);
	}

	Typed sum(Node.Binary node, Typed left, Typed right) {
		Type first = left.type();
		Type second = right.type();
		boolean nullable = first.nullable() || second.nullable();
		if ((first.is(Kind.TEXT) && second.isScalar()) || (second.is(Kind.TEXT) && first.isScalar())) {
			return new Typed.Own(Operator.ADD, left, right, Type.TEXT.withNullable(nullable));
		}
		if (first.isUndeclared() && second.isUndeclared()) {
			return new Typed.Own(Operator.ADD, left, right, Type.ANY.withNullable(nullable));
		}
		if ((first.is(Kind.NUMBER) && second.isUndeclared()) || (first.isUndeclared() && second.is(Kind.NUMBER))) {
			return new Typed.Own(Operator.ADD, left, right, Type.ANY.withNullable(nullable));
		}
		if (first.isCollection() && second.isCollection()) {
			this.findings.fixable("wrong-type", node.position(), "'+' does not join lists", node,
					new Node.Call("concat", List.of(node.left(), node.right()), node.position()));
			return Checker.unknown();
		}
		return numbers(node, left, right);
	}

	Typed numbers(Node.Binary node, Typed left, Typed right) {
		Type first = left.type();
		Type second = right.type();
		boolean possible = (first.is(Kind.NUMBER) || first.isUndeclared())
				&& (second.is(Kind.NUMBER) || second.isUndeclared());
		if (!possible) {
			notNumbers(node, first, second);
			return Checker.unknown();
		}
		Type type = first.isPlainNumber() && second.isPlainNumber() ? Type.NUMBER : Type.DECIMAL;
		return new Typed.Own(Operator.of(node.operator()), left, right,
				type.withNullable(first.nullable() || second.nullable()));
	}

	private void notNumbers(Node.Binary node, Type first, Type second) {
		String message = "'" + node.operator() + "' cannot take a " + first + " and a " + second;
		Node left = first.is(Kind.TEXT) ? Conversion.of(node.left(), Kind.NUMBER)
				: first.is(Kind.NUMBER) ? node.left() : null;
		Node right = second.is(Kind.TEXT) ? Conversion.of(node.right(), Kind.NUMBER)
				: second.is(Kind.NUMBER) ? node.right() : null;
		boolean times = first.is(Kind.TIME) && second.is(Kind.TIME) && node.operator().equals("-");
		if (times) {
			this.findings.fixable("wrong-type", node.position(), message, node,
					new Node.Call("secondsBetween", List.of(node.right(), node.left()), node.position()));
		}
		else if (first.is(Kind.TIME) && second.is(Kind.NUMBER) && SECONDS.containsKey(node.operator())) {
			this.findings.fixable("wrong-type", node.position(), message, node,
					new Node.Method(node.left(), SECONDS.get(node.operator()), List.of(node.right()), node.position()));
		}
		else if (left != null && right != null) {
			this.findings.fixable("wrong-type", node.position(), message, node,
					new Node.Binary(node.operator(), left, right, node.position()));
		}
		else {
			this.findings.problem("wrong-type", node.position(), message,
					node.operator().equals("+")
							? "Add two numbers, or join a text with a value that can be written as a text."
							: "Use two numbers.");
		}
	}

}

package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Decides whether two values have an order.
 */
final class OrderCheck {

	private static final Set<Kind> ORDERED = Set.of(Kind.TEXT, Kind.NUMBER, Kind.TIME, Kind.DATE);

	private final Findings findings;

	OrderCheck(Checker checker) {
		this.findings = checker.findings();
	}

	void check(Node.Binary node, Type left, Type right) {
		boolean possible = (ORDERED.contains(left.kind()) || left.isUndeclared())
				&& (ORDERED.contains(right.kind()) || right.isUndeclared())
				&& (left.kind() == right.kind() || left.isUndeclared() || right.isUndeclared());
		if (possible) {
			return;
		}
		Node leftValue = ordered(node.left(), left, right);
		Node rightValue = ordered(node.right(), right, left);
		String message = "'" + node.operator() + "' cannot compare a " + left + " with a " + right;
		if (leftValue != null && rightValue != null) {
			this.findings.fixable("impossible-comparison", node.position(), message, node,
					new Node.Binary(node.operator(), leftValue, rightValue, node.position()));
		}
		else {
			this.findings.problem("impossible-comparison", node.position(), message,
					"Compare two numbers, two texts, two times or two dates.");
		}
	}

	/**
	 * Returns an operand as the kind of value that it is ordered with, or {@code null} if
	 * it cannot be converted.
	 */
	private static @Nullable Node ordered(Node node, Type type, Type other) {
		if (type.kind() == other.kind() || !type.is(Kind.TEXT)) {
			boolean date = type.is(Kind.DATE) && other.is(Kind.TIME);
			return date ? new Node.Method(node, "atStartOfDay", List.of(), node.position())
					: ORDERED.contains(type.kind()) ? node : null;
		}
		return switch (other.kind()) {
			case NUMBER, TIME, DATE -> Conversion.of(node, other.kind());
			default -> null;
		};
	}

}

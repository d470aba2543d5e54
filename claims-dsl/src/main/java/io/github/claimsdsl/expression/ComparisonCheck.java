package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks a comparison: both sides must be comparable, and its result must not be known
 * before.
 */
final class ComparisonCheck {

	private static final Set<String> EQUALITY = Set.of("==", "!=");

	private static final Set<Kind> COMPARABLE = Set.of(Kind.TEXT, Kind.NUMBER, Kind.BOOLEAN);

	private final Checker checker;

	ComparisonCheck(Checker checker) {
		this.checker = checker;
	}

	Typed check(Node.Comparison node) {
		Typed left = this.checker.check(node.left());
		Typed right = this.checker.check(node.right());
		if (!Checker.isUnknown(left) && !Checker.isUnknown(right)) {
			operator(node, left, right);
		}
		return new Typed.Operation(node.operator(), List.of(left, right), Type.BOOLEAN);
	}

	private void operator(Node.Comparison node, Typed left, Typed right) {
		if (Constants.isConstant(left) && Constants.isConstant(right)) {
			this.checker.problem("constant-condition", node.position(), "both sides are constant",
					"Compare with an input such as user, client or request.");
		}
		else if (node.operator().equals("contains")) {
			contains(node, left.type(), right.type());
		}
		else if (EQUALITY.contains(node.operator())) {
			equality(node, left.type(), right.type());
		}
		else {
			order(node, left.type(), right.type());
		}
		if (this.checker.isDenying() && !EQUALITY.contains(node.operator())) {
			new NullDecision(this.checker).check(node, List.of(node.left(), node.right()), List.of(left, right));
		}
	}

	private void contains(Node.Comparison node, Type left, Type right) {
		if (!left.isCollection() && !left.is(Kind.TEXT)) {
			problem(node, "wrong-type", "'contains' needs a collection or a text on its left, not a " + left,
					left.is(Kind.ANY) ? "Convert it with texts(x) or text(x)." : null);
			return;
		}
		Type element = left.isCollection() ? left.element() : Type.TEXT;
		if (element == null || element.kind() != right.kind() || !COMPARABLE.contains(right.kind())) {
			problem(node, "impossible-comparison", "a " + left + " never contains a " + right,
					(element != null && !COMPARABLE.contains(element.kind())) ? "Convert it with texts(x)." : null);
		}
		else if (right.nullable() && !this.checker.isDenying()) {
			problem(node, "nullable-operand", "the right side of 'contains' may be null",
					"Test it first: x != null && list contains x.");
		}
	}

	private void equality(Node.Comparison node, Type left, Type right) {
		if (left.is(Kind.NULL) || right.is(Kind.NULL)) {
			nullTest(node, left.is(Kind.NULL) ? right : left);
		}
		else if (left.kind() != right.kind() || !COMPARABLE.contains(left.kind())) {
			problem(node, "impossible-comparison", "a " + left + " cannot be compared with a " + right,
					comparisonHelp(left, right));
		}
	}

	private void nullTest(Node.Comparison node, Type other) {
		if (!other.nullable()) {
			problem(node, "constant-condition", "the other side is never null", "Remove the test.");
		}
	}

	private static String comparisonHelp(Type left, Type right) {
		if (left.isCollection() || right.isCollection()) {
			return "Write list contains 'x', or use containsAny, containsAll.";
		}
		return "Compare texts, numbers or booleans; convert with text(x) or number(x).";
	}

	private void order(Node.Comparison node, Type left, Type right) {
		if (!left.is(Kind.NUMBER) || !right.is(Kind.NUMBER)) {
			problem(node, "impossible-comparison",
					"'" + node.operator() + "' compares numbers, not a " + left + " with a " + right,
					left.is(Kind.TIME) ? "Use before(a, b) or after(a, b)." : "Convert with number(x).");
		}
	}

	private void problem(Node.Comparison node, String code, String message, @Nullable String help) {
		this.checker.problem(code, node.position(), message, help);
	}

}

package io.github.claimsdsl.expression;

import java.util.List;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Decides whether a collection, map or text can contain a value.
 */
final class ContainmentCheck {

	private final Findings findings;

	private final EnumConstantCheck constants;

	ContainmentCheck(Checker checker) {
		this.findings = checker.findings();
		this.constants = new EnumConstantCheck(checker);
	}

	void check(Node.Binary node, Typed container, Typed part) {
		Type left = container.type();
		Type right = part.type();
		if ((left.isUndeclared() && !right.is(Kind.BEAN)) || (left.is(Kind.MAP) && right.is(Kind.TEXT))) {
			return;
		}
		if (!left.isCollection() && !left.is(Kind.TEXT) && !left.isUndeclared()) {
			this.findings.problem("wrong-type", node.position(),
					"'contains' needs a collection or a text on its left, not a " + left,
					"Compare with ==, or write text(x) contains 'a'.");
			return;
		}
		Type element = left.is(Kind.TEXT) ? Type.TEXT : left.element();
		if (element == null || right.is(Kind.NULL) || !TypeEquality.canBeSame(element, right)) {
			this.findings.problem("impossible-comparison", node.position(), "a " + left + " never contains a " + right,
					right.isCollection() ? "Write containsAll(a, b) or containsAny(a, b)." : EqualityCheck.ALIKE);
			return;
		}
		this.constants.check(element, node.right(), part);
		this.constants.checkAll(right, node.left(), container);
	}

	/** Checks a call that looks for all or some of the elements of a collection. */
	void checkAll(Node call, List<Node> nodes, List<Typed> arguments) {
		Type left = arguments.get(0).type();
		Type right = arguments.get(1).type();
		Type element = left.element();
		Type part = right.element();
		if (element == null || part == null || element.is(Kind.NULL) || part.is(Kind.NULL)) {
			return;
		}
		if (!TypeEquality.canBeSame(element, part)) {
			this.findings.problem("impossible-comparison", call.position(), "a " + left + " never contains a " + part,
					EqualityCheck.ALIKE);
			return;
		}
		this.constants.checkAll(part, nodes.get(0), arguments.get(0));
		this.constants.checkAll(element, nodes.get(1), arguments.get(1));
	}

}

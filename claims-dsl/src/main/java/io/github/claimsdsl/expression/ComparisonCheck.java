package io.github.claimsdsl.expression;

import java.util.List;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks comparisons: that their result is not known already, and that a null does not
 * decide about a token.
 */
final class ComparisonCheck {

	private final Checker checker;

	private final Findings findings;

	private final EqualityCheck equality;

	private final ContainmentCheck containment;

	private final OrderCheck order;

	ComparisonCheck(Checker checker) {
		this.checker = checker;
		this.findings = checker.findings();
		this.equality = new EqualityCheck(checker);
		this.containment = new ContainmentCheck(checker);
		this.order = new OrderCheck(checker);
	}

	Typed check(Node.Binary node, Typed left, Typed right) {
		int before = this.findings.count();
		if (Constants.isConstant(left) && Constants.isConstant(right)) {
			this.findings.problem("constant-condition", node.position(), "both sides are constant",
					"Compare with an input such as user, client or request.");
		}
		else if (node.isEquality()) {
			this.equality.check(node, left, right);
		}
		else if (node.operator().equals("contains")) {
			this.containment.check(node, left, right);
		}
		else if (node.operator().equals("~=")) {
			return matches(node, left, right);
		}
		else {
			this.order.check(node, left.type(), right.type());
		}
		if (this.findings.count() > before) {
			return Checker.unknown();
		}
		decide(node, left, right);
		return new Typed.Own(Operator.of(node.operator()), left, right, Type.BOOLEAN);
	}

	private void decide(Node.Binary node, Typed left, Typed right) {
		if (this.checker.isDenying() && !node.isEquality()) {
			new NullDecision(this.checker).check(node, List.of(node.left(), node.right()), List.of(left, right));
		}
	}

	private Typed matches(Node.Binary node, Typed left, Typed right) {
		if (!left.type().is(Kind.TEXT) && !left.type().isUndeclared()) {
			this.findings.problem("wrong-type", node.position(),
					"'~=' compares a text with a pattern, not a " + left.type(), "Write text(x) ~= 'pattern'.");
			return Checker.unknown();
		}
		Typed pattern = new PatternCheck(this.checker).check(node.right(), right);
		decide(node, left, pattern);
		return new Typed.Own(Operator.MATCHES, left, pattern, Type.BOOLEAN);
	}

}

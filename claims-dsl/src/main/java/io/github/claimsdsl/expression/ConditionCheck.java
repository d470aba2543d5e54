package io.github.claimsdsl.expression;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Decides whether a value is a condition: a boolean that is never null and not always the
 * same.
 */
final class ConditionCheck {

	private static final Typed TRUE = new Typed.Constant(true, Type.BOOLEAN);

	private final Checker checker;

	private final Findings findings;

	ConditionCheck(Checker checker) {
		this.checker = checker;
		this.findings = checker.findings();
	}

	/** Checks an operand that must be boolean and not constant. */
	Typed truth(Node node) {
		int before = this.findings.count();
		return truth(node, this.checker.check(node), before);
	}

	/**
	 * Checks an operand whose type was determined already. Does nothing if that added to
	 * the given number of problems.
	 */
	Typed truth(Node node, Typed typed, int before) {
		Type type = typed.type();
		if (this.findings.count() > before || Checker.isUnknown(typed)) {
			return typed;
		}
		if (!type.is(Kind.BOOLEAN) && !type.is(Kind.ANY)) {
			notBoolean(node, typed);
		}
		else if (type.nullable()) {
			this.findings.fixable("nullable-boolean", node.position(), "this boolean may be null", node,
					new Node.Binary("==", node, new Node.Literal(true, node.position()), node.position()));
		}
		else if (Constants.isConstant(typed)) {
			this.findings.problem("constant-condition", node.position(), "this condition is always the same",
					"Remove the condition.");
		}
		return typed.type().is(Kind.ANY) ? new Typed.Own(Operator.TRUE, typed, TRUE, Type.BOOLEAN) : typed;
	}

	private void notBoolean(Node node, Typed typed) {
		Type type = typed.type();
		String message = "expected true or false but this is a " + type;
		boolean container = type.is(Kind.TEXT) || type.isCollection() || type.is(Kind.MAP);
		if (Constants.isConstant(typed) || !(container || type.nullable())) {
			this.findings.problem("not-boolean", node.position(), message,
					"Compare it: a == b, a != null, or list contains 'x'.");
			return;
		}
		Node other = container ? new Node.Empty(node.position()) : new Node.Literal(null, node.position());
		this.findings.fixable("not-boolean", node.position(), message, node,
				new Node.Binary("!=", node, other, node.position()));
	}

}

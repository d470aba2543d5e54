package io.github.claimsdsl.expression;

import java.util.Set;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks operators with two operands, and decides which kind of operator each is.
 */
final class OperatorCheck {

	/** The operators that never take a boolean on their left side. */
	private static final Set<String> NEGATABLE = Set.of("contains", "~=", "<", "<=", ">", ">=");

	private static final Typed NULL = new Typed.Constant(null, Type.NULL);

	private final Checker checker;

	private final Findings findings;

	private final ArithmeticCheck arithmetic;

	private final ComparisonCheck comparisons;

	OperatorCheck(Checker checker) {
		this.checker = checker;
		this.findings = checker.findings();
		this.arithmetic = new ArithmeticCheck(checker);
		this.comparisons = new ComparisonCheck(checker);
	}

	Typed check(Node.Binary node) {
		if (node.isEquality() && (node.left() instanceof Node.Empty || node.right() instanceof Node.Empty)) {
			return emptiness(node);
		}
		if (NEGATABLE.contains(node.operator()) && node.left() instanceof Node.Unary not
				&& not.operator().equals("!")) {
			negated(node, not);
			return Checker.unknown();
		}
		Typed left = this.checker.check(node.left());
		Typed right = this.checker.check(node.right());
		if (Checker.isUnknown(left) || Checker.isUnknown(right)) {
			return Checker.unknown();
		}
		return switch (node.operator()) {
			case "+" -> this.arithmetic.sum(node, left, right);
			case "-", "*", "/", "%" -> this.arithmetic.numbers(node, left, right);
			default -> this.comparisons.check(node, left, right);
		};
	}

	/**
	 * Reports {@code !list contains x}. The operator {@code !} binds first, so its result
	 * is a boolean.
	 */
	private void negated(Node.Binary node, Node.Unary not) {
		Node meant = new Node.Binary(node.operator(), not.operand(), node.right(), node.position());
		this.findings.fixable("not-boolean", not.position(),
				"'!' applies first, and '" + node.operator() + "' does not take a boolean", node,
				new Node.Unary("!", meant, not.position()));
		this.checker.check(meant);
	}

	/** Checks {@code x == empty} and {@code x != empty}. */
	private Typed emptiness(Node.Binary node) {
		Node other = (node.right() instanceof Node.Empty) ? node.left() : node.right();
		if (other instanceof Node.Empty) {
			this.findings.problem("constant-condition", node.position(), "both sides are constant",
					"Remove the condition.");
			return Checker.unknown();
		}
		Typed typed = this.checker.check(other);
		Type type = typed.type();
		boolean possible = type.is(Kind.TEXT) || type.isCollection() || type.is(Kind.MAP) || type.is(Kind.ANY)
				|| Checker.isUnknown(typed);
		if (!possible) {
			this.findings.fixable("impossible-comparison", node.position(), "a " + type + " is never empty", node,
					new Node.Binary(node.operator(), other, new Node.Literal(null, node.position()), node.position()));
			return Checker.unknown();
		}
		return new Typed.Own(node.operator().equals("==") ? Operator.EMPTY : Operator.NOT_EMPTY, typed, NULL,
				Type.BOOLEAN);
	}

	/** Checks {@code -x}. */
	Typed negative(Node.Unary node) {
		return this.arithmetic.negative(node);
	}

}

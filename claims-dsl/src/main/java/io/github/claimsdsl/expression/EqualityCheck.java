package io.github.claimsdsl.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Decides whether {@code ==} can be true and false, and what the author means if it
 * cannot.
 */
final class EqualityCheck {

	static final String ALIKE = "Compare values of the same type. Convert them with text(x) or number(x).";

	private final Findings findings;

	private final EnumConstantCheck constants;

	EqualityCheck(Checker checker) {
		this.findings = checker.findings();
		this.constants = new EnumConstantCheck(checker);
	}

	void check(Node.Binary node, Typed left, Typed right) {
		Type first = left.type();
		Type second = right.type();
		if (first.is(Kind.NULL) || second.is(Kind.NULL)) {
			if (!(first.is(Kind.NULL) ? second : first).nullable()) {
				this.findings.problem("constant-condition", node.position(), "the other side is never null",
						"Remove the test.");
			}
			return;
		}
		if (!TypeEquality.canBeSame(first, second)) {
			impossible(node, left, right);
			return;
		}
		this.constants.check(first, node.right(), right);
		this.constants.check(second, node.left(), left);
	}

	/** Checks a call of {@code equals}. */
	void checkCall(Node call, List<Node> nodes, List<Typed> arguments) {
		Type left = arguments.get(0).type();
		Type right = arguments.get(1).type();
		Node.Binary equality = new Node.Binary("==", nodes.get(0), nodes.get(1), call.position());
		boolean containers = left.kind() == right.kind() && (left.is(Kind.SET) || left.is(Kind.MAP));
		if (right.is(Kind.NULL)) {
			this.findings.fixable("constant-condition", call.position(), "equals(null) is never true", call, equality);
		}
		else if (!containers) {
			check(equality, arguments.get(0), arguments.get(1));
			this.findings.moveFix(equality, call);
		}
	}

	private void impossible(Node.Binary node, Typed left, Typed right) {
		String message = "a " + left.type() + " cannot be compared with a " + right.type();
		Node value = meant(left.type(), node.right(), right);
		Node first = (value != null) ? node.left() : meant(right.type(), node.left(), left);
		Node second = (value != null) ? value : node.right();
		boolean list = left.type().isCollection() && left.type().element() != null
				&& TypeEquality.canBeSame(left.type().element(), right.type());
		if (list) {
			Node contains = new Node.Binary("contains", node.left(), node.right(), node.position());
			this.findings.fixable("impossible-comparison", node.position(), message, node,
					node.operator().equals("==") ? contains : new Node.Unary("!", contains, node.position()));
		}
		else if (first != null) {
			this.findings.fixable("impossible-comparison", node.position(), message, node,
					new Node.Binary(node.operator(), first, second, node.position()));
		}
		else {
			this.findings.problem("impossible-comparison", node.position(), message, ALIKE);
		}
	}

	/**
	 * Returns what the author means by a literal text that is compared with another kind
	 * of value, or {@code null}.
	 */
	private static @Nullable Node meant(Type type, Node node, Typed typed) {
		if (!(typed instanceof Typed.Constant constant) || !(constant.value() instanceof String text)) {
			return null;
		}
		if (type.is(Kind.BOOLEAN)) {
			Boolean value = ClaimFunctions.bool(text);
			return (value != null) ? new Node.Literal(value, node.position()) : null;
		}
		boolean convertible = type.is(Kind.NUMBER) || type.is(Kind.DATE) || type.is(Kind.TIME);
		return convertible ? Conversion.of(node, type.kind()) : null;
	}

}

package io.github.claimsdsl.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks elements of lists and values of maps, which are read with {@code [ ]} or {@code
 * get}.
 */
final class IndexCheck {

	private final Checker checker;

	private final Findings findings;

	private final StepCheck steps;

	private final ForeignPaths foreign;

	IndexCheck(Checker checker) {
		this.checker = checker;
		this.findings = checker.findings();
		this.steps = new StepCheck(checker);
		this.foreign = new ForeignPaths(checker);
	}

	Typed check(Node.Index node) {
		if (ParameterCheck.isParameters(node.target())) {
			if (node.index() instanceof Node.Literal literal && literal.value() instanceof String name) {
				return this.steps.parameter(node, node.target(), name);
			}
			this.findings.add(ParameterCheck.all((Node.Property) node.target()));
			return Checker.unknown();
		}
		if (node.index() instanceof Node.Literal literal && literal.value() instanceof String name
				&& this.foreign.refuses(node, node.target(), name)) {
			return Checker.unknown();
		}
		Typed target = this.checker.target(node.target());
		return Checker.isUnknown(target) ? target : check(node, target);
	}

	/**
	 * Checks an index of a value that was checked already. In a chain of indexes, the
	 * value would otherwise be checked many times.
	 */
	Typed check(Node.Index node, Typed target) {
		if (node.index() instanceof Node.Literal literal && literal.value() instanceof String name) {
			return textIndex(node, target, name);
		}
		Typed index = this.checker.check(node.index());
		if (Checker.isUnknown(index)) {
			return index;
		}
		return numberIndex(node, target, index);
	}

	private Typed textIndex(Node.Index node, Typed target, String name) {
		Type receiver = target.type();
		if (receiver.is(Kind.MAP) || receiver.isUndeclared()) {
			return this.steps.key(node, target, name);
		}
		if (receiver.bean() != null && ClientMaps.isMap(receiver.bean())) {
			return this.steps.ofClient(node, target, receiver.bean(), name);
		}
		String message = "a " + receiver + " is not a map";
		if (receiver.is(Kind.BEAN)) {
			this.findings.fixable("not-a-map", node.position(), message, node,
					new Node.Property(node.target(), name, node.position()));
		}
		else {
			this.findings.problem("not-a-map", node.position(), message, null);
		}
		return Checker.unknown();
	}

	private Typed numberIndex(Node.Index node, Typed target, Typed index) {
		Type receiver = target.type();
		boolean list = receiver.is(Kind.LIST) || receiver.isUndeclared();
		boolean map = receiver.is(Kind.MAP) || receiver.isUndeclared();
		Type value = (receiver.element() != null) ? receiver.element().orNull() : Type.ANY;
		if (list && index instanceof Typed.Constant constant && !isPlace(constant.value())) {
			noIndex(node, constant.value());
			return Checker.unknown();
		}
		if (list && index instanceof Typed.Constant constant && constant.value() instanceof Integer number) {
			return this.steps.step(node, target, new Step.Element(number, value), value);
		}
		boolean undeclared = index.type().isUndeclared() && (list || map);
		if (undeclared || (list && index.type().is(Kind.NUMBER)) || (map && index.type().is(Kind.TEXT))) {
			return new Typed.At(target, index, this.checker.schema().secretNames(), value);
		}
		this.findings.problem(index.type().is(Kind.NUMBER) ? "not-a-list" : "not-a-map", node.position(),
				"a " + receiver + " has no element at a " + index.type(),
				receiver.is(Kind.SET) ? "A set has no order: write set contains x, or sorted(set)[0]." : null);
		return Checker.unknown();
	}

	private static boolean isPlace(@Nullable Object index) {
		return !(index instanceof Number)
				|| (index instanceof Integer number && number >= 0 && number < Limits.MOST_ELEMENTS);
	}

	/**
	 * Reports an index that is outside of every list. Other languages count a negative
	 * index from the end of the list.
	 */
	private void noIndex(Node.Index node, @Nullable Object index) {
		String message = "an index must be a whole number from 0 to " + (Limits.MOST_ELEMENTS - 1);
		if (index instanceof Integer number && number < 0) {
			Node size = new Node.Method(node.target(), "size", List.of(), node.position());
			Node place = new Node.Binary("-", size, new Node.Literal(-number, node.position()), node.position());
			this.findings.fixable("wrong-type", node.position(), message, node,
					new Node.Index(node.target(), place, node.position()));
		}
		else {
			this.findings.problem("wrong-type", node.position(), message, "The first element is list[0].");
		}
	}

}

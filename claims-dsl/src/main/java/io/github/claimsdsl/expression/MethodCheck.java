package io.github.claimsdsl.expression;

import java.util.List;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks calls of methods of values.
 */
final class MethodCheck {

	private final Checker checker;

	private final Findings findings;

	private final IndexCheck indexes;

	private final ClassNameCheck classes;

	private final ForeignPaths foreign;

	MethodCheck(Checker checker, IndexCheck indexes) {
		this.checker = checker;
		this.findings = checker.findings();
		this.indexes = indexes;
		this.classes = new ClassNameCheck(checker);
		this.foreign = new ForeignPaths(checker);
	}

	Typed check(Node.Method node) {
		if (this.classes.refusesCall(node)) {
			return Checker.unknown();
		}
		if (ParameterCheck.isParameters(node.target()) && node.name().equals("get") && node.arguments().size() == 1) {
			return this.indexes.check(new Node.Index(node.target(), node.arguments().get(0), node.position()));
		}
		if (this.foreign.refuses(node)) {
			return Checker.unknown();
		}
		Typed target = this.checker.check(node.target());
		if (Checker.isUnknown(target)) {
			node.arguments().forEach(this.checker::check);
			return target;
		}
		return ofValue(node, target);
	}

	private Typed ofValue(Node.Method node, Typed target) {
		Type receiver = target.type();
		boolean indexed = receiver.is(Kind.LIST) || receiver.is(Kind.MAP) || receiver.isUndeclared();
		if (indexed && node.name().equals("get") && node.arguments().size() == 1) {
			Node.Index index = new Node.Index(node.target(), node.arguments().get(0), node.position());
			Typed element = this.indexes.check(index, target);
			this.findings.moveFix(index, node);
			return element;
		}
		if (isMap(receiver, node) && node.name().equals("getOrDefault") && node.arguments().size() == 2) {
			Node.Index index = new Node.Index(node.target(), node.arguments().get(0), node.position());
			return passingNull(target, CallCheck.ofFunction(this.checker)
				.orDefault(index, this.indexes.check(index, target), node.arguments().get(1)));
		}
		return call(node, target);
	}

	/**
	 * Tells whether a value is a map, or a value of undeclared type that is read like a
	 * map.
	 */
	private static boolean isMap(Type receiver, Node.Method node) {
		return receiver.is(Kind.MAP) || (receiver.isUndeclared() && !node.arguments().isEmpty()
				&& node.arguments().get(0) instanceof Node.Literal literal && literal.value() instanceof String);
	}

	/**
	 * Returns an expression that is null if the value is null, and otherwise the result
	 * that is made of the value.
	 */
	private static Typed passingNull(Typed value, Typed made) {
		Typed nothing = new Typed.Constant(null, Type.NULL);
		Typed test = new Typed.Own(Operator.EQUAL, value, nothing, Type.BOOLEAN);
		return value.type().nullable() ? Checker.operation("?", List.of(test, nothing, made), made.type().orNull())
				: made;
	}

	/** Checks a method of a value that was checked already. */
	Typed call(Node.Method node, Typed target) {
		Type receiver = target.type();
		List<Function> named = MethodTable.ALL.find(receiver, node.name());
		if (named.isEmpty() || receiver.is(Kind.BEAN)) {
			node.arguments().forEach(this.checker::check);
			new UnknownMethod(this.checker).report(node, receiver);
			return Checker.unknown();
		}
		List<Function> rows = MethodTable.ALL.find(receiver, node.name(), node.arguments().size());
		if (rows.isEmpty()) {
			this.findings.problem("wrong-arity", node.position(),
					node.name() + " does not take " + node.arguments().size() + " arguments", "The signature is "
							+ String.join(" or ", named.stream().map(Function::methodSignature).toList()) + ".");
			return Checker.unknown();
		}
		return CallCheck.ofMethod(this.checker, node.target()).method(node, target, rows);
	}

}

package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks a call of a function or method against its signature.
 */
final class CallCheck {

	private final Checker checker;

	private final Findings findings;

	private final MappingCheck mapping;

	private final ArgumentCheck arguments;

	private CallCheck(Checker checker, @Nullable Node receiver) {
		this.checker = checker;
		this.findings = checker.findings();
		this.mapping = new MappingCheck(checker);
		this.arguments = new ArgumentCheck(checker, this.mapping, receiver);
	}

	/** Creates the check of a function. */
	static CallCheck ofFunction(Checker checker) {
		return new CallCheck(checker, null);
	}

	/** Creates the check of a method that is called on a value. */
	static CallCheck ofMethod(Checker checker, Node receiver) {
		return new CallCheck(checker, receiver);
	}

	Typed call(Node.Call call) {
		Function function = this.checker.functions().find(call.function());
		if (function == null) {
			new UnknownFunction(this.checker).report(call);
			return Checker.unknown();
		}
		if (call.function().equals("coalesce") && call.arguments().size() > 2) {
			return call(nested(call));
		}
		if (new UnknownFunction(this.checker).refusesTexts(call)) {
			return Checker.unknown();
		}
		int expected = function.parameters().size();
		if (call.arguments().size() != expected) {
			call.arguments().forEach(this.checker::check);
			this.findings.problem(
					"wrong-arity", call.position(), function.name() + " takes " + expected + " argument"
							+ ((expected != 1) ? "s" : "") + " but got " + call.arguments().size(),
					"The signature is " + function.signature() + ".");
			return Checker.unknown();
		}
		return apply(call, function, call.arguments(), this.arguments.check(function, call.arguments(), List.of()));
	}

	/** Returns {@code coalesce(a, coalesce(b, c))} for {@code coalesce(a, b, c)}. */
	private static Node.Call nested(Node.Call call) {
		List<Node> rest = call.arguments().subList(1, call.arguments().size());
		return new Node.Call(call.function(),
				List.of(call.arguments().get(0), new Node.Call(call.function(), rest, call.position())),
				call.position());
	}

	/** Checks {@code coalesce} of a value that was checked already. */
	Typed orDefault(Node valueNode, Typed value, Node otherwise) {
		Function function = Objects.requireNonNull(this.checker.functions().find("coalesce"));
		List<Node> nodes = List.of(valueNode, otherwise);
		return apply(valueNode, function, nodes, this.arguments.check(function, nodes, List.of(value)));
	}

	/** Checks a call of one of the rows of the table of methods. */
	Typed method(Node.Method call, Typed target, List<Function> rows) {
		List<Node> nodes = new ArrayList<>(call.arguments());
		nodes.add(0, call.target());
		boolean undeclared = target.type().is(Kind.ANY);
		if (!undeclared) {
			List<Typed> known = known(call, target, rows);
			Function row = best(rows, known);
			return apply(call, row, nodes, this.arguments.check(row, nodes, known));
		}
		return dispatch(call, nodes, target, rows);
	}

	/**
	 * Checks the arguments that are needed to find the row. Each is checked only once,
	 * because calls can be nested.
	 */
	private List<Typed> known(Node.Method call, Typed target, List<Function> rows) {
		List<Typed> known = new ArrayList<>();
		known.add(target);
		if (rows.size() > 1) {
			call.arguments().forEach((argument) -> known.add(this.checker.check(argument)));
		}
		return known;
	}

	/**
	 * Returns the first row that accepts the arguments, or the first of all if none does.
	 */
	private static Function best(List<Function> rows, List<Typed> arguments) {
		return rows.stream().filter((row) -> accepts(row, arguments)).findFirst().orElse(rows.get(0));
	}

	private static boolean accepts(Function row, List<Typed> arguments) {
		for (int i = 1; i < arguments.size(); i++) {
			if (!row.parameters().get(i).accepts(arguments.get(i).type())) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Checks a method of a value whose type is known only when the expression runs. The
	 * rows that do not accept the arguments stay candidates, because they apply if an
	 * argument is null.
	 */
	private Typed dispatch(Node.Method call, List<Node> nodes, Typed target, List<Function> rows) {
		List<Typed> known = known(call, target, rows);
		List<Function> accepting = rows.stream().filter((row) -> accepts(row, known)).toList();
		List<Function> taking = accepting.isEmpty() ? rows : accepting;
		List<Typed> arguments = this.arguments.check(taking.get(0), nodes, known);
		List<Type> types = arguments.stream().map(Typed::type).toList();
		Type type = taking.stream().map((row) -> row.type(types)).reduce(Type::join).orElse(Type.ANY);
		decide(call, taking.get(0), nodes, arguments);
		return new Typed.Dispatch(call.name(), rows, arguments, type);
	}

	private Typed apply(Node call, Function function, List<Node> nodes, List<Typed> arguments) {
		if (new LiteralCheck(this.checker).refuses(call, function, nodes, arguments)
				|| new SearchCheck(this.checker).refuses(call, function, nodes, arguments)) {
			return Checker.unknown();
		}
		Type type = function.type(arguments.stream().map(Typed::type).toList());
		decide(call, function, nodes, arguments);
		return new Typed.Apply(function, arguments, this.mapping.type(type));
	}

	/**
	 * Checks a predicate in a condition that refuses tokens. A predicate is false for
	 * null, and that must not decide about a token unless the author says so.
	 */
	private void decide(Node call, Function function, List<Node> nodes, List<Typed> arguments) {
		boolean predicate = function.result() == ClaimFunction.Result.FALSE_IF_ANY_ARGUMENT_IS
				|| (function.result() == ClaimFunction.Result.NULL_IF_ANY_ARGUMENT_IS
						&& function.resultType() == Boolean.class);
		if (this.checker.isDenying() && predicate) {
			new NullDecision(this.checker).check(call, nodes, arguments);
		}
	}

}

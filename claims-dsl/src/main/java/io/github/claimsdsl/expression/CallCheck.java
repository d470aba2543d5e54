package io.github.claimsdsl.expression;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.FunctionParameter.Role;
import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks calls of functions and methods against their signatures.
 */
final class CallCheck {

	private final Checker checker;

	private @Nullable Type mapped;

	/** The node that a method is called on. */
	private @Nullable Node receiver;

	CallCheck(Checker checker) {
		this.checker = checker;
	}

	Typed call(Node.Call call) {
		Function function = this.checker.functions().find(call.function());
		if (function == null) {
			if (new ForeignRoles(this.checker).refuses(call, call.function(), call.arguments())) {
				return Checker.unknown();
			}
			call.arguments().forEach(this.checker::check);
			unknown(call);
			return Checker.unknown();
		}
		if (call.function().equals("coalesce") && call.arguments().size() > 2) {
			return call(nested(call));
		}
		if (call.function().equals("concat") && isOfTexts(call)) {
			this.checker.fixable("wrong-type", call.position(), "concat joins lists, not texts", call,
					ForeignFunctions.sum(call));
			return Checker.unknown();
		}
		int expected = function.parameters().size();
		if (call.arguments().size() != expected) {
			call.arguments().forEach(this.checker::check);
			this.checker.problem(
					"wrong-arity", call.position(), function.name() + " takes " + expected + " argument"
							+ ((expected != 1) ? "s" : "") + " but got " + call.arguments().size(),
					"The signature is " + function.signature() + ".");
			return Checker.unknown();
		}
		return apply(call, function, call.arguments(), arguments(function, call.arguments(), List.of()));
	}

	/**
	 * Tells whether a call is like {@code concat(a, ' ', b)}, which joins texts in other
	 * languages.
	 */
	private boolean isOfTexts(Node.Call call) {
		return call.arguments().size() > 1 && call.arguments()
			.stream()
			.anyMatch((argument) -> argument instanceof Node.Literal literal && literal.value() instanceof String);
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
		return apply(valueNode, function, nodes, arguments(function, nodes, List.of(value)));
	}

	private void unknown(Node.Call call) {
		String message = "unknown function '" + call.function() + "'";
		Node known = ForeignFunctions.of(call);
		if (known != null) {
			this.checker.fixable("unknown-function", call.position(), message, call, known);
			return;
		}
		Set<String> names = this.checker.functions().names();
		String near = DidYouMean.nearest(call.function(), names).orElse(null);
		if (near != null) {
			this.checker.meant("unknown-function", call.position(), message, near, call,
					new Node.Call(near, call.arguments(), call.position()));
			return;
		}
		boolean method = !call.arguments().isEmpty() && !MethodTable.ALL.find(Type.ANY, call.function()).isEmpty();
		if (method) {
			this.checker.fixable("unknown-function", call.position(), message, call,
					new Node.Method(call.arguments().get(0), call.function(),
							call.arguments().subList(1, call.arguments().size()), call.position()));
			return;
		}
		this.checker.problem("unknown-function", call.position(), message, DidYouMean.sentence(call.function(), names));
	}

	/** Checks a call of one of the rows of the table of methods. */
	Typed method(Node.Method call, Typed target, List<Function> rows) {
		this.receiver = call.target();
		List<Node> nodes = new ArrayList<>(call.arguments());
		nodes.add(0, call.target());
		boolean undeclared = target.type().is(Kind.ANY);
		if (!undeclared) {
			List<Typed> known = known(call, target, rows);
			Function row = best(rows, known);
			return apply(call, row, nodes, arguments(row, nodes, known));
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
		List<Typed> arguments = arguments(taking.get(0), nodes, known);
		List<Type> types = arguments.stream().map(Typed::type).toList();
		Type type = taking.stream().map((row) -> row.type(types)).reduce(Type::join).orElse(Type.ANY);
		decide(call, taking.get(0), nodes, arguments);
		return new Typed.Dispatch(call.name(), rows, arguments, type);
	}

	private Typed apply(Node call, Function function, List<Node> nodes, List<Typed> arguments) {
		if (new LiteralCheck(this.checker).refuses(call, function, nodes, arguments)
				|| this.checker.operators().refuses(call, function, nodes, arguments)) {
			return Checker.unknown();
		}
		Type type = function.type(arguments.stream().map(Typed::type).toList());
		decide(call, function, nodes, arguments);
		return new Typed.Apply(function, arguments,
				(this.mapped != null) ? Type.listOf(this.mapped).withNullable(type.nullable()) : type);
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

	private List<Typed> arguments(Function function, List<Node> nodes, List<Typed> known) {
		List<Typed> arguments = new ArrayList<>();
		for (int i = 0; i < nodes.size(); i++) {
			Typed argument = (i < known.size()) ? known.get(i) : this.checker.check(nodes.get(i));
			arguments.add(argument(function, nodes.get(i), argument, i, arguments));
		}
		return arguments;
	}

	private Typed argument(Function function, Node node, Typed argument, int index, List<Typed> before) {
		if (Checker.isUnknown(argument)) {
			return argument;
		}
		FunctionParameter parameter = function.parameters().get(index);
		return switch (parameter.role()) {
			case PATTERN -> pattern(node, argument);
			case FUNCTION_NAME -> functionName(node, argument, before.get(0).type());
			case VALUE -> value(function, node, argument, parameter);
		};
	}

	private Typed value(Function function, Node node, Typed argument, FunctionParameter parameter) {
		if (parameter.accepts(argument.type())) {
			return argument;
		}
		String message = function.name() + " expects a " + parameter + " here, not a " + argument.type();
		String conversion = conversion(parameter);
		Function convert = (conversion != null) ? this.checker.functions().find(conversion) : null;
		Node atStart = atStartOfDay(node, argument.type(), parameter);
		if (atStart != null) {
			this.checker.fixable("wrong-type", node.position(), message,
					argument.type().is(Kind.DATE) ? node : ((Node.Method) atStart).target(), atStart);
		}
		else if (convert != null && argument.type().isScalar()
				&& convert.parameters().get(0).accepts(argument.type())) {
			convert(node, message, convert);
		}
		else {
			this.checker.problem("wrong-type", node.position(), message,
					"The signature is " + function.signature() + ".");
		}
		return Checker.unknown();
	}

	private void convert(Node node, String message, Function convert) {
		Node converted = switch (convert.name()) {
			case "number" -> OperatorCheck.converted(node, Kind.NUMBER);
			case "time" -> OperatorCheck.converted(node, Kind.TIME);
			case "date" -> OperatorCheck.converted(node, Kind.DATE);
			default -> new Node.Call(convert.name(), List.of(node), node.position());
		};
		if (converted != null) {
			this.checker.fixable("wrong-type", node.position(), message, node, converted);
		}
		else {
			this.checker.problem("wrong-type", node.position(), message,
					"This text cannot be read as a " + convert.name() + ".");
		}
	}

	/**
	 * Returns the correction if a date is used together with a time, or {@code null}. The
	 * date can be the argument or the value that the method is called on.
	 */
	private @Nullable Node atStartOfDay(Node node, Type argument, FunctionParameter parameter) {
		Node date = (argument.is(Kind.DATE) && parameter.isOf(Instant.class)) ? node
				: (argument.is(Kind.TIME) && parameter.isOf(LocalDate.class)) ? this.receiver : null;
		return (date != null) ? new Node.Method(date, "atStartOfDay", List.of(), node.position()) : null;
	}

	private static @Nullable String conversion(FunctionParameter parameter) {
		if (parameter.isOf(String.class)) {
			return "text";
		}
		if (parameter.isOf(Number.class)) {
			return "number";
		}
		return parameter.isOf(Instant.class) ? "time" : parameter.isOf(LocalDate.class) ? "date" : null;
	}

	/** Checks and compiles a literal pattern. */
	Typed pattern(Node node, Typed argument) {
		if (!(argument instanceof Typed.Constant constant) || !(constant.value() instanceof String text)) {
			this.checker.problem("literal-needed", node.position(), "the pattern must be a literal text",
					"Write the pattern in quotes, so that it can be checked at start-up.");
			return Checker.unknown();
		}
		if (PatternSize.isTooLarge(text)) {
			this.checker.problem("bad-pattern", node.position(), "the pattern repeats too much",
					"Use smaller counts in { }. To quote characters, use a backslash instead of \\Q.");
			return Checker.unknown();
		}
		try {
			return new Typed.Constant(Pattern.compile(text), Type.TEXT);
		}
		catch (PatternSyntaxException ex) {
			this.checker.problem("bad-pattern", node.position(), "the pattern is not a regular expression of RE2",
					"RE2 reports: " + ex.getDescription() + ". RE2 has no look-around and no back-references.");
			return Checker.unknown();
		}
	}

	private Typed functionName(Node node, Typed argument, Type collection) {
		Set<String> names = new TreeSet<>();
		this.checker.functions()
			.all()
			.stream()
			.filter((candidate) -> candidate.parameters().size() == 1
					&& candidate.parameters().get(0).role() == Role.VALUE)
			.forEach((candidate) -> names.add(candidate.name()));
		if (!(argument instanceof Typed.Constant constant) || !(constant.value() instanceof String name)
				|| !names.contains(name)) {
			this.checker.problem("unknown-function", node.position(),
					"expected the name of a function with one parameter, as a literal text",
					(argument instanceof Typed.Constant other && other.value() instanceof String mistyped)
							? DidYouMean.sentence(mistyped, names) : "Write map(list, 'lower').");
			return Checker.unknown();
		}
		return function(node, name, collection);
	}

	private Typed function(Node node, String name, Type collection) {
		Function mapper = this.checker.functions().find(name, 1);
		Type element = (collection.element() != null) ? collection.element() : Type.ANY;
		if (mapper == null || !mapper.parameters().get(0).accepts(element)) {
			this.checker.problem("wrong-type", node.position(), name + " does not take a " + element,
					(mapper != null) ? "The signature is " + mapper.signature() + "." : null);
			return Checker.unknown();
		}
		this.mapped = mapper.type(List.of(element.orNull()));
		return new Typed.Constant(mapper, Type.TEXT);
	}

}

package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.FunctionParameter.Role;

/**
 * Checks a function call against the function's signature.
 */
final class CallCheck {

	private final Checker checker;

	private final Map<String, Function> functions;

	private final Function function;

	private @Nullable Type mapped;

	CallCheck(Checker checker, Map<String, Function> functions, Function function) {
		this.checker = checker;
		this.functions = functions;
		this.function = function;
	}

	Typed check(Node.Call call) {
		int expected = this.function.parameters().size();
		List<Typed> arguments = new ArrayList<>();
		for (int i = 0; i < call.arguments().size(); i++) {
			Typed argument = this.checker.check(call.arguments().get(i));
			arguments.add((i < expected) ? argument(call.arguments().get(i), argument, i, arguments) : argument);
		}
		if (call.arguments().size() != expected) {
			this.checker.problem(
					"wrong-arity", call.position(), this.function.name() + " takes " + expected + " argument"
							+ ((expected != 1) ? "s" : "") + " but got " + call.arguments().size(),
					"It is " + this.function.signature() + ".");
			return new Typed.Unknown();
		}
		List<Type> types = arguments.stream().map(Typed::type).toList();
		Type type = this.function.type(types);
		if (this.checker.isDenying() && type.is(Type.Kind.BOOLEAN)
				&& this.function.result() == ClaimFunction.Result.NULL_IF_ANY_ARGUMENT_IS) {
			new NullDecision(this.checker).check(call, call.arguments(), arguments);
		}
		return new Typed.Apply(this.function, arguments,
				(this.mapped != null) ? Type.listOf(this.mapped).withNullable(type.nullable()) : type);
	}

	private Typed argument(Node node, Typed argument, int index, List<Typed> before) {
		if (Checker.isUnknown(argument)) {
			return argument;
		}
		FunctionParameter parameter = this.function.parameters().get(index);
		return switch (parameter.role()) {
			case PATTERN -> pattern(node, argument);
			case FUNCTION_NAME -> functionName(node, argument, before.get(0).type());
			case VALUE -> value(node, argument, parameter);
		};
	}

	private Typed value(Node node, Typed argument, FunctionParameter parameter) {
		if (!parameter.accepts(argument.type())) {
			this.checker.problem("wrong-type", node.bare().position(),
					this.function.name() + " expects a " + parameter + " here, not a " + argument.type(),
					"It is " + this.function.signature() + "." + conversion(argument.type()));
			return new Typed.Unknown();
		}
		return argument;
	}

	private static String conversion(Type type) {
		return type.is(Type.Kind.ANY) ? " Convert the value with text(x), texts(x) or number(x)." : "";
	}

	private Typed pattern(Node node, Typed argument) {
		if (!(argument instanceof Typed.Constant constant) || !(constant.value() instanceof String text)) {
			this.checker.problem("literal-needed", node.position(), "the pattern must be a literal text",
					"A pattern from data could not be checked before it runs.");
			return new Typed.Unknown();
		}
		if (PatternSize.isTooLarge(text)) {
			this.checker.problem("bad-pattern", node.position(), "the pattern repeats too much",
					"Lower the counts in { }; quote with a backslash, not with \\Q.");
			return new Typed.Unknown();
		}
		try {
			return new Typed.Constant(Pattern.compile(text), Type.TEXT);
		}
		catch (PatternSyntaxException ex) {
			this.checker.problem("bad-pattern", node.position(), "the pattern is not a regular expression of RE2",
					"RE2 says: " + ex.getDescription() + ". Look-around and back-references are not part of it.");
			return new Typed.Unknown();
		}
	}

	private Typed functionName(Node node, Typed argument, Type collection) {
		Set<String> names = new TreeSet<>();
		this.functions.values()
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
			return new Typed.Unknown();
		}
		return function(node, name, collection);
	}

	@SuppressWarnings("NullAway")
	private Typed function(Node node, String name, Type collection) {
		Function mapper = this.functions.get(name);
		Type element = (collection.element() != null) ? collection.element() : Type.ANY;
		if (!mapper.parameters().get(0).accepts(element)) {
			this.checker.problem("wrong-type", node.position(),
					name + " expects a " + mapper.parameters().get(0) + ", not a " + element,
					"It is " + mapper.signature() + ".");
			return new Typed.Unknown();
		}
		this.mapped = mapper.type(List.of(element.orNull()));
		return new Typed.Constant(mapper, Type.TEXT);
	}

}

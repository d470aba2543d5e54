package io.github.claimsdsl.expression;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Decides whether a value is accepted as an argument of a function, and how it can be
 * converted if not.
 */
final class ArgumentCheck {

	private final Checker checker;

	private final Findings findings;

	private final MappingCheck mapping;

	/** The node that a method is called on, or {@code null} for a function. */
	private final @Nullable Node receiver;

	ArgumentCheck(Checker checker, MappingCheck mapping, @Nullable Node receiver) {
		this.checker = checker;
		this.findings = checker.findings();
		this.mapping = mapping;
		this.receiver = receiver;
	}

	/** Checks the arguments. The first ones may be known already. */
	List<Typed> check(Function function, List<Node> nodes, List<Typed> known) {
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
			case PATTERN -> new PatternCheck(this.checker).check(node, argument);
			case FUNCTION_NAME -> this.mapping.check(node, argument, before.get(0).type());
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
			this.findings.fixable("wrong-type", node.position(), message,
					argument.type().is(Kind.DATE) ? node : ((Node.Method) atStart).target(), atStart);
		}
		else if (convert != null && argument.type().isScalar()
				&& convert.parameters().get(0).accepts(argument.type())) {
			convert(node, message, convert);
		}
		else {
			this.findings.problem("wrong-type", node.position(), message,
					"The signature is " + function.signature() + ".");
		}
		return Checker.unknown();
	}

	private void convert(Node node, String message, Function convert) {
		Node converted = switch (convert.name()) {
			case "number" -> Conversion.of(node, Kind.NUMBER);
			case "time" -> Conversion.of(node, Kind.TIME);
			case "date" -> Conversion.of(node, Kind.DATE);
			default -> new Node.Call(convert.name(), List.of(node), node.position());
		};
		if (converted != null) {
			this.findings.fixable("wrong-type", node.position(), message, node, converted);
		}
		else {
			this.findings.problem("wrong-type", node.position(), message,
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

}

package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Translates functions of other languages, so that an issue can say what to write
 * instead.
 */
final class ForeignFunctions {

	private static final Map<String, String> FUNCTIONS = Map.ofEntries(Map.entry("nvl", "coalesce"),
			Map.entry("ifNull", "coalesce"), Map.entry("ifnull", "coalesce"), Map.entry("isnull", "coalesce"),
			Map.entry("firstNonNull", "coalesce"), Map.entry("str", "text"), Map.entry("string", "text"),
			Map.entry("toString", "text"), Map.entry("int", "number"), Map.entry("float", "number"),
			Map.entry("toNumber", "number"), Map.entry("parseInt", "number"), Map.entry("toInt", "number"));

	private static final Map<String, String> OPPOSITES = Map.of("isNotEmpty", "isEmpty", "isNotBlank", "isBlank");

	private static final Map<String, String> EMPTY = Map.of("isNullOrEmpty", "isEmpty", "IsNullOrEmpty", "isEmpty",
			"isNullOrBlank", "isBlank");

	private static final Set<String> CONDITIONALS = Set.of("iif", "IIF", "IF", "If", "ifElse", "ternary");

	private static final Map<String, String> TESTS = Map.of("isNull", "==", "isNotNull", "!=", "isPresent", "!=",
			"exists", "!=");

	private ForeignFunctions() {
	}

	static @Nullable Node of(Node.Call call) {
		List<Node> arguments = call.arguments();
		String function = FUNCTIONS.get(call.function());
		int expected = "coalesce".equals(function) ? 2 : 1;
		if (function != null && arguments.size() == expected) {
			return new Node.Call(function, arguments, call.position());
		}
		if (CONDITIONALS.contains(call.function()) && arguments.size() == 3) {
			return new Node.Conditional(arguments.get(0), arguments.get(1), arguments.get(2), call.position());
		}
		String opposite = OPPOSITES.get(call.function());
		if (opposite != null) {
			return new Node.Unary("!", new Node.Call(opposite, arguments, call.position()), call.position());
		}
		String empty = EMPTY.get(call.function());
		if (empty != null) {
			return new Node.Call(empty, arguments, call.position());
		}
		String test = TESTS.get(call.function());
		if (test != null && arguments.size() == 1) {
			return new Node.Binary(test, arguments.get(0), new Node.Literal(null, call.position()), call.position());
		}
		if (call.function().equals("len") && arguments.size() == 1) {
			return new Node.Method(arguments.get(0), "size", List.of(), call.position());
		}
		return (call.function().equals("now") && arguments.isEmpty()) ? new Node.Name("now", call.position()) : null;
	}

	/** Returns the sum of the arguments, which joins texts. */
	static Node sum(Node.Call call) {
		Node sum = call.arguments().get(0);
		for (Node argument : call.arguments().subList(1, call.arguments().size())) {
			sum = new Node.Binary("+", sum, argument, call.position());
		}
		return sum;
	}

}

package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Renders a syntax tree as text. Source texts that differ only in white space, quotes or
 * unnecessary parentheses give the same text. It parses back to the same tree.
 */
final class CanonicalText {

	private static final int TERNARY = 0;

	private static final int UNARY = 7;

	private static final int PRIMARY = 8;

	/** How tightly each operator binds; a higher number binds tighter. */
	static final Map<String, Integer> PRECEDENCE = Map.ofEntries(Map.entry("||", 1), Map.entry("&&", 2),
			Map.entry("==", 3), Map.entry("!=", 3), Map.entry("<", 4), Map.entry("<=", 4), Map.entry(">", 4),
			Map.entry(">=", 4), Map.entry("contains", 4), Map.entry("~=", 4), Map.entry("+", 5), Map.entry("-", 5),
			Map.entry("*", 6), Map.entry("/", 6), Map.entry("%", 6));

	private CanonicalText() {
	}

	static String of(Node node) {
		return render(node, TERNARY);
	}

	/** Renders a node as the operand of an operator with the given precedence. */
	private static String render(Node node, int outer) {
		String text = render(node);
		return (precedence(node) < outer) ? "(" + text + ")" : text;
	}

	private static int precedence(Node node) {
		if (node instanceof Node.Binary binary) {
			return PRECEDENCE.getOrDefault(binary.operator(), UNARY);
		}
		if (node instanceof Node.Conditional) {
			return TERNARY;
		}
		boolean unary = node instanceof Node.Unary || (node instanceof Node.Literal literal
				&& String.valueOf(literal.value()).startsWith("-") && literal.value() instanceof Number);
		return unary ? UNARY : PRIMARY;
	}

	private static String render(Node node) {
		if (node instanceof Node.Binary binary) {
			int precedence = precedence(binary);
			return render(binary.left(), precedence) + " " + binary.operator() + " "
					+ render(binary.right(), precedence + 1);
		}
		if (node instanceof Node.Unary unary) {
			String operand = render(unary.operand(), UNARY);
			boolean number = operand.startsWith("-") || unary.operand() instanceof Node.Literal;
			return unary.operator() + (number ? "(" + operand + ")" : operand);
		}
		if (node instanceof Node.Conditional conditional) {
			return render(conditional.condition(), TERNARY + 1) + " ? " + render(conditional.then(), TERNARY) + " : "
					+ render(conditional.otherwise(), TERNARY);
		}
		return primary(node);
	}

	private static String primary(Node node) {
		if (node instanceof Node.Literal literal) {
			return literal(literal.value());
		}
		if (node instanceof Node.Name name) {
			return name.name();
		}
		if (node instanceof Node.Property property) {
			return render(property.target(), PRIMARY) + "." + property.name();
		}
		if (node instanceof Node.Index index) {
			return render(index.target(), PRIMARY) + "[" + of(index.index()) + "]";
		}
		if (node instanceof Node.Method method) {
			return render(method.target(), PRIMARY) + "." + method.name() + "(" + joined(method.arguments()) + ")";
		}
		if (node instanceof Node.Call call) {
			return call.function() + "(" + joined(call.arguments()) + ")";
		}
		return collection(node);
	}

	private static String collection(Node node) {
		if (node instanceof Node.ListOf list) {
			return "[" + joined(list.elements()) + "]";
		}
		if (node instanceof Node.MapOf map) {
			return map.keys().isEmpty() ? "[:]" : "[" + String.join(", ", entries(map)) + "]";
		}
		if (node instanceof Node.Projection projection) {
			return "(" + of(projection.body()) + " in " + of(projection.collection())
					+ ((projection.condition() != null) ? " if " + of(projection.condition()) : "") + ")";
		}
		return "empty";
	}

	private static List<String> entries(Node.MapOf map) {
		List<String> entries = new ArrayList<>();
		for (int i = 0; i < map.keys().size(); i++) {
			entries.add(Node.quoted(map.keys().get(i)) + ": " + of(map.values().get(i)));
		}
		return entries;
	}

	private static String joined(List<Node> nodes) {
		return String.join(", ", nodes.stream().map(CanonicalText::of).toList());
	}

	private static String literal(@Nullable Object value) {
		if (value instanceof String text) {
			return Node.quoted(text);
		}
		String text = String.valueOf(value);
		return (value instanceof Double && text.contains("E")) ? plain(text) : text;
	}

	/** Returns a decimal without an exponent, because the language has none. */
	private static String plain(String decimal) {
		String plain = new BigDecimal(decimal).stripTrailingZeros().toPlainString();
		return plain.contains(".") ? plain : plain + ".0";
	}

}

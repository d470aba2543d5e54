package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Renders a syntax tree so that texts that differ only in white space, quotes or
 * unnecessary parentheses become the same text. It parses back to the same tree.
 */
final class CanonicalText {

	private CanonicalText() {
	}

	static String of(Node node) {
		Node bare = node.bare();
		if (bare instanceof Node.Not not) {
			return "!(" + of(not.operand()) + ")";
		}
		if (bare instanceof Node.Logical logical) {
			return logical.operands()
				.stream()
				.map(CanonicalText::operand)
				.collect(Collectors.joining(" " + logical.operator() + " "));
		}
		if (bare instanceof Node.Comparison comparison) {
			return primary(comparison.left()) + " " + comparison.operator() + " " + primary(comparison.right());
		}
		if (bare instanceof Node.Conditional conditional) {
			return "(" + of(conditional.condition()) + ") ? " + primary(conditional.then()) + " : "
					+ primary(conditional.otherwise());
		}
		return primary(bare);
	}

	/** An operand of {@code &&} or {@code ||}. */
	private static String operand(Node node) {
		Node bare = node.bare();
		return (bare instanceof Node.Not || bare instanceof Node.Comparison) ? of(bare) : primary(bare);
	}

	private static String primary(Node node) {
		Node bare = node.bare();
		if (bare instanceof Node.Literal literal) {
			return literal(literal.value());
		}
		if (bare instanceof Node.Path path) {
			return path.root() + path.steps().stream().map(CanonicalText::step).collect(Collectors.joining());
		}
		if (bare instanceof Node.Call call) {
			return call.function() + "(" + joined(call.arguments().stream().map(CanonicalText::of).toList()) + ")";
		}
		if (bare instanceof Node.ListOf list) {
			return "[" + joined(list.elements().stream().map(CanonicalText::primary).toList()) + "]";
		}
		if (bare instanceof Node.MapOf map) {
			return map.keys().isEmpty() ? "[:]" : "[" + joined(entries(map)) + "]";
		}
		if (bare instanceof Node.Arithmetic arithmetic) {
			return "(" + primary(arithmetic.left()) + " " + arithmetic.operator() + " " + primary(arithmetic.right())
					+ ")";
		}
		return "(" + of(bare) + ")";
	}

	private static String step(Node.Step step) {
		return (step instanceof Node.Property property && property.nullSafe()) ? ".?" + property.name()
				: step.toString();
	}

	private static List<String> entries(Node.MapOf map) {
		List<String> entries = new ArrayList<>();
		for (int i = 0; i < map.keys().size(); i++) {
			entries.add(Node.quoted(map.keys().get(i)) + " : " + primary(map.values().get(i)));
		}
		return entries;
	}

	private static String joined(List<String> texts) {
		return String.join(", ", texts);
	}

	private static String literal(@Nullable Object value) {
		if (value instanceof String text) {
			return Node.quoted(text);
		}
		String text = String.valueOf(value);
		return (value instanceof Double && text.contains("E")) ? plain(text) : text;
	}

	/** A decimal without an exponent, which the language does not have. */
	private static String plain(String decimal) {
		String plain = new BigDecimal(decimal).stripTrailingZeros().toPlainString();
		return plain.contains(".") ? plain : plain + ".0";
	}

}

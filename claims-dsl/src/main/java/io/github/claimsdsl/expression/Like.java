package io.github.claimsdsl.expression;

import java.util.List;

/**
 * Translates a pattern of SQL's {@code like} to a method of texts or a regular
 * expression.
 */
final class Like {

	private static final String SPECIAL = "\\.+*?()|[]{}^$";

	private Like() {
	}

	static Node of(Node value, String pattern, int position) {
		boolean start = pattern.endsWith("%");
		boolean end = pattern.startsWith("%") && pattern.length() > 1;
		String text = pattern.substring(end ? 1 : 0, pattern.length() - (start ? 1 : 0));
		if (text.contains("%") || text.contains("_")) {
			return new Node.Binary("~=", value, new Node.Literal(expression(pattern), position), position);
		}
		Node literal = new Node.Literal(text, position);
		if (!start && !end) {
			return new Node.Binary("==", value, literal, position);
		}
		String method = !start ? "endsWith" : !end ? "startsWith" : "contains";
		return new Node.Method(value, method, List.of(literal), position);
	}

	private static String expression(String pattern) {
		StringBuilder expression = new StringBuilder();
		pattern.chars().forEach((c) -> expression.append(part((char) c)));
		return expression.toString();
	}

	private static String part(char c) {
		return switch (c) {
			case '%' -> ".*";
			case '_' -> ".";
			default -> (SPECIAL.indexOf(c) >= 0) ? "\\" + c : String.valueOf(c);
		};
	}

}

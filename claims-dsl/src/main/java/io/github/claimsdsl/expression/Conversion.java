package io.github.claimsdsl.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Decides how a text is converted to another kind of value.
 */
final class Conversion {

	private Conversion() {
	}

	/**
	 * Returns the conversion of a text to another kind of value, or {@code null} if the
	 * text cannot be converted.
	 */
	static @Nullable Node of(Node node, Kind kind) {
		if (!(node instanceof Node.Literal literal) || !(literal.value() instanceof String text)) {
			return new Node.Call(switch (kind) {
				case TIME -> "time";
				case DATE -> "date";
				default -> "number";
			}, List.of(node), node.position());
		}
		if (kind == Kind.NUMBER) {
			Number number = Numbers.toNumber(text);
			return (number != null) ? new Node.Literal(number, node.position()) : null;
		}
		if (kind == Kind.TIME && ClaimFunctions.time(text) != null) {
			return new Node.Call("time", List.of(node), node.position());
		}
		Node date = (ClaimFunctions.date(text) != null) ? new Node.Call("date", List.of(node), node.position()) : null;
		return (kind == Kind.DATE || date == null) ? date
				: new Node.Method(date, "atStartOfDay", List.of(), node.position());
	}

}

package io.github.claimsdsl.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A node of an expression's syntax tree, with its offset in the source. Immutable.
 */
sealed interface Node {

	/** The name of the element of the innermost projection. */
	String ELEMENT = "$";

	int position();

	/** Returns the literal of a text. */
	static String quoted(String text) {
		StringBuilder literal = new StringBuilder("'");
		text.chars().forEach((c) -> literal.append(escape((char) c)));
		return literal.append('\'').toString();
	}

	private static String escape(char c) {
		if (c == '\'' || c == '\\') {
			return "\\" + c;
		}
		return Character.isISOControl(c) ? String.format("\\u%04x", (int) c) : String.valueOf(c);
	}

	record Literal(@Nullable Object value, int position) implements Node {
	}

	/** The word {@code empty}, which stands for null, an empty text and no elements. */
	record Empty(int position) implements Node {
	}

	/** An input, the element {@code $} of a projection, or one of its properties. */
	record Name(String name, int position) implements Node {
	}

	/** A property of a value. Its position is the name of the property. */
	record Property(Node target, String name, int position) implements Node {
	}

	/** An element or entry of a value. Its position is the index. */
	record Index(Node target, Node index, int position) implements Node {
	}

	/** A call of a method. Its position is the name of the method. */
	record Method(Node target, String name, List<Node> arguments, int position) implements Node {
	}

	record Call(String function, List<Node> arguments, int position) implements Node {
	}

	record ListOf(List<Node> elements, int position) implements Node {
	}

	record MapOf(List<String> keys, List<Node> values, int position) implements Node {
	}

	/** The operator {@code !} or {@code -} with its operand. */
	record Unary(String operator, Node operand, int position) implements Node {
	}

	/** An operator with two operands. Its position is the operator. */
	record Binary(String operator, Node left, Node right, int position) implements Node {

		boolean isLogical() {
			return this.operator.equals("&&") || this.operator.equals("||");
		}

		boolean isEquality() {
			return this.operator.equals("==") || this.operator.equals("!=");
		}

	}

	record Conditional(Node condition, Node then, Node otherwise, int position) implements Node {
	}

	/** A projection: {@code (body in collection if condition)}. */
	record Projection(Node body, Node collection, @Nullable Node condition, int position) implements Node {
	}

}

package io.github.claimsdsl.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A node of an expression's syntax tree, with its offset in the source.
 */
sealed interface Node {

	int position();

	/** Whether the node can stand as an operand without parentheses. */
	default boolean isPrimary() {
		return true;
	}

	/** The node without the parentheses around it. */
	default Node bare() {
		return this;
	}

	/** The literal of a text. */
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

	record Path(String root, List<Step> steps, int position) implements Node {

		@Override
		public String toString() {
			StringBuilder text = new StringBuilder(this.root);
			this.steps.forEach(text::append);
			return text.toString();
		}
	}

	/** A step of a path. */
	sealed interface Step {

		int position();

	}

	record Property(String name, boolean nullSafe, int position) implements Step {

		@Override
		public String toString() {
			return "." + this.name;
		}
	}

	record Key(String key, int position) implements Step {

		@Override
		public String toString() {
			return "[" + quoted(this.key) + "]";
		}
	}

	record Index(int index, int position) implements Step {

		@Override
		public String toString() {
			return "[" + this.index + "]";
		}
	}

	record Call(String function, List<Node> arguments, int position) implements Node {
	}

	record ListOf(List<Node> elements, int position) implements Node {
	}

	record MapOf(List<String> keys, List<Node> values, int position) implements Node {
	}

	record Group(Node inner, int position) implements Node {

		@Override
		public Node bare() {
			return this.inner.bare();
		}
	}

	record Not(Node operand, int position) implements Node {

		@Override
		public boolean isPrimary() {
			return false;
		}
	}

	/** {@code &&} or {@code ||} over two or more operands. */
	record Logical(String operator, List<Node> operands, int position) implements Node {

		@Override
		public boolean isPrimary() {
			return false;
		}
	}

	/** A comparison, {@code contains} included; positioned at its operator. */
	record Comparison(String operator, Node left, Node right, int position) implements Node {

		@Override
		public boolean isPrimary() {
			return false;
		}
	}

	/** {@code (left + right)} or {@code (left - right)}; positioned at its operator. */
	record Arithmetic(String operator, Node left, Node right, int position) implements Node {

		@Override
		public boolean isPrimary() {
			return false;
		}
	}

	record Conditional(Node condition, Node then, Node otherwise, int position) implements Node {

		@Override
		public boolean isPrimary() {
			return false;
		}
	}

}

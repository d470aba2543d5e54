package io.github.claimsdsl.expression;

import org.jspecify.annotations.Nullable;

/**
 * Writes paths as text, such as {@code user.address.city}. The texts identify what an
 * expression reads and what is known not to be null.
 */
final class Paths {

	private Paths() {
	}

	/**
	 * Returns the text of a path of properties, keys and elements, or {@code null} for
	 * other nodes.
	 */
	static @Nullable String of(Node node) {
		if (node instanceof Node.Name name) {
			return name.name();
		}
		if (node instanceof Node.Property property) {
			return step(property.target(), "." + property.name());
		}
		if (node instanceof Node.Index index && index.index() instanceof Node.Literal literal) {
			return step(index.target(), "[" + CanonicalText.of(literal) + "]");
		}
		return null;
	}

	private static @Nullable String step(Node target, String step) {
		String path = of(target);
		return (path != null) ? path + step : null;
	}

	/** Tells whether one path is read on the way to another. */
	static boolean isBefore(String path, String other) {
		return other.length() > path.length() && other.startsWith(path)
				&& (other.charAt(path.length()) == '.' || other.charAt(path.length()) == '[');
	}

}

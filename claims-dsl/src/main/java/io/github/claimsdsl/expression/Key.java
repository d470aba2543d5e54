package io.github.claimsdsl.expression;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Represents a value in a set. Keys are equal if the values are the same for the
 * language. The application's own {@code equals} and {@code hashCode} are not called.
 * Keys can be ordered, so that a set stays fast even if many of them have the same hash
 * code.
 *
 * @param text the kind of value and its text
 */
record Key(String text) implements Comparable<Key> {

	private static final Key NULL = new Key("null");

	/**
	 * Returns the key of a value. A text is its own key, and NaN is not the same as any
	 * value.
	 */
	static Object of(@Nullable Object value) {
		if (value == null) {
			return NULL;
		}
		if (value instanceof String || value instanceof Enum<?> || value instanceof UUID) {
			return Texts.scalar(value);
		}
		if ((value instanceof Double real && real.isNaN()) || (value instanceof Float small && small.isNaN())) {
			return new Object();
		}
		if (value instanceof Number number) {
			return new Key("number " + Numbers.canonical(number));
		}
		if (value instanceof Map<?, ?> map) {
			return new Key("map " + texts(map.entrySet().stream().map(Key::entry).sorted().toList()));
		}
		if (value instanceof Collection<?> collection) {
			List<String> texts = collection.stream().map(Key::nested).toList();
			return new Key((value instanceof List<?>) ? "list " + texts(texts)
					: "set " + texts(texts.stream().sorted().toList()));
		}
		return new Key(value.getClass().getName() + " " + Texts.scalar(value));
	}

	private static String entry(Map.Entry<?, ?> entry) {
		return texts(List.of(nested(entry.getKey()), nested(entry.getValue())));
	}

	private static String nested(@Nullable Object value) {
		Object key = of(value);
		return (key instanceof Key other) ? other.text : "text " + key;
	}

	/** Joins texts, so that different lists give different texts. */
	private static String texts(List<String> texts) {
		StringBuilder joined = new StringBuilder();
		texts.forEach((text) -> joined.append(text.length()).append(':').append(text));
		return joined.toString();
	}

	@Override
	public int compareTo(Key other) {
		return this.text.compareTo(other.text);
	}

}

package io.github.claimsdsl.expression;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Holds values to the limits.
 */
final class Bounds {

	private Bounds() {
	}

	static @Nullable Object checked(@Nullable Object value, Limits limits, String where) {
		if (value instanceof String text && text.length() > limits.textLength()) {
			throw new EvaluationException("the text of " + where + " is longer than " + limits.textLength());
		}
		if (size(value) > limits.elements()) {
			throw new EvaluationException(where + " has more than " + limits.elements() + " elements");
		}
		return value;
	}

	private static int size(@Nullable Object value) {
		if (value instanceof Collection<?> collection) {
			return collection.size();
		}
		return (value instanceof Map<?, ?> map) ? map.size() : 0;
	}

}

package io.github.claimsdsl.expression;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

import org.jspecify.annotations.Nullable;

/**
 * Holds values to the limits: each text, and the elements and characters of a collection
 * or map with all that is nested in it.
 */
final class Bounds {

	/** How many times the longest text a collection may hold altogether. */
	static final int TEXTS = 16;

	private static final int NESTING = 8;

	private Bounds() {
	}

	static @Nullable Object checked(@Nullable Object value, Limits limits, String where) {
		if (value instanceof String text) {
			checkText(text, limits, where);
		}
		else if ((value instanceof Collection<?> || value instanceof Map<?, ?>) && !isSmall(value, limits)) {
			new Weight(limits, where).add(value, 0);
		}
		return value;
	}

	/**
	 * Whether a value is a flat list that is within the limits for sure; allocates
	 * nothing.
	 */
	private static boolean isSmall(Object value, Limits limits) {
		if (!(value instanceof List<?> list) || !(list instanceof RandomAccess)
				|| list.size() > Math.min(TEXTS, limits.elements())) {
			return false;
		}
		for (int i = 0; i < list.size(); i++) {
			Object element = list.get(i);
			boolean small = (element instanceof String text) ? text.length() <= limits.textLength()
					: !(element instanceof Collection<?> || element instanceof Map<?, ?>);
			if (!small) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Holds the operand of an operator to the limits. No operator reads the elements of a
	 * collection, except {@code contains}, whose cost is bounded by its other operand.
	 */
	static void checkOperand(Object value, Type.Kind kind, Limits limits, String where) {
		switch (kind) {
			case TEXT -> checkText((String) value, limits, where);
			case LIST, SET -> checkSize(((Collection<?>) value).size(), limits, where);
			case MAP -> checkSize(((Map<?, ?>) value).size(), limits, where);
			default -> {
			}
		}
	}

	private static void checkSize(int size, Limits limits, String where) {
		if (size > limits.elements()) {
			throw new EvaluationException(where + " has more than " + limits.elements() + " elements");
		}
	}

	private static void checkText(String text, Limits limits, String where) {
		if (text.length() > limits.textLength()) {
			throw new EvaluationException("the text of " + where + " is longer than " + limits.textLength());
		}
	}

	/** Sums up what a collection holds. */
	private static final class Weight {

		private final Limits limits;

		private final String where;

		private int elements;

		private long characters;

		Weight(Limits limits, String where) {
			this.limits = limits;
			this.where = where;
		}

		void add(@Nullable Object value, int nesting) {
			if (value instanceof String text) {
				text(text);
			}
			else if (value instanceof Collection<?> collection) {
				check(collection.size(), nesting);
				collection(collection, nesting + 1);
			}
			else if (value instanceof Map<?, ?> map) {
				check(map.size(), nesting);
				map.forEach((key, mapped) -> {
					add(key, nesting + 1);
					add(mapped, nesting + 1);
				});
			}
		}

		private void collection(Collection<?> collection, int nesting) {
			if (collection instanceof List<?> list && list instanceof RandomAccess) {
				for (int i = 0; i < list.size(); i++) {
					add(list.get(i), nesting);
				}
				return;
			}
			for (Object element : collection) {
				add(element, nesting);
			}
		}

		private void check(int size, int nesting) {
			this.elements += Math.min(size, this.limits.elements() + 1);
			checkSize(this.elements, this.limits, this.where);
			if (nesting >= NESTING) {
				throw new EvaluationException(this.where + " is nested more than " + NESTING + " levels deep");
			}
		}

		private void text(String text) {
			checkText(text, this.limits, this.where);
			this.characters += text.length();
			if (this.characters > (long) TEXTS * this.limits.textLength()) {
				throw new EvaluationException(this.where + " holds texts of more than "
						+ (long) TEXTS * this.limits.textLength() + " characters");
			}
		}

	}

}

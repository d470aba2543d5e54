package io.github.claimsdsl.expression;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.RandomAccess;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether two values are the same, and whether a collection contains a value.
 */
final class Equality {

	private static final int MOST_NESTING = 8;

	private Equality() {
	}

	/**
	 * Tells whether two values are the same. Their classes may differ: an enum constant,
	 * for example, is the same as its name.
	 */
	static boolean same(@Nullable Object left, @Nullable Object right) {
		return same(left, right, 0);
	}

	private static boolean same(@Nullable Object left, @Nullable Object right, int nesting) {
		if (left == null || right == null) {
			return left == right;
		}
		if (left instanceof String && right instanceof String) {
			return left.equals(right);
		}
		if (left instanceof Number first && right instanceof Number second) {
			return Numbers.isNumber(first) && Numbers.isNumber(second) && Numbers.compare(first, second) == 0;
		}
		if (left instanceof Enum<?> || right instanceof Enum<?> || left instanceof UUID || right instanceof UUID) {
			return isName(left) && isName(right) && Texts.scalar(left).equals(Texts.scalar(right));
		}
		if (left instanceof List<?> first && right instanceof List<?> second) {
			return same(first, second, nesting);
		}
		if (Containers.isContainer(left) && Containers.isContainer(right)) {
			return Key.of(left).equals(Key.of(right));
		}
		return isComparable(left) && isComparable(right) && Texts.PLAIN.contains(left.getClass()) && left.equals(right);
	}

	private static boolean same(List<?> left, List<?> right, int nesting) {
		if (left.size() != right.size() || nesting > MOST_NESTING) {
			return false;
		}
		Iterator<?> others = right.iterator();
		int count = 0;
		for (Object element : left) {
			Containers.checkEnd(++count);
			if (!others.hasNext() || !same(element, others.next(), nesting + 1)) {
				return false;
			}
		}
		return true;
	}

	/** Tells whether a value is compared as a text. */
	static boolean isName(Object value) {
		return value instanceof String || value instanceof Enum<?> || value instanceof UUID;
	}

	/**
	 * Tells whether a value can be compared without calling the application's own
	 * {@code equals}. Fails if it cannot.
	 */
	private static boolean isComparable(Object value) {
		if (Texts.PLAIN.contains(value.getClass()) || Containers.isContainer(value)) {
			return true;
		}
		throw new EvaluationException("a " + value.getClass().getName() + " cannot be compared");
	}

	static boolean contains(Collection<?> collection, Object value) {
		if (collection instanceof List<?> list && list instanceof RandomAccess) {
			return contains(list, value);
		}
		int count = 0;
		for (Object element : collection) {
			Containers.checkEnd(++count);
			if (isElement(element, value)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Tells whether a list contains a value. It does the same as for other collections,
	 * but without allocation.
	 */
	private static boolean contains(List<?> list, Object value) {
		int size = Containers.size(list);
		for (int i = 0; i < size; i++) {
			if (isElement(list.get(i), value)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isElement(@Nullable Object element, Object value) {
		return element != null && same(element, value);
	}

}

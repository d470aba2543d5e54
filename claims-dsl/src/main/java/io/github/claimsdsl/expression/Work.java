package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the work of an operator or function from the sizes of its arguments and
 * everything that they hold. The unit is about 100 nanoseconds. The constants say how
 * much of something takes one unit, or how many units something takes.
 */
final class Work {

	private static final int CHARACTERS = 64;

	/** How many elements are read, but not worked on, in one unit. */
	private static final int ELEMENTS = 4;

	/**
	 * How many comparisons take one unit: the characters of a text times those of another
	 * that is searched in it.
	 */
	private static final int COMPARISONS = 128;

	/**
	 * How many steps of a match take one unit: the characters of a text times the size of
	 * the pattern.
	 */
	private static final int MATCHES = 16;

	/** How many bits and decimals of a number take one unit. */
	private static final int DIGITS = 32;

	/** How many units it takes to make the text of a value, or a container. */
	private static final int TEXT = 2;

	private static final int KEY = 32;

	/**
	 * The most work of one value. It is more than the largest collection that the limits
	 * allow takes.
	 */
	private static final long LARGEST = 100_000;

	private static final int NESTING = 8;

	private Work() {
	}

	static long of(@Nullable Object argument) {
		return (argument != null && Containers.isContainer(argument)) ? of(argument, 0) : scalar(argument);
	}

	/** Returns the work of an operator that reads no elements. */
	static long scalar(@Nullable Object value) {
		if (value instanceof BigDecimal decimal) {
			return 1 + (decimal.unscaledValue().bitLength() + Math.abs((long) decimal.scale())) / DIGITS;
		}
		return (value instanceof String text) ? of(text) : 1;
	}

	private static long of(String text) {
		return 1L + text.length() / CHARACTERS;
	}

	/** Returns the work of reading everything that a value holds. */
	static long reading(Object value) {
		return Containers.isContainer(value) ? 1 + of(value) / ELEMENTS : 1;
	}

	/** Returns the work of an element, including its text if it must be made. */
	private static long element(@Nullable Object value) {
		boolean simple = value == null || value instanceof String || value instanceof Boolean
				|| value instanceof Enum<?>;
		return simple ? scalar(value) : scalar(value) + TEXT;
	}

	/**
	 * Returns the work of a function's result, which the function made or took from its
	 * arguments.
	 */
	static long result(Object value) {
		return (value instanceof String) ? scalar(value) : reading(value);
	}

	/**
	 * Returns the work of deciding whether a key looks like a secret. Characters beyond
	 * ASCII are slow.
	 */
	static long key(String key) {
		long others = key.chars().filter((c) -> c > 127).count();
		return KEY + 2L * key.length() + 2L * KEY * others;
	}

	/** Returns the work of finding an element of a list. */
	static long finding(List<?> list) {
		return (list instanceof RandomAccess) ? 1 : 1L + list.size() / ELEMENTS;
	}

	static long of(@Nullable Object first, @Nullable Object second) {
		if (first instanceof String text && second instanceof String other) {
			return of(text) + of(other) + (long) text.length() * other.length() / COMPARISONS;
		}
		if (second instanceof Pattern pattern) {
			return of(first) + of(first) * CHARACTERS * pattern.programSize() / MATCHES;
		}
		return of(first) + of(second);
	}

	private static long of(@Nullable Object value, int nesting) {
		if (value == null || !Containers.isContainer(value)) {
			return element(value);
		}
		if (nesting >= NESTING) {
			throw new EvaluationException("a value is nested more than " + NESTING + " levels deep");
		}
		if (value instanceof List<?> list && list instanceof RandomAccess) {
			return ofList(list, nesting + 1);
		}
		if (value instanceof Map<?, ?> map) {
			return of(map.keySet(), nesting) + of(map.values(), nesting);
		}
		return ofElements((Collection<?>) value, nesting + 1);
	}

	/**
	 * Returns the work of a list. It is the same as for other collections, but computed
	 * without allocation.
	 */
	private static long ofList(List<?> list, int nesting) {
		long work = 1 + TEXT;
		for (int i = 0; i < list.size(); i++) {
			work = bounded(work + of(list.get(i), nesting));
		}
		return work;
	}

	private static long ofElements(Collection<?> collection, int nesting) {
		long work = 1 + TEXT;
		for (Object element : collection) {
			work = bounded(work + of(element, nesting));
		}
		return work;
	}

	/**
	 * Fails if the work is too much. Without a limit, lists that hold the same list many
	 * times would take exponential time.
	 */
	private static long bounded(long work) {
		if (work > LARGEST) {
			throw new EvaluationException("a value holds too many elements");
		}
		return work;
	}

}

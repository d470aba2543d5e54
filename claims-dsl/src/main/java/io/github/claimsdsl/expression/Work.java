package io.github.claimsdsl.expression;

import java.util.Collection;
import java.util.Map;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the work of an operator or function from the sizes of its arguments, in units
 * of about a hundred nanoseconds.
 */
final class Work {

	private static final int CHARACTERS = 64;

	/** Characters of a text times those of another that is searched in it. */
	private static final int COMPARISONS = 1_024;

	/** Characters of a text times the size of a pattern. */
	private static final int MATCHES = 16;

	private Work() {
	}

	static long of(@Nullable Object argument) {
		if (argument instanceof String text) {
			return 1L + text.length() / CHARACTERS;
		}
		if (argument instanceof Collection<?> collection) {
			return 1L + collection.size();
		}
		return (argument instanceof Map<?, ?> map) ? 1L + map.size() : 1;
	}

	static long of(@Nullable Object first, @Nullable Object second) {
		if (first instanceof String text && second instanceof String other) {
			return of(first) + of(second) + (long) text.length() * other.length() / COMPARISONS;
		}
		if (second instanceof Pattern pattern) {
			return of(first) + length(first) * pattern.programSize() / MATCHES;
		}
		return of(first) + of(second);
	}

	private static long length(@Nullable Object value) {
		return (value instanceof String text) ? text.length() : of(value) * CHARACTERS;
	}

}

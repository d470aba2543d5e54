package io.github.claimsdsl.expression;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * Decides which values hold other values, and how many they may hold.
 */
final class Containers {

	private Containers() {
	}

	/**
	 * Tells whether a value is a collection or map. The most frequent classes are tested
	 * first, because that is cheaper than to test whether a class implements an
	 * interface.
	 */
	static boolean isContainer(Object value) {
		boolean usual = value instanceof String || value instanceof Boolean || value instanceof Integer
				|| value instanceof Long || value instanceof Instant;
		return !usual && (value instanceof Collection<?> || value instanceof Map<?, ?>);
	}

	/**
	 * Returns the size of a collection. The size is checked, because a collection may
	 * report a wrong one.
	 */
	static int size(Collection<?> collection) {
		int size = collection.size();
		checkEnd(size);
		return size;
	}

	/**
	 * Fails if there are too many elements. An iterator may go on beyond the size that
	 * its collection reports.
	 */
	static void checkEnd(int count) {
		if (count > Limits.MOST_ELEMENTS) {
			throw new EvaluationException("a collection never ends");
		}
	}

}

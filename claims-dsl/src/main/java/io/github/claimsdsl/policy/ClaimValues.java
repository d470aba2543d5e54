package io.github.claimsdsl.policy;

import java.util.Date;

import org.jspecify.annotations.Nullable;

/**
 * Compares the values of claims as they would be in a token. Numbers are equal if JSON
 * writes them in the same way, such as {@code 1} and {@code 1L}. A set is an array in the
 * order in which it is read. A time is the number of seconds since 1970-01-01T00:00:00Z.
 *
 * @since 0.1.0
 */
public final class ClaimValues {

	private ClaimValues() {
	}

	/**
	 * Tells whether two values would be the same in a token.
	 * @param first a value, for example of a customizer
	 * @param second another value, for example of a rule
	 * @return {@code false} also if one of them is a type that a rule cannot write
	 */
	public static boolean areSame(@Nullable Object first, @Nullable Object second) {
		try {
			Object json = json(first);
			return (json != null) ? json.equals(json(second)) : json(second) == null;
		}
		catch (UnsupportedValueException ex) {
			return false;
		}
	}

	private static @Nullable Object json(@Nullable Object value) {
		Object json = (value != null) ? JsonValues.normalize(value, null, true) : null;
		return (json instanceof Date date) ? JsonNumbers.normalize(date.toInstant().getEpochSecond()) : json;
	}

}

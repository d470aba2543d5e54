package io.github.claimsdsl.policy;

import java.util.Iterator;
import java.util.Optional;
import java.util.stream.BaseStream;

/**
 * Thrown for a value that cannot be a claim; the message holds its type, not itself.
 */
final class UnsupportedValueException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnsupportedValueException(String what, String instead) {
		super("its value " + what + ": " + instead, null, false, false);
	}

	static UnsupportedValueException ofType(Object value) {
		return new UnsupportedValueException("is a " + value.getClass().getName(), advice(value));
	}

	private static String advice(Object value) {
		if (value instanceof Optional) {
			return "return the value or null";
		}
		if (value instanceof BaseStream || value instanceof Iterable || value instanceof Iterator) {
			return "collect it into a List";
		}
		if (value instanceof CharSequence) {
			return "return its toString()";
		}
		if (value instanceof Number) {
			return "return an int or a double";
		}
		if (value instanceof Record) {
			return "return a Map of what the token needs";
		}
		return value.getClass().getName().startsWith("java.time.") ? "return its toString(), or an Instant"
				: "return text, a number, a boolean, an Instant, or a List or Map of these";
	}

}

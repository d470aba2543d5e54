package io.github.claimsdsl.policy;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Normalises what rules return to types that survive signing and a reload from any store:
 * text, {@link Integer}, {@link Double}, {@link Boolean}, {@link Date}, {@link ArrayList}
 * and {@link LinkedHashMap}.
 */
final class ClaimValues {

	private static final int MAX_DEPTH = 20;

	private static final int MAX_ELEMENTS = 10_000;

	private int elements;

	private ClaimValues() {
	}

	/**
	 * Normalises a value.
	 * @param value what a rule returned
	 * @return the value as a JSON type
	 * @throws UnsupportedValueException if it cannot be one
	 */
	static Object normalise(Object value) {
		return (value instanceof String) ? value : new ClaimValues().convert(value, 0);
	}

	private Object convert(@Nullable Object value, int depth) {
		if (depth > MAX_DEPTH || ++this.elements > MAX_ELEMENTS) {
			throw new UnsupportedValueException("is nested too deeply, or into itself, or has too many elements",
					"return at most " + MAX_DEPTH + " levels and " + MAX_ELEMENTS + " elements");
		}
		if (value instanceof String || value instanceof Boolean || value instanceof Integer) {
			return value;
		}
		if (value instanceof Number number) {
			return number(number);
		}
		if (value instanceof Map<?, ?> map) {
			return map(map, depth);
		}
		if (value instanceof Collection<?> collection) {
			return list(collection, depth);
		}
		return other(value, depth);
	}

	private Object other(@Nullable Object value, int depth) {
		if (value == null) {
			throw new UnsupportedValueException("holds null inside", "leave the element out");
		}
		if (value.getClass().isArray()) {
			return array(value, depth);
		}
		if (value instanceof Instant instant) {
			return Date.from(instant.truncatedTo(ChronoUnit.SECONDS));
		}
		if (value instanceof Date date) {
			return date(date);
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (value instanceof UUID || value instanceof URI || value instanceof URL || value instanceof Character) {
			return value.toString();
		}
		throw new UnsupportedValueException("is a " + value.getClass().getName(), advice(value));
	}

	@SuppressWarnings("JavaUtilDate")
	private static Date date(Date date) {
		return Date.from(Instant.ofEpochSecond(Math.floorDiv(date.getTime(), 1000L)));
	}

	private static Object number(Number number) {
		if (number instanceof Long || number instanceof Short || number instanceof Byte) {
			return whole(number.longValue());
		}
		if (number instanceof BigInteger big) {
			return (big.bitLength() < 64) ? whole(big.longValue()) : tooLarge();
		}
		if (number instanceof BigDecimal decimal) {
			return decimal(decimal);
		}
		double value = (number instanceof Float) ? Double.parseDouble(number.toString()) : number.doubleValue();
		if (!(number instanceof Float || number instanceof Double) || !Double.isFinite(value)) {
			throw new UnsupportedValueException("is not a finite number of a JSON type", "return text, or no value");
		}
		return value;
	}

	private static Object whole(long value) {
		return (value == (int) value) ? (Object) (int) value : tooLarge();
	}

	private static Object tooLarge() {
		throw new UnsupportedValueException(
				"is a whole number beyond 32 bits, which authorization stores cannot reload", "return it as text");
	}

	private static Object decimal(BigDecimal decimal) {
		if (decimal.precision() < 18 && Math.abs(decimal.scale()) < 300) {
			double value = decimal.doubleValue();
			if (BigDecimal.valueOf(value).compareTo(decimal) == 0) {
				return value;
			}
		}
		throw new UnsupportedValueException("is a decimal with more digits than a JSON number keeps",
				"return it as text");
	}

	private Object map(Map<?, ?> map, int depth) {
		Map<String, Object> copy = new LinkedHashMap<>();
		map.forEach((key, value) -> {
			if (!(key instanceof String name)) {
				throw new UnsupportedValueException("has a key that is no text", "use texts as keys");
			}
			copy.put(name, convert(value, depth + 1));
		});
		return copy;
	}

	private Object list(Collection<?> collection, int depth) {
		List<Object> copy = new ArrayList<>(collection.size());
		collection.forEach((element) -> copy.add(convert(element, depth + 1)));
		return copy;
	}

	private Object array(Object array, int depth) {
		List<Object> copy = new ArrayList<>();
		for (int i = 0; i < Array.getLength(array); i++) {
			copy.add(convert(Array.get(array, i), depth + 1));
		}
		return copy;
	}

	private static String advice(Object value) {
		String type = value.getClass().getName();
		if (value instanceof Optional) {
			return "return the value or null";
		}
		if (type.startsWith("java.time.")) {
			return "return its toString(), or an Instant";
		}
		return "return text, a number, a boolean, an Instant, or a List or Map of these";
	}

	/**
	 * Thrown for a value that cannot be a claim; the message holds its type, not itself.
	 */
	static final class UnsupportedValueException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		UnsupportedValueException(String what, String instead) {
			super("its value " + what + ": " + instead, null, false, false);
		}

	}

}

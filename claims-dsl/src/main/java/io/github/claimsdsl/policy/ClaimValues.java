package io.github.claimsdsl.policy;

import java.lang.reflect.Array;
import java.net.URI;
import java.net.URL;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Normalises what rules return to types that survive signing and a reload from any store:
 * text, {@link Integer}, {@link Double}, {@link Boolean}, {@link Date} in whole seconds,
 * {@link ArrayList} and {@link LinkedHashMap}. Inside a list or map, a time becomes the
 * number of its seconds since 1970, as in {@code exp}, and {@code null} is kept as JSON's
 * null.
 */
final class ClaimValues {

	/** The key by which stores mark the type of a map when they write it. */
	static final String TYPE_KEY = "@class";

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
		return (value instanceof Boolean || value instanceof Integer) ? value
				: (value instanceof String text) ? text(text) : new ClaimValues().convert(value, 0);
	}

	private Object convert(Object value, int depth) {
		if (value instanceof String text) {
			return text(text);
		}
		if (value instanceof Boolean || value instanceof Integer) {
			return value;
		}
		if (value instanceof Number number) {
			return ClaimNumbers.normalise(number);
		}
		if (value instanceof Map<?, ?> map) {
			return map(map, depth);
		}
		if (value instanceof Collection<?> collection) {
			return list(collection, depth);
		}
		return value.getClass().isArray() ? array(value, depth) : scalar(value, depth);
	}

	private static Object scalar(Object value, int depth) {
		if (value instanceof Instant instant) {
			return time(instant.getEpochSecond(), depth);
		}
		if (value instanceof Date date) {
			return time(Math.floorDiv(milliseconds(date), 1000L), depth);
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (value instanceof UUID || value instanceof URI || value instanceof URL || value instanceof Character) {
			return text(value.toString());
		}
		throw UnsupportedValueException.ofType(value);
	}

	@SuppressWarnings("JavaUtilDate")
	private static long milliseconds(Date date) {
		return date.getTime();
	}

	/**
	 * A time; inside a list or map as a number, since signing would write a date's text.
	 */
	private static Object time(long epochSecond, int depth) {
		if (depth > 0) {
			return ClaimNumbers.normalise(epochSecond);
		}
		try {
			return Date.from(Instant.ofEpochSecond(epochSecond));
		}
		catch (DateTimeException | IllegalArgumentException ex) {
			throw new UnsupportedValueException("is a time beyond what a Date holds",
					"return an earlier time, or null");
		}
	}

	private static String text(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				if (!Character.isSurrogatePair(text.charAt(i), (i + 1 < text.length()) ? text.charAt(i + 1) : ' ')) {
					throw new UnsupportedValueException("holds half a surrogate pair, which is no text",
							"return well-formed text");
				}
				i++;
			}
		}
		return text;
	}

	private Map<String, Object> map(Map<?, ?> map, int depth) {
		Map<String, Object> copy = new LinkedHashMap<>();
		map.forEach((key, value) -> put(copy, key, member(value, depth)));
		return copy;
	}

	private static void put(Map<String, @Nullable Object> copy, @Nullable Object key, @Nullable Object value) {
		if (!(key instanceof String name)) {
			throw new UnsupportedValueException("has a key that is no text", "use texts as keys");
		}
		if (name.equals(TYPE_KEY)) {
			throw new UnsupportedValueException("has the key " + TYPE_KEY + ", with which stores mark types",
					"use another key");
		}
		copy.put(text(name), value);
	}

	private List<@Nullable Object> list(Collection<?> collection, int depth) {
		List<@Nullable Object> copy = new ArrayList<>();
		for (Object element : collection) {
			copy.add(member(element, depth));
		}
		return copy;
	}

	private List<@Nullable Object> array(Object array, int depth) {
		if (array instanceof byte[] || array instanceof char[]) {
			throw new UnsupportedValueException("is a " + array.getClass().getSimpleName(),
					"return text, such as Base64");
		}
		List<@Nullable Object> copy = new ArrayList<>();
		for (int i = 0; i < Array.getLength(array); i++) {
			copy.add(member(Array.get(array, i), depth));
		}
		return copy;
	}

	private @Nullable Object member(@Nullable Object value, int depth) {
		if (depth >= MAX_DEPTH || ++this.elements > MAX_ELEMENTS) {
			throw new UnsupportedValueException("is nested too deeply, or into itself, or has too many elements",
					"return at most " + MAX_DEPTH + " levels and " + MAX_ELEMENTS + " elements");
		}
		return (value != null) ? convert(value, depth + 1) : null;
	}

}

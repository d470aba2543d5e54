package io.github.claimsdsl.policy;

import java.lang.reflect.Array;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.SecretNames;

/**
 * Normalizes the values of rules to types that survive signing and a reload from any
 * authorization store: text, {@link Integer}, {@link Double}, {@link Boolean},
 * {@link Date} in whole seconds, {@link ArrayList} and {@link LinkedHashMap}. Inside a
 * list or map, a time becomes the number of seconds since 1970-01-01T00:00:00Z, as in
 * {@code exp}, and {@code null} becomes JSON's null. A record becomes an object without
 * its null components (OpenID Connect Core section 5.3.2).
 */
final class JsonValues {

	/** The key that authorization stores use to mark the type of a map. */
	static final String TYPE_KEY = "@class";

	private static final int MAX_DEPTH = 20;

	private static final int MAX_ELEMENTS = 10_000;

	private final @Nullable SecretNames secrets;

	private final boolean objects;

	private int elements;

	private JsonValues(@Nullable SecretNames secrets, boolean objects) {
		this.secrets = secrets;
		this.objects = objects;
	}

	/**
	 * Normalizes a value.
	 * @param value the value that a rule returned
	 * @param secrets tells which names look like secrets and must not be in an object, or
	 * {@code null} if any name may be
	 * @param objects whether records become objects; otherwise they are refused
	 * @return the value as a JSON type, or {@code null} for an empty {@link Optional}
	 * @throws UnsupportedValueException if the value cannot be a JSON type
	 */
	static @Nullable Object normalize(Object value, @Nullable SecretNames secrets, boolean objects) {
		if (value instanceof Boolean || value instanceof Integer) {
			return value;
		}
		if (value instanceof String text) {
			return text(text);
		}
		Object present = present(value);
		return (present != null) ? new JsonValues(secrets, objects).convert(present, 0) : null;
	}

	/**
	 * Returns what an optional value holds, also if several are nested, and any other
	 * value as it is.
	 */
	private static @Nullable Object present(Object value) {
		Object present = value;
		while (present instanceof Optional<?> optional) {
			present = optional.orElse(null);
		}
		if (present instanceof OptionalInt number) {
			return number.isPresent() ? number.getAsInt() : null;
		}
		if (present instanceof OptionalLong number) {
			return number.isPresent() ? number.getAsLong() : null;
		}
		if (present instanceof OptionalDouble number) {
			return number.isPresent() ? number.getAsDouble() : null;
		}
		return present;
	}

	private Object convert(Object value, int depth) {
		if (value instanceof String text) {
			return text(text);
		}
		if (value instanceof Boolean || value instanceof Integer) {
			return value;
		}
		if (value instanceof Number number) {
			return JsonNumbers.normalize(number);
		}
		if (value instanceof Map<?, ?> map) {
			return map(map, depth);
		}
		if (value instanceof Collection<?> collection) {
			return list(collection, depth);
		}
		if (value instanceof Record) {
			return object(value, depth);
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
		if (value instanceof AtomicBoolean atomic) {
			return atomic.get();
		}
		String text = JsonTexts.of(value);
		if (text == null) {
			throw UnsupportedValueException.ofType(value);
		}
		return text(text);
	}

	@SuppressWarnings("JavaUtilDate")
	private static long milliseconds(Date date) {
		return date.getTime();
	}

	/**
	 * Returns a time as a {@link Date}. Inside a list or map it is a number, because
	 * signing would write a date there as text.
	 */
	private static Object time(long epochSecond, int depth) {
		if (depth > 0) {
			return JsonNumbers.normalize(epochSecond);
		}
		try {
			return Date.from(Instant.ofEpochSecond(epochSecond));
		}
		catch (DateTimeException | IllegalArgumentException ex) {
			throw new UnsupportedValueException("is a time beyond what a Date holds", "an earlier time, or null");
		}
	}

	private static String text(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				if (!Character.isSurrogatePair(text.charAt(i), (i + 1 < text.length()) ? text.charAt(i + 1) : ' ')) {
					throw new UnsupportedValueException("holds half a surrogate pair, which is not valid text",
							"well-formed text");
				}
				i++;
			}
		}
		return text;
	}

	private Map<String, @Nullable Object> map(Map<?, ?> map, int depth) {
		Map<String, @Nullable Object> copy = new LinkedHashMap<>();
		map.forEach((key, value) -> {
			if (!(key instanceof String name)) {
				throw new UnsupportedValueException("has a key that is not a text", "a Map with texts as keys");
			}
			put(copy, name, value, depth);
		});
		return copy;
	}

	private void put(Map<String, @Nullable Object> copy, String name, @Nullable Object value, int depth) {
		if (name.equals(TYPE_KEY)) {
			throw new UnsupportedValueException(
					"has the key " + TYPE_KEY + ", which authorization stores use to mark types", "another key");
		}
		if (isSecret(name)) {
			throw UnsupportedValueException.ofSecret(name);
		}
		Object member = member(value, depth);
		if (member != null || value == null) {
			copy.put(text(name), member);
		}
	}

	private boolean isSecret(String name) {
		return this.secrets != null && this.secrets.isSecret(name);
	}

	private Map<String, @Nullable Object> object(Object holder, int depth) {
		if (!this.objects) {
			throw UnsupportedValueException.ofObject();
		}
		Map<String, @Nullable Object> copy = new LinkedHashMap<>();
		for (RecordMember component : RecordMember.of(holder.getClass())) {
			Object value = component.of(holder);
			if (value != null || isSecret(component.name())) {
				put(copy, component.name(), value, depth);
			}
		}
		return copy;
	}

	private List<@Nullable Object> list(Collection<?> collection, int depth) {
		List<@Nullable Object> copy = new ArrayList<>();
		for (Object element : collection) {
			add(copy, element, depth);
		}
		return copy;
	}

	/** Adds an element, unless it is an empty {@link Optional}. */
	private void add(List<@Nullable Object> copy, @Nullable Object element, int depth) {
		Object member = member(element, depth);
		if (member != null || element == null) {
			copy.add(member);
		}
	}

	private List<@Nullable Object> array(Object array, int depth) {
		if (array instanceof byte[] || array instanceof char[]) {
			throw UnsupportedValueException.ofType(array);
		}
		List<@Nullable Object> copy = new ArrayList<>();
		for (int i = 0; i < Array.getLength(array); i++) {
			add(copy, Array.get(array, i), depth);
		}
		return copy;
	}

	private @Nullable Object member(@Nullable Object value, int depth) {
		if (depth >= MAX_DEPTH || ++this.elements > MAX_ELEMENTS) {
			throw new UnsupportedValueException("is nested too deeply, contains itself or has too many elements",
					"at most " + MAX_DEPTH + " levels and " + MAX_ELEMENTS + " elements");
		}
		Object present = (value != null) ? present(value) : null;
		return (present != null) ? convert(present, depth + 1) : null;
	}

}

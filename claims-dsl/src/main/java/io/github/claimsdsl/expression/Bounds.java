package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Checks values against the limits. The limits apply to each text, and to the elements
 * and characters of a collection or map with everything that is nested in it.
 */
final class Bounds {

	/** How many times the longest text fits into the texts of a collection together. */
	static final int TEXTS = 16;

	private static final int NESTING = 8;

	/**
	 * The classes of Java that hold their elements themselves, so that they always return
	 * the same ones.
	 */
	private static final Set<Class<?>> OWN = Stream
		.of(new ArrayList<>(), new HashSet<>(), new LinkedHashSet<>(), new TreeSet<>(), new HashMap<>(),
				new LinkedHashMap<>(), new TreeMap<>(), Arrays.asList(1), List.of(), List.of(1), List.of(1, 2, 3),
				Set.of(), Set.of(1), Set.of(1, 2, 3), Map.of(), Map.of(1, 1), Map.of(1, 1, 2, 2),
				Collections.emptyList(), Collections.emptySet(), Collections.emptyMap(), Collections.singletonList(1),
				Collections.singleton(1), Collections.singletonMap(1, 1))
		.map(Object::getClass)
		.collect(Collectors.toUnmodifiableSet());

	private Bounds() {
	}

	/**
	 * Returns a value that is within the limits. A collection of any other class is
	 * copied, because it may return different elements each time.
	 */
	static @Nullable Object checked(@Nullable Object value, Limits limits, String where) {
		if (value instanceof String text) {
			checkText(text, limits, where);
		}
		else if (value != null && Containers.isContainer(value) && !isSmall(value, limits)) {
			Weight weight = new Weight(limits, where);
			weight.add(value, 0);
			return weight.foreign ? new Copy(limits, where).of(value) : value;
		}
		return value;
	}

	/**
	 * Tells whether a value is a collection or map of another class, which may not hold
	 * its elements itself. Views of Java's own collections are among these.
	 */
	static boolean isForeign(@Nullable Object value) {
		return value != null && Containers.isContainer(value) && !OWN.contains(value.getClass());
	}

	/**
	 * Tells whether a value is a flat list that is certainly within the limits. Allocates
	 * nothing.
	 */
	private static boolean isSmall(Object value, Limits limits) {
		if (!(value instanceof List<?> list) || !(list instanceof RandomAccess) || isForeign(list)
				|| list.size() > Math.min(TEXTS, limits.elements())) {
			return false;
		}
		for (int i = 0; i < list.size(); i++) {
			Object element = list.get(i);
			boolean small = (element instanceof String text) ? text.length() <= limits.textLength()
					: !Containers.isContainer(element);
			if (!small) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Checks the operand of an operator against the limits. The elements of a collection
	 * are not checked, because operators count the work of reading them.
	 */
	static @Nullable Object checkedOperand(Object value, Type.Kind kind, Limits limits, String where) {
		if (isForeign(value)) {
			return checked(value, limits, where);
		}
		switch (kind) {
			case TEXT -> checkText((String) value, limits, where);
			case LIST, SET -> checkSize(((Collection<?>) value).size(), limits, where);
			case MAP -> checkSize(((Map<?, ?>) value).size(), limits, where);
			default -> {
			}
		}
		return value;
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

	/** Counts the elements and characters that a collection holds. */
	private static final class Weight {

		private final Limits limits;

		private final String where;

		private int elements;

		private long characters;

		private boolean foreign;

		Weight(Limits limits, String where) {
			this.limits = limits;
			this.where = where;
		}

		void add(@Nullable Object value, int nesting) {
			if (value instanceof String text) {
				text(text);
			}
			else if (value != null && Containers.isContainer(value)) {
				this.foreign |= isForeign(value);
				checkNesting(nesting, this.where);
				container(value, nesting + 1);
			}
		}

		private void container(Object value, int nesting) {
			if (value instanceof Map<?, ?> map) {
				for (Map.Entry<?, ?> entry : map.entrySet()) {
					count();
					add(entry.getKey(), nesting);
					add(entry.getValue(), nesting);
				}
			}
			else if (value instanceof List<?> list && list instanceof RandomAccess && !isForeign(list)) {
				for (int i = 0; i < list.size(); i++) {
					count();
					add(list.get(i), nesting);
				}
			}
			else {
				for (Object element : (Collection<?>) value) {
					count();
					add(element, nesting);
				}
			}
		}

		/** Counts an element. The size that a collection reports is not relied on. */
		private void count() {
			checkSize(++this.elements, this.limits, this.where);
		}

		private void text(String text) {
			checkText(text, this.limits, this.where);
			this.characters += text.length();
			if (this.characters > (long) TEXTS * this.limits.textLength()) {
				throw new EvaluationException(this.where + " has texts with more than "
						+ (long) TEXTS * this.limits.textLength() + " characters");
			}
		}

	}

	private static void checkNesting(int nesting, String where) {
		if (nesting >= NESTING) {
			throw new EvaluationException(where + " is nested more than " + NESTING + " levels deep");
		}
	}

	/** Copies a collection and everything in it, within the limits. */
	private static final class Copy {

		private final Limits limits;

		private final String where;

		private int elements;

		Copy(Limits limits, String where) {
			this.limits = limits;
			this.where = where;
		}

		Object of(Object value) {
			return Objects.requireNonNull(of(value, 0));
		}

		private @Nullable Object of(@Nullable Object value, int nesting) {
			if (value == null || !Containers.isContainer(value)) {
				return value;
			}
			checkNesting(nesting, this.where);
			return (value instanceof Map<?, ?> map) ? map(map, nesting + 1) : list((Collection<?>) value, nesting + 1);
		}

		private List<@Nullable Object> list(Collection<?> collection, int nesting) {
			List<@Nullable Object> list = new ArrayList<>();
			for (Object element : collection) {
				checkSize(++this.elements, this.limits, this.where);
				list.add(of(element, nesting));
			}
			return list;
		}

		private Map<String, @Nullable Object> map(Map<?, ?> map, int nesting) {
			Map<String, @Nullable Object> copy = new LinkedHashMap<>();
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				checkSize(++this.elements, this.limits, this.where);
				if (!(entry.getKey() instanceof String key)) {
					throw new EvaluationException(this.where + " has a key that is not a text");
				}
				copy.put(key, of(entry.getValue(), nesting));
			}
			return copy;
		}

	}

}

package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Converts and compares the values of the language.
 */
final class Values {

	/** The classes whose {@code toString} is the text of a value. */
	static final Set<Class<?>> PLAIN = Set.of(String.class, Boolean.class, Character.class, Integer.class, Long.class,
			Double.class, Float.class, Short.class, Byte.class, BigInteger.class, BigDecimal.class, Instant.class,
			LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class, UUID.class, URI.class);

	private static final int LONGEST_NUMBER = 32;

	private static final int MOST_NESTING = 8;

	/** The most bits of the unscaled value of a number. */
	private static final int MOST_BITS = 4_096;

	private static final int LARGEST_SCALE = 1_000;

	private static final char SIGMA = '\u03a3';

	private static final char SMALL_SIGMA = '\u03c3';

	private static final char FINAL_SIGMA = '\u03c2';

	private Values() {
	}

	/**
	 * Returns the text of a value. Fails before the text is made if it could be of any
	 * length.
	 */
	static String toText(Object value) {
		boolean huge = (value instanceof BigInteger integer && integer.bitLength() > MOST_BITS)
				|| (value instanceof BigDecimal decimal && decimal.unscaledValue().bitLength() > MOST_BITS)
				|| (value instanceof String text && text.length() > Limits.LONGEST_TEXT);
		if (huge) {
			throw new EvaluationException("the text of a value is too long");
		}
		return value.toString();
	}

	static @Nullable Number toNumber(@Nullable Object value) {
		if (value instanceof Integer || value instanceof Long || value instanceof Double) {
			return (Number) value;
		}
		if (value instanceof Short || value instanceof Byte) {
			return ((Number) value).intValue();
		}
		if (value instanceof BigDecimal decimal) {
			return decimal;
		}
		if (value instanceof Float real) {
			return real.doubleValue();
		}
		if (value instanceof BigInteger integer) {
			return (integer.bitLength() < 64) ? narrow(integer.longValue()) : null;
		}
		return (value instanceof String text) ? parse(text) : null;
	}

	private static @Nullable Number parse(String text) {
		if (text.length() > LONGEST_NUMBER || !text.matches("-?[0-9]+(\\.[0-9]+)?")) {
			return null;
		}
		if (text.indexOf('.') >= 0) {
			return Double.valueOf(text);
		}
		BigInteger integer = new BigInteger(text);
		return (integer.bitLength() < Long.SIZE) ? narrow(integer.longValue()) : null;
	}

	static Number narrow(long value) {
		if (value == (int) value) {
			return (int) value;
		}
		return value;
	}

	static int compare(Number first, Number second) {
		Number left = known(first);
		Number right = known(second);
		if (isBig(left) || isBig(right)) {
			return isFinite(left) && isFinite(right) ? decimal(left).compareTo(decimal(right))
					: Double.compare(left.doubleValue(), right.doubleValue());
		}
		if (isReal(left) || isReal(right)) {
			return (left.doubleValue() == right.doubleValue()) ? 0
					: Double.compare(left.doubleValue(), right.doubleValue());
		}
		return Long.compare(left.longValue(), right.longValue());
	}

	private static boolean isBig(Number number) {
		return number instanceof BigDecimal || number instanceof BigInteger;
	}

	private static boolean isReal(Number number) {
		return number instanceof Double || number instanceof Float;
	}

	private static boolean isFinite(Number number) {
		return !isReal(number) || Double.isFinite(number.doubleValue());
	}

	/** Returns a number of one of Java's own classes, with a limited number of digits. */
	static Number known(Number number) {
		if (number instanceof Integer || number instanceof Long || number instanceof Double) {
			return number;
		}
		if (!PLAIN.contains(number.getClass())) {
			throw new EvaluationException("expressions do not support numbers of type " + number.getClass().getName());
		}
		return isBig(number) ? decimal(number) : number;
	}

	static BigDecimal decimal(Number number) {
		if (number instanceof BigDecimal decimal) {
			return bounded(decimal);
		}
		if (number instanceof BigInteger integer) {
			return bounded(new BigDecimal(integer));
		}
		if (!isReal(number)) {
			return BigDecimal.valueOf(known(number).longValue());
		}
		if (!isFinite(number)) {
			throw new EvaluationException("the number is not finite");
		}
		return BigDecimal.valueOf(number.doubleValue());
	}

	/**
	 * Limits the exponent of a number. Without a limit, the digits of a short number
	 * could fill the memory.
	 */
	private static BigDecimal bounded(BigDecimal number) {
		boolean huge = number.getClass() != BigDecimal.class || number.scale() > LARGEST_SCALE
				|| number.scale() < -LARGEST_SCALE || number.unscaledValue().bitLength() > MOST_BITS;
		if (huge) {
			throw new EvaluationException("a number has too many digits");
		}
		return number;
	}

	/** Returns a text that is equal for equal numbers. */
	static String canonical(Number number) {
		Number known = known(number);
		if (!isFinite(known)) {
			return String.valueOf(known.doubleValue());
		}
		BigDecimal decimal = decimal(known).stripTrailingZeros();
		return decimal.unscaledValue() + "E" + decimal.scale();
	}

	/** Joins the texts of two values. */
	static String join(Object left, Object right) {
		String first = scalar(left);
		String second = scalar(right);
		if (first.length() + second.length() > Limits.LONGEST_TEXT) {
			throw new EvaluationException("the text of '+' is longer than " + Limits.LONGEST_TEXT);
		}
		return first.concat(second);
	}

	/** Returns the text of a scalar value. */
	static String scalar(Object value) {
		if (value instanceof String text) {
			return text;
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (!PLAIN.contains(value.getClass())) {
			throw new EvaluationException("a " + value.getClass().getName() + " cannot be converted to a text");
		}
		return toText(value);
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
			return isNumber(first) && isNumber(second) && compare(first, second) == 0;
		}
		if (left instanceof Enum<?> || right instanceof Enum<?> || left instanceof UUID || right instanceof UUID) {
			return isName(left) && isName(right) && scalar(left).equals(scalar(right));
		}
		if (left instanceof List<?> first && right instanceof List<?> second) {
			return same(first, second, nesting);
		}
		if (isContainer(left) && isContainer(right)) {
			return Key.of(left).equals(Key.of(right));
		}
		return isComparable(left) && isComparable(right) && PLAIN.contains(left.getClass()) && left.equals(right);
	}

	/** Tells whether a value is compared as a text. */
	static boolean isName(Object value) {
		return value instanceof String || value instanceof Enum<?> || value instanceof UUID;
	}

	private static boolean isNumber(Number number) {
		return !isReal(number) || !Double.isNaN(number.doubleValue());
	}

	private static boolean same(List<?> left, List<?> right, int nesting) {
		if (left.size() != right.size() || nesting > MOST_NESTING) {
			return false;
		}
		Iterator<?> others = right.iterator();
		int count = 0;
		for (Object element : left) {
			checkEnd(++count);
			if (!others.hasNext() || !same(element, others.next(), nesting + 1)) {
				return false;
			}
		}
		return true;
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
	private static void checkEnd(int count) {
		if (count > Limits.MOST_ELEMENTS) {
			throw new EvaluationException("a collection never ends");
		}
	}

	/**
	 * Tells whether a value can be compared without calling the application's own
	 * {@code equals}. Fails if it cannot.
	 */
	private static boolean isComparable(Object value) {
		if (PLAIN.contains(value.getClass()) || isContainer(value)) {
			return true;
		}
		throw new EvaluationException("a " + value.getClass().getName() + " cannot be compared");
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
	 * Returns a text in lower case as Java does for the root locale, but in linear time
	 * even if the text has a capital sigma.
	 */
	static String lower(String text) {
		return (text.indexOf(SIGMA) < 0) ? text.toLowerCase(Locale.ROOT) : withoutSigma(text).toLowerCase(Locale.ROOT);
	}

	/**
	 * Replaces each capital sigma with a small one. A sigma at the end of a word has a
	 * form of its own.
	 */
	private static String withoutSigma(String text) {
		StringBuilder lower = new StringBuilder(text);
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) == SIGMA) {
				boolean ends = i > 0 && Character.isLetter(text.codePointBefore(i))
						&& (i + 1 == text.length() || !Character.isLetter(text.codePointAt(i + 1)));
				lower.setCharAt(i, ends ? FINAL_SIGMA : SMALL_SIGMA);
			}
		}
		return lower.toString();
	}

	static boolean contains(Collection<?> collection, Object value) {
		if (collection instanceof List<?> list && list instanceof RandomAccess) {
			return contains(list, value);
		}
		int count = 0;
		for (Object element : collection) {
			checkEnd(++count);
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
		int size = size(list);
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

	/** Tells whether two values have an order. NaN has none. */
	static boolean isOrdered(Object left, Object right) {
		return !(left instanceof Number first && right instanceof Number second)
				|| (isNumber(first) && isNumber(second));
	}

	static int order(Object left, Object right) {
		if (left instanceof Number first && right instanceof Number second) {
			return compare(first, second);
		}
		if (left instanceof String first && right instanceof String second) {
			return first.compareTo(second);
		}
		if (left instanceof Instant first && right instanceof Instant second) {
			return first.compareTo(second);
		}
		if (left instanceof LocalDate first && right instanceof LocalDate second) {
			return first.compareTo(second);
		}
		throw new EvaluationException("values of different types have no order");
	}

	static LocalDate date(Temporal value) {
		if (value instanceof LocalDate date) {
			return date;
		}
		if (value instanceof Instant time) {
			return time.atOffset(ZoneOffset.UTC).toLocalDate();
		}
		throw new EvaluationException("expected a date or a time but got a " + value.getClass().getName());
	}

	static Instant time(Temporal value) {
		return (value instanceof Instant time) ? time : date(value).atStartOfDay(ZoneOffset.UTC).toInstant();
	}

	static ZoneId zone(String name) {
		try {
			return ZoneId.of(name);
		}
		catch (DateTimeException ex) {
			throw new EvaluationException("there is no such time zone");
		}
	}

	/** Returns a whole number, or fails if the number is none. */
	static long whole(Number number) {
		if (number instanceof Integer || number instanceof Long) {
			return number.longValue();
		}
		throw new EvaluationException("a number is not a whole number of 64 bits");
	}

	/** Returns a whole number that can be an index, or fails if the number cannot. */
	static int index(Number number) {
		if ((number instanceof Integer || number instanceof Long) && number.longValue() == number.intValue()) {
			return number.intValue();
		}
		throw new EvaluationException("an index is not a whole number of 32 bits");
	}

}

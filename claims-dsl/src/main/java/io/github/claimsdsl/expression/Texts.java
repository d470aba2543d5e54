package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Decides what the text of a value is, and how texts are joined.
 */
final class Texts {

	/** The classes whose {@code toString} is the text of a value. */
	static final Set<Class<?>> PLAIN = Set.of(String.class, Boolean.class, Character.class, Integer.class, Long.class,
			Double.class, Float.class, Short.class, Byte.class, BigInteger.class, BigDecimal.class, Instant.class,
			LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class, UUID.class, URI.class);

	private static final char SIGMA = '\u03a3';

	private static final char SMALL_SIGMA = '\u03c3';

	private static final char FINAL_SIGMA = '\u03c2';

	private Texts() {
	}

	/**
	 * Returns the text of a value. Fails before the text is made if it could be of any
	 * length.
	 */
	static String toText(Object value) {
		boolean huge = (value instanceof BigInteger integer && integer.bitLength() > Numbers.MOST_BITS)
				|| (value instanceof BigDecimal decimal && decimal.unscaledValue().bitLength() > Numbers.MOST_BITS)
				|| (value instanceof String text && text.length() > Limits.LONGEST_TEXT);
		if (huge) {
			throw new EvaluationException("the text of a value is too long");
		}
		return value.toString();
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

	/** Joins the texts of two values. */
	static String join(Object left, Object right) {
		String first = scalar(left);
		String second = scalar(right);
		if (first.length() + second.length() > Limits.LONGEST_TEXT) {
			throw new EvaluationException("the text of '+' is longer than " + Limits.LONGEST_TEXT);
		}
		return first.concat(second);
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

}

package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Converts between the values of the language.
 */
final class Values {

	/** Classes whose {@code toString} is their text. */
	static final Set<Class<?>> PLAIN = Set.of(String.class, Boolean.class, Character.class, Integer.class, Long.class,
			Double.class, Float.class, Short.class, Byte.class, BigInteger.class, BigDecimal.class, Instant.class,
			LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class, UUID.class, URI.class);

	private static final int LONGEST_NUMBER = 32;

	private Values() {
	}

	/** Refuses numbers whose text could be of any length before making it. */
	static String toText(Object value) {
		boolean huge = (value instanceof BigInteger integer && integer.bitLength() > 4_096)
				|| (value instanceof String text && text.length() > Limits.LONGEST_TEXT);
		if (huge) {
			throw new EvaluationException("text got a value whose text is too long");
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
		if (value instanceof BigDecimal || value instanceof Float) {
			return ((Number) value).doubleValue();
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
		try {
			if (text.indexOf('.') >= 0) {
				return Double.valueOf(text);
			}
			return narrow(Long.parseLong(text));
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	static Number narrow(long value) {
		if (value == (int) value) {
			return (int) value;
		}
		return value;
	}

	static int compare(Number first, Number second) {
		if (first instanceof Double || second instanceof Double) {
			return Double.compare(first.doubleValue(), second.doubleValue());
		}
		return Long.compare(first.longValue(), second.longValue());
	}

	static BigDecimal decimal(Number number) {
		if (!(number instanceof Double real)) {
			return BigDecimal.valueOf(number.longValue());
		}
		if (real.isNaN() || real.isInfinite()) {
			throw new EvaluationException("the number is not finite");
		}
		return BigDecimal.valueOf(real);
	}

}

package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.math.BigInteger;

import org.jspecify.annotations.Nullable;

/**
 * Decides which values are numbers, and how numbers of different classes compare.
 */
final class Numbers {

	private static final int LONGEST_NUMBER = 32;

	/** The most bits of the unscaled value of a number. */
	static final int MOST_BITS = 4_096;

	private static final int LARGEST_SCALE = 1_000;

	private Numbers() {
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

	static boolean isNumber(Number number) {
		return !isReal(number) || !Double.isNaN(number.doubleValue());
	}

	/** Returns a number of one of Java's own classes, with a limited number of digits. */
	static Number known(Number number) {
		if (number instanceof Integer || number instanceof Long || number instanceof Double) {
			return number;
		}
		if (!Texts.PLAIN.contains(number.getClass())) {
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

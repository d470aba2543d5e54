package io.github.claimsdsl.policy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Normalizes numbers to {@link Integer} and {@link Double}, because authorization stores
 * reload no other types unchanged. A whole number beyond 32 bits becomes a double, which
 * is exact up to 2<sup>53</sup> - 1.
 */
final class JsonNumbers {

	private static final long LARGEST = (1L << 53) - 1;

	private static final String AS_TEXT = "text, as text(..) does in an expression";

	private static final int MAX_DIGITS = 17;

	private static final int MAX_SCALE = 300;

	private JsonNumbers() {
	}

	static Object normalize(Number number) {
		if (number instanceof Double || number instanceof Float) {
			return finite((number instanceof Float) ? Double.parseDouble(number.toString()) : number.doubleValue());
		}
		if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte
				|| number instanceof AtomicInteger || number instanceof AtomicLong) {
			return whole(number.longValue());
		}
		if (number instanceof BigInteger big) {
			return whole((big.bitLength() < Long.SIZE) ? big.longValue() : Long.MAX_VALUE);
		}
		if (number instanceof BigDecimal decimal) {
			return decimal(decimal);
		}
		throw UnsupportedValueException.ofType(number);
	}

	private static Object finite(double value) {
		if (!Double.isFinite(value)) {
			throw new UnsupportedValueException("is not a finite number, and JSON has no other numbers",
					"text, or null to leave the claim out");
		}
		return value;
	}

	private static Object whole(long value) {
		if (value == (int) value) {
			return (int) value;
		}
		if (value < -LARGEST || value > LARGEST) {
			throw new UnsupportedValueException(
					"is a whole number beyond 2^53 - 1, which readers of JSON round (RFC 7493 section 2.2)", AS_TEXT);
		}
		return (double) value;
	}

	private static Object decimal(BigDecimal decimal) {
		if (Math.abs((long) decimal.scale()) <= MAX_SCALE && decimal.precision() <= MAX_DIGITS) {
			double value = decimal.doubleValue();
			if (decimal.scale() <= 0 && value == (int) value) {
				return (int) value;
			}
			if (Double.isFinite(value) && new BigDecimal(Double.toString(value)).compareTo(decimal) == 0) {
				return value;
			}
		}
		throw new UnsupportedValueException("is a decimal with more digits than a JSON number keeps", AS_TEXT);
	}

}

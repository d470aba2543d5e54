package io.github.claimsdsl.policy;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Normalises numbers to {@link Integer} and {@link Double}: stores reload no other.
 */
final class ClaimNumbers {

	private static final int MAX_DIGITS = 17;

	private static final int MAX_SCALE = 300;

	private ClaimNumbers() {
	}

	static Object normalise(Number number) {
		if (number instanceof Double || number instanceof Float) {
			return finite((number instanceof Float) ? Double.parseDouble(number.toString()) : number.doubleValue());
		}
		if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
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
			throw new UnsupportedValueException("is not a finite number, which JSON lacks",
					"return text, or null to leave the claim out");
		}
		return value;
	}

	private static Object whole(long value) {
		if (value != (int) value) {
			throw new UnsupportedValueException(
					"is a whole number beyond 32 bits, which authorization stores cannot reload", "return it as text");
		}
		return (int) value;
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
		throw new UnsupportedValueException("is a decimal with more digits than a JSON number keeps",
				"return it as text");
	}

}

package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Calculates with numbers as Java does. Whole numbers stay whole and fail beyond 64 bits.
 * Division by zero fails. A result is an exact decimal if both numbers are exact.
 */
final class Arithmetic {

	private static final MathContext PRECISION = MathContext.DECIMAL128;

	private Arithmetic() {
	}

	static Number add(Number left, Number right) {
		if (isWhole(left) && isWhole(right)) {
			return whole(() -> Math.addExact(left.longValue(), right.longValue()), "+");
		}
		return isReal(left, right) ? (Number) (left.doubleValue() + right.doubleValue())
				: bounded(decimal(left).add(decimal(right)), "+");
	}

	static Number subtract(Number left, Number right) {
		if (isWhole(left) && isWhole(right)) {
			return whole(() -> Math.subtractExact(left.longValue(), right.longValue()), "-");
		}
		return isReal(left, right) ? (Number) (left.doubleValue() - right.doubleValue())
				: bounded(decimal(left).subtract(decimal(right)), "-");
	}

	static Number multiply(Number left, Number right) {
		if (isWhole(left) && isWhole(right)) {
			return whole(() -> Math.multiplyExact(left.longValue(), right.longValue()), "*");
		}
		return isReal(left, right) ? (Number) (left.doubleValue() * right.doubleValue())
				: bounded(decimal(left).multiply(decimal(right)), "*");
	}

	static Number divide(Number left, Number right) {
		checkDivisor(right, "/");
		if (isWhole(left) && isWhole(right)) {
			if (left.longValue() == Long.MIN_VALUE && right.longValue() == -1) {
				throw beyond("/");
			}
			return Numbers.narrow(left.longValue() / right.longValue());
		}
		return isReal(left, right) ? (Number) (left.doubleValue() / right.doubleValue())
				: bounded(decimal(left).divide(decimal(right), PRECISION), "/");
	}

	static Number remainder(Number left, Number right) {
		checkDivisor(right, "%");
		if (isWhole(left) && isWhole(right)) {
			return Numbers.narrow(left.longValue() % right.longValue());
		}
		return isReal(left, right) ? (Number) (left.doubleValue() % right.doubleValue())
				: bounded(decimal(left).remainder(decimal(right), PRECISION), "%");
	}

	static Number negate(Number number) {
		return subtract(0, number);
	}

	private interface Whole {

		long compute();

	}

	private static Number whole(Whole computation, String operator) {
		try {
			return Numbers.narrow(computation.compute());
		}
		catch (ArithmeticException ex) {
			throw beyond(operator);
		}
	}

	private static EvaluationException beyond(String operator) {
		return new EvaluationException("the result of '" + operator + "' does not fit into 64 bits");
	}

	private static void checkDivisor(Number divisor, String operator) {
		if (divisor instanceof BigDecimal decimal ? decimal.signum() == 0 : Numbers.known(divisor).doubleValue() == 0) {
			throw new EvaluationException("'" + operator + "' cannot divide by zero");
		}
	}

	private static boolean isWhole(Number number) {
		return number instanceof Integer || number instanceof Long;
	}

	private static boolean isReal(Number left, Number right) {
		Number first = Numbers.known(left);
		Number second = Numbers.known(right);
		return first instanceof Double || second instanceof Double;
	}

	private static BigDecimal decimal(Number number) {
		return bounded(Numbers.decimal(number), "arithmetic");
	}

	/**
	 * Limits the digits of a number, because a chain of products could have any number of
	 * them.
	 */
	private static BigDecimal bounded(BigDecimal number, String operator) {
		if (number.precision() > PRECISION.getPrecision() * 2 || Math.abs(number.scale()) > 1_000) {
			throw new EvaluationException("the result of '" + operator + "' has too many digits");
		}
		return number;
	}

}

package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What operators mean, for {@link ReferenceInterpreter}.
 */
final class ReferenceValues {

	private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);

	private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

	private ReferenceValues() {
	}

	/** Equality by value; a constant or an identifier is the same as its text. */
	static boolean same(@Nullable Object left, @Nullable Object right) {
		if (left == null || right == null) {
			return left == null && right == null;
		}
		if (left instanceof Number a && right instanceof Number b) {
			return !isNaN(a) && !isNaN(b) && compare(a, b) == 0;
		}
		if (isNamed(left) || isNamed(right)) {
			return (isNamed(left) || left instanceof String) && (isNamed(right) || right instanceof String)
					&& text(left).equals(text(right));
		}
		if (left instanceof List<?> a && right instanceof List<?> b) {
			return a.size() == b.size() && sameElements(a, b);
		}
		if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
			return a.keySet().equals(b.keySet()) && a.keySet().stream().allMatch((key) -> same(a.get(key), b.get(key)));
		}
		return left.equals(right);
	}

	/** The same, but a whole number is no double that is only near it: for sets. */
	static boolean identical(@Nullable Object left, @Nullable Object right) {
		boolean finite = left instanceof Number a && right instanceof Number b && !isNaN(a) && !isNaN(b)
				&& !isInfinite(a) && !isInfinite(b);
		if (finite) {
			return decimal((Number) left).compareTo(decimal((Number) right)) == 0;
		}
		if (left instanceof List<?> a && right instanceof List<?> b) {
			boolean[] identical = { a.size() == b.size() };
			for (int i = 0; identical[0] && i < a.size(); i++) {
				identical[0] = identical(a.get(i), b.get(i));
			}
			return identical[0];
		}
		return same(left, right);
	}

	private static boolean sameElements(List<?> left, List<?> right) {
		for (int i = 0; i < left.size(); i++) {
			if (!same(left.get(i), right.get(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isNamed(Object value) {
		return value instanceof Enum<?> || value instanceof UUID;
	}

	private static boolean isNaN(Number number) {
		return number instanceof Double real && real.isNaN();
	}

	private static boolean isInfinite(Number number) {
		return number instanceof Double real && real.isInfinite();
	}

	private static boolean isWhole(Object number) {
		return number instanceof Integer || number instanceof Long;
	}

	/** Doubles compare as in Java, with a decimal by their digits. */
	static int compare(Number left, Number right) {
		boolean exact = !isInfinite(left) && !isInfinite(right)
				&& (left instanceof BigDecimal || right instanceof BigDecimal);
		boolean reals = left instanceof Double || right instanceof Double;
		if (isNaN(left) || isNaN(right)) {
			return Double.compare(left.doubleValue(), right.doubleValue());
		}
		if (reals && !exact) {
			double a = left.doubleValue();
			double b = right.doubleValue();
			return (a < b) ? -1 : (a > b) ? 1 : 0;
		}
		return decimal(left).compareTo(decimal(right));
	}

	static BigDecimal decimal(Number number) {
		return new BigDecimal(number.toString());
	}

	static boolean order(String operator, @Nullable Object left, @Nullable Object right) {
		if (left == null || right == null) {
			return false;
		}
		int order;
		if (left instanceof Number a && right instanceof Number b) {
			if (isNaN(a) || isNaN(b)) {
				return false;
			}
			order = compare(a, b);
		}
		else if (left instanceof String a && right instanceof String b) {
			order = a.compareTo(b);
		}
		else if (left instanceof Instant a && right instanceof Instant b) {
			order = a.compareTo(b);
		}
		else if (left instanceof LocalDate a && right instanceof LocalDate b) {
			order = a.compareTo(b);
		}
		else {
			throw new ReferenceFailure("no order");
		}
		return switch (operator) {
			case "<" -> order < 0;
			case "<=" -> order <= 0;
			case ">" -> order > 0;
			default -> order >= 0;
		};
	}

	static boolean contains(@Nullable Object left, @Nullable Object right) {
		if (left == null || right == null) {
			return false;
		}
		if (left instanceof Collection<?> collection) {
			return collection.stream().anyMatch((element) -> same(element, right));
		}
		if (left instanceof String whole && isNamed(right)) {
			return whole.contains(text(right));
		}
		if (left instanceof String text && right instanceof String part) {
			return text.contains(part);
		}
		if (left instanceof Map<?, ?> map && right instanceof String) {
			return map.containsKey(right);
		}
		throw new ReferenceFailure("contains");
	}

	static boolean isEmpty(@Nullable Object value) {
		return value == null || value.equals("") || (value instanceof Collection<?> collection && collection.isEmpty())
				|| (value instanceof Map<?, ?> map && map.isEmpty());
	}

	static @Nullable Object arithmetic(String operator, @Nullable Object left, @Nullable Object right) {
		if (left == null || right == null) {
			return null;
		}
		if (operator.equals("+") && (left instanceof String || right instanceof String)) {
			return text(left) + text(right);
		}
		if (!(left instanceof Number a) || !(right instanceof Number b)) {
			throw new ReferenceFailure("no numbers");
		}
		boolean division = operator.equals("/") || operator.equals("%");
		if (division && ((b instanceof Double real) ? real == 0 : decimal(b).signum() == 0)) {
			throw new ReferenceFailure("zero");
		}
		if (a instanceof Double || b instanceof Double) {
			return reals(operator, a.doubleValue(), b.doubleValue());
		}
		return (isWhole(a) && isWhole(b)) ? wholes(operator, a, b) : decimals(operator, decimal(a), decimal(b));
	}

	private static Double reals(String operator, double left, double right) {
		return switch (operator) {
			case "+" -> left + right;
			case "-" -> left - right;
			case "*" -> left * right;
			case "/" -> left / right;
			default -> left % right;
		};
	}

	private static Number wholes(String operator, Number left, Number right) {
		BigInteger a = BigInteger.valueOf(left.longValue());
		BigInteger b = BigInteger.valueOf(right.longValue());
		return whole(switch (operator) {
			case "+" -> a.add(b);
			case "-" -> a.subtract(b);
			case "*" -> a.multiply(b);
			case "/" -> a.divide(b);
			default -> a.remainder(b);
		});
	}

	/** An integer, or a long where needed. */
	static Number whole(BigInteger value) {
		if (value.compareTo(LONG_MIN) < 0 || value.compareTo(LONG_MAX) > 0) {
			throw new ReferenceFailure("beyond 64 bits");
		}
		return (value.bitLength() < 32) ? (Number) value.intValue() : (Number) value.longValue();
	}

	private static BigDecimal decimals(String operator, BigDecimal left, BigDecimal right) {
		return switch (operator) {
			case "+" -> left.add(right);
			case "-" -> left.subtract(right);
			case "*" -> left.multiply(right);
			case "/" -> left.divide(right, MathContext.DECIMAL128);
			default -> remainder(left, right);
		};
	}

	private static BigDecimal remainder(BigDecimal left, BigDecimal right) {
		if (left.divideToIntegralValue(right).abs().compareTo(BigDecimal.TEN.pow(34)) >= 0) {
			throw ReferenceFailure.unsure("a remainder whose quotient has more than 34 digits");
		}
		return left.remainder(right);
	}

	/** The text of a value as Java joins it, of a constant its name. */
	static String text(Object value) {
		if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
			throw new ReferenceFailure("no text");
		}
		return (value instanceof Enum<?> constant) ? constant.name() : value.toString();
	}

}

package io.github.claimsdsl.expression;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Decides which of two values comes first.
 */
final class Order {

	private Order() {
	}

	/** Tells whether two values have an order. NaN has none. */
	static boolean isOrdered(Object left, Object right) {
		return !(left instanceof Number first && right instanceof Number second)
				|| (Numbers.isNumber(first) && Numbers.isNumber(second));
	}

	static int compare(Object left, Object right) {
		if (left instanceof Number first && right instanceof Number second) {
			return Numbers.compare(first, second);
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

}

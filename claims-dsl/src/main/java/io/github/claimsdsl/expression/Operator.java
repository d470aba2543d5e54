package io.github.claimsdsl.expression;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The operators that this library evaluates itself: all except {@code &&}, {@code ||} and
 * {@code !}. MVEL does not give all of them their documented meaning, and a call of these
 * is faster. Null is passed on, numbers behave as in Java, and values of different kinds
 * are compared by what they stand for.
 */
enum Operator {

	ADD {
		@Override
		@Nullable Object applyTo(Object left, Object right) {
			if (left instanceof Number first && right instanceof Number second) {
				return Arithmetic.add(first, second);
			}
			if (left instanceof String || right instanceof String) {
				return Texts.join(left, right);
			}
			throw new EvaluationException("'+' got neither two numbers nor a text");
		}
	},

	SUBTRACT {
		@Override
		Object applyTo(Object left, Object right) {
			return Arithmetic.subtract(number(left, "-"), number(right, "-"));
		}
	},

	MULTIPLY {
		@Override
		Object applyTo(Object left, Object right) {
			return Arithmetic.multiply(number(left, "*"), number(right, "*"));
		}
	},

	DIVIDE {
		@Override
		Object applyTo(Object left, Object right) {
			return Arithmetic.divide(number(left, "/"), number(right, "/"));
		}
	},

	REMAINDER {
		@Override
		Object applyTo(Object left, Object right) {
			return Arithmetic.remainder(number(left, "%"), number(right, "%"));
		}
	},

	EQUAL {
		@Override
		Object apply(@Nullable Object left, @Nullable Object right) {
			return Equality.same(left, right);
		}
	},

	NOT_EQUAL {
		@Override
		Object apply(@Nullable Object left, @Nullable Object right) {
			return !Equality.same(left, right);
		}
	},

	LESS {
		@Override
		Object applyTo(Object left, Object right) {
			return Order.isOrdered(left, right) && Order.compare(left, right) < 0;
		}
	},

	LESS_OR_EQUAL {
		@Override
		Object applyTo(Object left, Object right) {
			return Order.isOrdered(left, right) && Order.compare(left, right) <= 0;
		}
	},

	GREATER {
		@Override
		Object applyTo(Object left, Object right) {
			return Order.isOrdered(left, right) && Order.compare(left, right) > 0;
		}
	},

	GREATER_OR_EQUAL {
		@Override
		Object applyTo(Object left, Object right) {
			return Order.isOrdered(left, right) && Order.compare(left, right) >= 0;
		}
	},

	CONTAINS {
		@Override
		Object applyTo(Object left, Object right) {
			if (left instanceof String text && Equality.isName(right)) {
				return text.contains(Texts.scalar(right));
			}
			if (left instanceof Collection<?> collection) {
				return Equality.contains(collection, right);
			}
			if (left instanceof Map<?, ?> map && right instanceof String) {
				return map.containsKey(right);
			}
			throw new EvaluationException("'contains' got neither a collection nor two texts");
		}
	},

	MATCHES {
		@Override
		Object applyTo(Object left, Object right) {
			if (left instanceof String text) {
				return ((Pattern) right).matches(text);
			}
			throw new EvaluationException("'~=' got a value that is not a text");
		}
	},

	/** Checks the value of a condition whose type is not declared. */
	TRUE {
		@Override
		Object apply(@Nullable Object left, @Nullable Object right) {
			if (left == null || left instanceof Boolean) {
				return Boolean.TRUE.equals(left);
			}
			throw new EvaluationException("a condition got a value that is neither true nor false");
		}
	},

	EMPTY {
		@Override
		Object apply(@Nullable Object left, @Nullable Object right) {
			return isEmpty(left);
		}
	},

	NOT_EMPTY {
		@Override
		Object apply(@Nullable Object left, @Nullable Object right) {
			return !isEmpty(left);
		}
	};

	private static final Map<String, Operator> SYMBOLS = Map.ofEntries(Map.entry("+", ADD), Map.entry("-", SUBTRACT),
			Map.entry("*", MULTIPLY), Map.entry("/", DIVIDE), Map.entry("%", REMAINDER), Map.entry("==", EQUAL),
			Map.entry("!=", NOT_EQUAL), Map.entry("<", LESS), Map.entry("<=", LESS_OR_EQUAL), Map.entry(">", GREATER),
			Map.entry(">=", GREATER_OR_EQUAL), Map.entry("contains", CONTAINS), Map.entry("~=", MATCHES));

	private static final Set<Operator> ARITHMETIC = EnumSet.of(ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER);

	static Operator of(String symbol) {
		Operator operator = SYMBOLS.get(symbol);
		if (operator == null) {
			throw new IllegalArgumentException(symbol);
		}
		return operator;
	}

	/** Returns the symbol of the operator. */
	@Override
	public String toString() {
		return SYMBOLS.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == this)
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse("== empty");
	}

	/**
	 * Tells whether the operator is false if an operand is null. Otherwise it is null.
	 */
	boolean isPredicate() {
		return !ARITHMETIC.contains(this);
	}

	/**
	 * Returns the work of the operator, which looks at each operand once or searches it.
	 */
	long work(@Nullable Object left, @Nullable Object right) {
		return (this == CONTAINS || this == MATCHES) ? Work.of(left, right) : Work.of(left) + Work.of(right);
	}

	@Nullable Object apply(@Nullable Object left, @Nullable Object right) {
		if (left == null || right == null) {
			return isPredicate() ? Boolean.FALSE : null;
		}
		return applyTo(left, right);
	}

	@Nullable Object applyTo(Object left, Object right) {
		return apply(left, right);
	}

	private static Number number(Object value, String operator) {
		if (value instanceof Number number) {
			return number;
		}
		throw new EvaluationException("'" + operator + "' got a value that is not a number");
	}

	private static boolean isEmpty(@Nullable Object value) {
		if (value instanceof String text) {
			return text.isEmpty();
		}
		if (value instanceof Collection<?> collection) {
			return collection.isEmpty();
		}
		return (value instanceof Map<?, ?> map) ? map.isEmpty() : value == null;
	}

}

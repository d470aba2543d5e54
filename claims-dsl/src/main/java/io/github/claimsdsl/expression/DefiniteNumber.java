package io.github.claimsdsl.expression;

import org.jspecify.annotations.Nullable;

/**
 * A number of a condition that refuses tokens: one that is none fails, since every
 * comparison with it would be false.
 *
 * @param operand gives the number
 * @param name what it is, for the message
 */
record DefiniteNumber(Operand operand, String name) implements Operand {

	@Override
	public @Nullable Object evaluate(Inputs inputs) {
		return checked(this.operand.evaluate(inputs));
	}

	@Override
	public @Nullable Object evaluateOperand(Inputs inputs) {
		return checked(this.operand.evaluateOperand(inputs));
	}

	private @Nullable Object checked(@Nullable Object value) {
		if (value instanceof Double number && number.isNaN()) {
			throw new EvaluationException(this.name + " is not a number (NaN)");
		}
		return value;
	}

}

package io.github.claimsdsl.expression;

import org.jspecify.annotations.Nullable;

/**
 * A number in a condition that refuses tokens. It fails if the value is NaN, because
 * every comparison with NaN is false and the token would not be refused.
 *
 * @param operand computes the number
 * @param name the name of the number, for the message
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

package io.github.claimsdsl.expression;

import java.math.BigDecimal;

/**
 * The methods of numbers, as rows of the {@link MethodTable}.
 */
final class NumberMethods {

	private NumberMethods() {
	}

	@ClaimFunction
	static Integer intValue(Number number) {
		return Numbers.known(number).intValue();
	}

	@ClaimFunction
	static Long longValue(Number number) {
		return Numbers.known(number).longValue();
	}

	@ClaimFunction
	static Double doubleValue(Number number) {
		return Numbers.known(number).doubleValue();
	}

	@ClaimFunction
	static Integer compareTo(Number number, Number other) {
		return Numbers.compare(number, other);
	}

	@ClaimFunction
	static Number abs(Number number) {
		return (Numbers.compare(number, 0) < 0) ? Arithmetic.negate(number) : number;
	}

	@ClaimFunction
	static Number negate(Number number) {
		return Arithmetic.negate(number);
	}

	@ClaimFunction
	static Integer signum(Number number) {
		return Integer.signum(Numbers.compare(number, 0));
	}

	@ClaimFunction
	static String toPlainString(Number number) {
		BigDecimal decimal = Numbers.decimal(number);
		TextMethods.checkLength((long) decimal.precision() + Math.abs((long) decimal.scale()));
		return decimal.toPlainString();
	}

}

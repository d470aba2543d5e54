package io.github.claimsdsl.expression;

import java.util.UUID;

import io.github.claimsdsl.expression.ClaimFunction.Result;

/**
 * The methods that every value has, and those of enum constants and identifiers, as rows
 * of the {@link MethodTable}.
 */
final class ValueMethods {

	private ValueMethods() {
	}

	@ClaimFunction
	static String toString(Object value) {
		return Texts.scalar(value);
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean equals(Object value, Object other) {
		return Equality.same(value, other);
	}

	@ClaimFunction
	static String name(Enum<?> constant) {
		return constant.name();
	}

	@ClaimFunction
	@SuppressWarnings("EnumOrdinal")
	static Integer ordinal(Enum<?> constant) {
		return constant.ordinal();
	}

	@ClaimFunction
	static Integer version(UUID identifier) {
		return identifier.version();
	}

}

package io.github.claimsdsl.expression;

import java.util.Set;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Decides whether values of two types can be the same.
 */
final class TypeEquality {

	private static final Set<Kind> EQUAL_TO_TEXT = Set.of(Kind.ENUM, Kind.UUID);

	private TypeEquality() {
	}

	/** Tells whether two values can be the same. */
	static boolean canBeSame(Type left, Type right) {
		if (isObject(left) || isObject(right)) {
			return false;
		}
		if (left.is(Kind.ANY) || right.is(Kind.ANY)) {
			return true;
		}
		boolean text = (left.is(Kind.TEXT) && EQUAL_TO_TEXT.contains(right.kind()))
				|| (right.is(Kind.TEXT) && EQUAL_TO_TEXT.contains(left.kind()));
		if (text) {
			return true;
		}
		if (left.kind() != right.kind() || left.is(Kind.SET) || left.is(Kind.MAP)) {
			return false;
		}
		if (left.is(Kind.LIST) && left.element() != null && right.element() != null) {
			return left.element().is(Kind.NULL) || right.element().is(Kind.NULL)
					|| canBeSame(left.element(), right.element());
		}
		return !left.is(Kind.ENUM) || left.bean() == right.bean();
	}

	private static boolean isObject(Type type) {
		return type.is(Kind.BEAN) || (type.is(Kind.ANY) && type.bean() != null);
	}

}

package io.github.claimsdsl.policy;

import java.util.regex.Pattern;

import io.github.claimsdsl.expression.ClaimTypes;

/**
 * Thrown for a value that cannot be a claim; the message holds its type, not itself.
 */
final class UnsupportedValueException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/ -]{1,64}");

	private UnsupportedValueException(String message) {
		super(message, null, false, false);
	}

	UnsupportedValueException(String what, String instead) {
		this("its value " + what + ": let the method, or the property that the expression reads, give " + instead);
	}

	static UnsupportedValueException ofType(Object value) {
		return new UnsupportedValueException("is a " + value.getClass().getTypeName(),
				ClaimTypes.instead(value.getClass()));
	}

	static UnsupportedValueException ofObject() {
		return new UnsupportedValueException("its value is or holds an object, which an expression cannot copy: "
				+ "write a map of what the token needs, such as ['name' : user.name]");
	}

	static UnsupportedValueException ofSecret(String name) {
		return new UnsupportedValueException("its value holds "
				+ (PLAIN.matcher(name).matches() ? "'" + name + "'" : "a name")
				+ ", which looks like a secret: leave it out, or list the name under claims-dsl.expressions.allowed-names");
	}

}

package io.github.claimsdsl.policy;

import java.util.Map;
import java.util.regex.Pattern;

import io.github.claimsdsl.expression.ClaimTypes;

/**
 * Thrown for a value that cannot be a claim. The message names the type of the value, but
 * never the value itself.
 */
final class UnsupportedValueException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/ -]{1,64}");

	private final boolean secret;

	private UnsupportedValueException(String message, boolean secret) {
		super(message, null, false, false);
		this.secret = secret;
	}

	UnsupportedValueException(String what, String instead) {
		this("its value " + what + ": let the method, or the property that the expression reads, return " + instead,
				false);
	}

	static UnsupportedValueException ofType(Object value) {
		return new UnsupportedValueException("is a " + value.getClass().getTypeName(),
				ClaimTypes.instead(value.getClass()));
	}

	static UnsupportedValueException ofObject() {
		return new UnsupportedValueException("its value is or holds an object, which an expression cannot copy: "
				+ "write a map of what the token needs, such as ['name' : user.name]", false);
	}

	static UnsupportedValueException ofSecret(String name) {
		return new UnsupportedValueException(
				"its value holds " + (PLAIN.matcher(name).matches() ? "'" + name + "'" : "a name")
						+ ", which looks like a secret: leave it out, or allow the name",
				true);
	}

	/**
	 * Adds the host's help if the value holds a secret. It is the same help as for
	 * secrets that are found at start-up.
	 */
	UnsupportedValueException withHelp(Map<String, String> sentences) {
		String sentence = this.secret ? sentences.get("secret-property") : null;
		return (sentence != null) ? new UnsupportedValueException(getMessage() + ". " + sentence, true) : this;
	}

}

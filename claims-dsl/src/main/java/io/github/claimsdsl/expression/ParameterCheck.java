package io.github.claimsdsl.expression;

import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Checks that an expression reads each request parameter by its name, and that the name
 * is declared.
 */
final class ParameterCheck {

	static final String PROPERTY = "parameters";

	private final Set<String> declared;

	private final SecretNames secrets;

	private final Set<String> read = new TreeSet<>();

	ParameterCheck(Set<String> declared, SecretNames secrets) {
		this.declared = declared;
		this.secrets = secrets;
	}

	/** Returns the names of the parameters that the expression reads. */
	Set<String> read() {
		return this.read;
	}

	/** Tells whether a node reads all parameters together. */
	static boolean isParameters(Node node) {
		return node instanceof Node.Property property && property.name().equals(PROPERTY)
				&& property.target() instanceof Node.Name name && name.name().equals("request");
	}

	static boolean isParameters(String property) {
		return property.equals(PROPERTY);
	}

	static Problem all(Node.Property parameters) {
		return new Problem("all-parameters", parameters.position(),
				"an expression cannot read all request parameters at once, because a client may send any parameter",
				"Read one parameter by its name: request.parameters['tenant'].");
	}

	/** Returns the problem of reading a parameter, or {@code null} if there is none. */
	@Nullable Problem check(String name, int position) {
		if (this.declared.contains(name)) {
			this.read.add(name);
			return null;
		}
		String parameter = "the request parameter " + Node.quoted(name);
		if (this.secrets.isSecret(name)) {
			return new Problem("secret-parameter", position, parameter + " looks like a secret",
					"Leave it out: no rule can read it.");
		}
		return new Problem("unknown-parameter", position, parameter + " is not declared",
				DidYouMean.nearest(name, this.declared).map((near) -> "Did you mean '" + near + "'?").orElse(null));
	}

}

package io.github.claimsdsl.expression;

import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Checks that an expression reads request parameters one by one, by declared names.
 */
final class ParameterCheck {

	private static final String PROPERTY = "parameters";

	private final Set<String> declared;

	private final SecretNames secrets;

	private final Set<String> read = new TreeSet<>();

	ParameterCheck(Set<String> declared, SecretNames secrets) {
		this.declared = declared;
		this.secrets = secrets;
	}

	/** The names of the parameters that the expression reads. */
	Set<String> read() {
		return this.read;
	}

	/** Returns what is wrong with a path, or {@code null}. */
	@Nullable Problem check(Node.Path path) {
		if (!path.root().equals("request") || path.steps().isEmpty()
				|| !(path.steps().get(0) instanceof Node.Property property) || !property.name().equals(PROPERTY)) {
			return null;
		}
		if (path.steps().size() == 1) {
			return new Problem("all-parameters", property.position(),
					"all request parameters together cannot be read: a client may send any",
					"Read one by its name: request.parameters['tenant'].");
		}
		return (path.steps().get(1) instanceof Node.Key key) ? check(key) : null;
	}

	private @Nullable Problem check(Node.Key key) {
		if (this.declared.contains(key.key())) {
			this.read.add(key.key());
			return null;
		}
		String parameter = "the request parameter " + Node.quoted(key.key());
		if (this.secrets.isSecret(key.key())) {
			return new Problem("secret-parameter", key.position(), parameter + " looks like a secret",
					"Leave it out: no rule can read it.");
		}
		return new Problem("unknown-parameter", key.position(), parameter + " is not declared",
				DidYouMean.nearest(key.key(), this.declared)
					.map((near) -> "Did you mean '" + near + "'?")
					.orElse(null));
	}

}

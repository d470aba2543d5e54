package io.github.claimsdsl.expression;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Knows the properties of the user, for what authors mean by other names.
 */
final class KnownUser {

	private final Checker checker;

	KnownUser(Checker checker) {
		this.checker = checker;
	}

	/**
	 * Returns the property of the user with the given name, or {@code null} if there is
	 * none.
	 */
	@Nullable Node property(Node.Name name) {
		return properties().containsKey(name.name())
				? new Node.Property(new Node.Name("user", name.position()), name.name(), name.position()) : null;
	}

	/** Returns the properties of the user; empty if the user is not known. */
	Map<String, Type> properties() {
		Type user = this.checker.schema().inputs().get("user");
		return (user != null) ? this.checker.schema().properties(user) : Map.of();
	}

	/** Tells whether there is a user, and reports it if there is none. */
	boolean isThere(int position) {
		return !Checker.isUnknown(this.checker.target(new Node.Name("user", position)));
	}

	/** Returns a sentence that lists the properties of the user. */
	String sentence() {
		return "Its properties are " + String.join(", ", properties().keySet()) + ".";
	}

}

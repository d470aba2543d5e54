package io.github.claimsdsl.expression;

import java.util.Objects;

/**
 * Checks steps whose name is written in the expression: a key of a map, a request
 * parameter, or an entry of one of a client's maps.
 */
final class StepCheck {

	private final Checker checker;

	private final Findings findings;

	StepCheck(Checker checker) {
		this.checker = checker;
		this.findings = checker.findings();
	}

	/** Checks a request parameter, which must be declared. */
	Typed parameter(Node node, Node parameters, String name) {
		Problem problem = this.checker.parameterCheck().check(name, node.position());
		if (problem != null) {
			this.findings.add(problem);
			return Checker.unknown();
		}
		Node.Property holder = (Node.Property) parameters;
		Typed request = this.checker.target(holder.target());
		BeanProperty property = Objects
			.requireNonNull(this.checker.schema().properties(RequestInput.class).get(holder.name()));
		Typed map = new Typed.Get(request, new Step.Property(property.getter()), "request.parameters",
				property.type().withNullable(false));
		return step(node, map, new Step.Key(name, Type.TEXT), Type.TEXT.orNull());
	}

	/** Checks a declared entry of one of a client's maps. */
	Typed ofClient(Node node, Typed target, Class<?> map, String name) {
		Schema schema = this.checker.schema();
		BeanProperty entry = schema.properties(map).get(name);
		if (entry != null) {
			return step(node, target, new Step.Property(entry.getter()), entry.type());
		}
		if (schema.isSecret(map, name)) {
			this.findings.secret(node.position(), "'" + name + "' of a client", name);
		}
		else {
			this.findings.add(ClientMaps.undeclared(map, name, node.position(), schema.properties(map).keySet()));
		}
		return Checker.unknown();
	}

	/** Checks a key of a map, or of a value of undeclared type that may be a map. */
	Typed key(Node node, Typed target, String key) {
		if (this.checker.schema().secretNames().isSecret(key)) {
			this.findings.secret(node.position(), "key '" + key + "'", key);
			return Checker.unknown();
		}
		Type value = (target.type().element() != null) ? target.type().element() : Type.ANY;
		return step(node, target, new Step.Key(key, value), value.orNull());
	}

	/**
	 * Returns a step whose value may be null if the value that it is read from may be.
	 */
	Typed step(Node node, Typed target, Step step, Type type) {
		Type result = this.checker.narrowed(node, target.type().nullable() ? type.orNull() : type);
		return new Typed.Get(target, step, CanonicalText.of(node), result);
	}

}

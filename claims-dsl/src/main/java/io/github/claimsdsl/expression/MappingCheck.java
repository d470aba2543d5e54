package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.FunctionParameter.Role;

/**
 * Decides whether an argument names a function that is applied to each element of a
 * collection.
 */
final class MappingCheck {

	private final Checker checker;

	private final Findings findings;

	/** The type that the function gives for an element, if there is one. */
	private @Nullable Type result;

	MappingCheck(Checker checker) {
		this.checker = checker;
		this.findings = checker.findings();
	}

	Typed check(Node node, Typed argument, Type collection) {
		Set<String> names = new TreeSet<>();
		this.checker.functions()
			.all()
			.stream()
			.filter((candidate) -> candidate.parameters().size() == 1
					&& candidate.parameters().get(0).role() == Role.VALUE)
			.forEach((candidate) -> names.add(candidate.name()));
		if (!(argument instanceof Typed.Constant constant) || !(constant.value() instanceof String name)
				|| !names.contains(name)) {
			this.findings.problem("unknown-function", node.position(),
					"expected the name of a function with one parameter, as a literal text",
					(argument instanceof Typed.Constant other && other.value() instanceof String mistyped)
							? DidYouMean.sentence(mistyped, names) : "Write map(list, 'lower').");
			return Checker.unknown();
		}
		return function(node, name, collection);
	}

	private Typed function(Node node, String name, Type collection) {
		Function mapper = this.checker.functions().find(name, 1);
		Type element = (collection.element() != null) ? collection.element() : Type.ANY;
		if (mapper == null || !mapper.parameters().get(0).accepts(element)) {
			this.findings.problem("wrong-type", node.position(), name + " does not take a " + element,
					(mapper != null) ? "The signature is " + mapper.signature() + "." : null);
			return Checker.unknown();
		}
		this.result = mapper.type(List.of(element.orNull()));
		return new Typed.Constant(mapper, Type.TEXT);
	}

	/** Returns the type of the call, whose elements have the type of the results. */
	Type type(Type type) {
		return (this.result != null) ? Type.listOf(this.result).withNullable(type.nullable()) : type;
	}

}

package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Translates methods that take a lambda in other languages to projections.
 */
final class Lambda {

	private static final Set<String> MAP = Set.of("map", "select", "collect");

	private static final Set<String> FILTER = Set.of("filter", "where", "findAll");

	private static final Set<String> ANY = Set.of("anyMatch", "any", "some", "exists");

	private static final Set<String> NONE = Set.of("noneMatch", "none");

	private static final Set<String> ALL = Set.of("allMatch", "all", "every");

	/**
	 * The methods that other languages need to convert between collections and streams.
	 */
	private static final Set<String> STREAMS = Set.of("stream", "parallelStream", "toList", "toSet", "asSequence");

	private Lambda() {
	}

	static boolean takesLambda(String method) {
		return MAP.contains(method) || FILTER.contains(method) || ANY.contains(method) || NONE.contains(method)
				|| ALL.contains(method) || method.equals("count");
	}

	/** Tells whether a method without arguments returns the collection itself. */
	static boolean isStream(String method) {
		return STREAMS.contains(method);
	}

	/** Returns the translation of a method, whose body reads the element as {@code $}. */
	static Node of(String method, Node target, Node body, int position) {
		if (MAP.contains(method)) {
			return map(target, body, position);
		}
		if (FILTER.contains(method)) {
			return filter(target, body, position);
		}
		if (ANY.contains(method)) {
			Node value = sameAsElement(body);
			return (value != null) ? new Node.Binary("contains", target, value, position)
					: test("!=", filter(target, body, position));
		}
		if (NONE.contains(method)) {
			return test("==", filter(target, body, position));
		}
		if (ALL.contains(method)) {
			return test("==", filter(target, new Node.Unary("!", body, position), position));
		}
		return new Node.Method(filter(target, body, position), "size", List.of(), position);
	}

	static Node map(Node target, Node body, int position) {
		return (target instanceof Node.Projection filter && isElement(filter.body()))
				? new Node.Projection(body, filter.collection(), filter.condition(), position)
				: new Node.Projection(body, target, null, position);
	}

	static Node filter(Node target, Node condition, int position) {
		return new Node.Projection(new Node.Name(Node.ELEMENT, position), target, condition, position);
	}

	private static Node test(String operator, Node filter) {
		return new Node.Binary(operator, filter, new Node.Empty(filter.position()), filter.position());
	}

	/**
	 * Returns the literal that the body compares the element with, or {@code null} if it
	 * does something else.
	 */
	private static @Nullable Node sameAsElement(Node body) {
		boolean same = body instanceof Node.Binary binary && binary.operator().equals("==") && isElement(binary.left())
				&& binary.right() instanceof Node.Literal;
		return same ? ((Node.Binary) body).right() : null;
	}

	private static boolean isElement(Node node) {
		return node instanceof Node.Name name && name.name().equals(Node.ELEMENT);
	}

}

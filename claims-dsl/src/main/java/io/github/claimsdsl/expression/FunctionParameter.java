package io.github.claimsdsl.expression;

import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * A parameter of a function.
 *
 * @param role what the argument must be
 * @param type the Java type
 */
record FunctionParameter(Role role, java.lang.reflect.Type type) {

	private static final Map<java.lang.reflect.Type, Kind> SCALARS = Map.of(String.class, Kind.TEXT, Boolean.class,
			Kind.BOOLEAN, Number.class, Kind.NUMBER, Instant.class, Kind.TIME, LocalDate.class, Kind.DATE, UUID.class,
			Kind.UUID, Enum.class, Kind.ENUM);

	enum Role {

		VALUE, PATTERN, FUNCTION_NAME

	}

	static FunctionParameter of(Parameter parameter) {
		java.lang.reflect.Type type = parameter.getParameterizedType();
		if (!isKnown(type)) {
			throw new IllegalArgumentException("parameter " + parameter + " of function "
					+ parameter.getDeclaringExecutable() + " has a type that expressions do not support");
		}
		if (parameter.isAnnotationPresent(ClaimFunction.Pattern.class)) {
			return new FunctionParameter(Role.PATTERN, String.class);
		}
		boolean name = parameter.isAnnotationPresent(ClaimFunction.FunctionName.class);
		return new FunctionParameter(name ? Role.FUNCTION_NAME : Role.VALUE, type);
	}

	private static boolean isKnown(java.lang.reflect.Type type) {
		return SCALARS.containsKey(rawType(type)) || type == Temporal.class || isAnything(type)
				|| List.of(Collection.class, List.class, Map.class).contains(rawType(type));
	}

	private static boolean isAnything(java.lang.reflect.Type type) {
		return type == Object.class || type instanceof TypeVariable<?> || type instanceof WildcardType;
	}

	private static java.lang.reflect.Type rawType(java.lang.reflect.Type type) {
		return (type instanceof ParameterizedType parameterized) ? parameterized.getRawType() : type;
	}

	private static java.lang.reflect.Type elementType(java.lang.reflect.Type type) {
		return (type instanceof ParameterizedType parameterized)
				? parameterized.getActualTypeArguments()[parameterized.getActualTypeArguments().length - 1]
				: Object.class;
	}

	boolean accepts(Type argument) {
		return accepts(this.type, argument);
	}

	boolean isOf(Class<?> type) {
		return this.type == type;
	}

	/** Tells whether a value of undeclared type can be the argument. */
	boolean holds(Object value) {
		if (this.type == Object.class) {
			return true;
		}
		return rawType(this.type) instanceof Class<?> raw && raw.isInstance(value);
	}

	private static boolean accepts(java.lang.reflect.Type expected, Type actual) {
		if (actual.is(Kind.NULL) || (actual.is(Kind.ANY) && actual.bean() == null)) {
			return true;
		}
		if (expected == Temporal.class) {
			return actual.is(Kind.TIME) || actual.is(Kind.DATE);
		}
		if (expected instanceof TypeVariable<?> variable && variable.getBounds()[0] != Object.class) {
			return accepts(variable.getBounds()[0], actual);
		}
		if (isAnything(expected)) {
			return !actual.is(Kind.BEAN);
		}
		Kind scalar = SCALARS.get(rawType(expected));
		if (scalar != null) {
			return actual.is(scalar);
		}
		return acceptsContainer(rawType(expected), actual) && acceptsElement(elementType(expected), actual);
	}

	private static boolean acceptsContainer(java.lang.reflect.Type expected, Type actual) {
		if (expected == Map.class) {
			return actual.is(Kind.MAP);
		}
		return actual.is(Kind.LIST) || (expected == Collection.class && actual.is(Kind.SET));
	}

	private static boolean acceptsElement(java.lang.reflect.Type expected, Type actual) {
		boolean anything = expected instanceof WildcardType wildcard && wildcard.getUpperBounds()[0] == Object.class;
		return actual.element() == null || anything || accepts(expected, actual.element());
	}

	/**
	 * Returns what the function's type variable stands for according to this argument, or
	 * {@code null} if the parameter does not say.
	 */
	@Nullable Type bind(Type argument) {
		if (this.type instanceof TypeVariable<?>) {
			return argument;
		}
		return (elementType(this.type) instanceof TypeVariable<?>) ? argument.element() : null;
	}

	/** Returns the expression type of a Java type, with the type variable replaced. */
	static Type resolve(java.lang.reflect.Type type, Type variable) {
		if (type instanceof TypeVariable<?>) {
			return variable;
		}
		if (type == Number.class) {
			return Type.DECIMAL;
		}
		java.lang.reflect.Type raw = rawType(type);
		if (raw == List.class) {
			return Type.listOf(resolve(elementType(type), variable));
		}
		if (raw == Map.class) {
			return Type.mapOf(resolve(elementType(type), variable));
		}
		return JavaTypes.of(type);
	}

	@Override
	public String toString() {
		return switch (this.role) {
			case PATTERN -> "'pattern'";
			case FUNCTION_NAME -> "'function'";
			case VALUE -> describe(this.type);
		};
	}

	private static String describe(java.lang.reflect.Type type) {
		if (isAnything(type)) {
			return (type instanceof TypeVariable<?> variable && variable.getBounds()[0] != Object.class)
					? describe(variable.getBounds()[0]) : "value";
		}
		if (type == Temporal.class) {
			return "date or time";
		}
		Kind scalar = SCALARS.get(rawType(type));
		if (scalar != null) {
			return scalar.toString();
		}
		String container = (rawType(type) == Map.class) ? "map" : (rawType(type) == List.class) ? "list" : "collection";
		return isAnything(elementType(type)) ? container : container + " of " + describe(elementType(type));
	}

}

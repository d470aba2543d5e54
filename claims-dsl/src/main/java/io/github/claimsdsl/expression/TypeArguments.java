package io.github.claimsdsl.expression;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the type arguments that a class states for a supertype. For example,
 * {@code class Roles extends ArrayList<String>} is a collection of {@link String}.
 */
final class TypeArguments {

	private TypeArguments() {
	}

	/**
	 * Returns the type arguments of a supertype.
	 * @param type the class
	 * @param arguments the class's own type arguments; empty if it is raw
	 * @param target a generic supertype of the class, or the class itself
	 * @return the target's type arguments; empty if they are not stated
	 */
	static List<Type> of(Class<?> type, List<Type> arguments, Class<?> target) {
		if (type == target || type.getTypeParameters().length != arguments.size()) {
			return (type == target) ? arguments : List.of();
		}
		return Stream.concat(Stream.ofNullable(type.getGenericSuperclass()), Stream.of(type.getGenericInterfaces()))
			.filter((above) -> target.isAssignableFrom(raw(above)))
			.findFirst()
			.map((above) -> of(raw(above), bound(above, type, arguments), target))
			.orElse(List.of());
	}

	private static Class<?> raw(Type type) {
		return (Class<?>) ((type instanceof ParameterizedType parameterized) ? parameterized.getRawType() : type);
	}

	private static List<Type> bound(Type above, Class<?> type, List<Type> arguments) {
		List<TypeVariable<?>> variables = List.of(type.getTypeParameters());
		return (above instanceof ParameterizedType parameterized) ? Arrays
			.stream(parameterized.getActualTypeArguments())
			.map((argument) -> variables.contains(argument) ? arguments.get(variables.indexOf(argument)) : argument)
			.toList() : List.of();
	}

}

package io.github.claimsdsl.expression;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Derives expression types from Java types, at start-up.
 */
final class JavaTypes {

	private static final Map<Class<?>, Type> SCALARS = Map.ofEntries(Map.entry(String.class, Type.TEXT),
			Map.entry(boolean.class, Type.BOOLEAN), Map.entry(Boolean.class, Type.BOOLEAN),
			Map.entry(int.class, Type.NUMBER), Map.entry(Integer.class, Type.NUMBER),
			Map.entry(long.class, Type.NUMBER), Map.entry(Long.class, Type.NUMBER),
			Map.entry(double.class, Type.NUMBER), Map.entry(Double.class, Type.NUMBER),
			Map.entry(BigDecimal.class, Type.DECIMAL), Map.entry(Instant.class, Type.TIME),
			Map.entry(LocalDate.class, Type.DATE), Map.entry(UUID.class, Type.IDENTIFIER));

	private static final Set<String> NON_NULL = Set.of("NonNull", "NotNull", "Nonnull");

	private JavaTypes() {
	}

	/** Returns the type of the value that a property's accessor returns. */
	static Type ofResult(Method accessor) {
		boolean nullable = isNullable(accessor) || accessor.getReturnType() == Optional.class;
		return of(accessor.getGenericReturnType()).withNullable(nullable);
	}

	static Type of(java.lang.reflect.Type type) {
		Type known = ofKnown(type);
		Class<?> unclaimable = known.is(Type.Kind.ANY) ? ClaimTypes.unclaimable(type) : null;
		return (unclaimable != null) ? Type.unclaimable(unclaimable) : known;
	}

	private static Type ofKnown(java.lang.reflect.Type type) {
		if (type instanceof Class<?> plain) {
			return ofClass(plain, Type.ANY);
		}
		if (type instanceof ParameterizedType parameterized && parameterized.getRawType() instanceof Class<?> raw) {
			return ofGeneric(raw, List.of(parameterized.getActualTypeArguments()));
		}
		if (type instanceof WildcardType wildcard) {
			return of(wildcard.getUpperBounds()[0]);
		}
		return Type.ANY;
	}

	private static Type ofGeneric(Class<?> raw, List<java.lang.reflect.Type> arguments) {
		if (raw == Optional.class) {
			return of(arguments.get(0)).orNull();
		}
		if (Map.class.isAssignableFrom(raw)) {
			List<java.lang.reflect.Type> entry = TypeArguments.of(raw, arguments, Map.class);
			boolean texts = !entry.isEmpty() && entry.get(0) == String.class;
			return texts ? ofClass(raw, element(entry, arguments)) : Type.ANY;
		}
		return ofClass(raw, Collection.class.isAssignableFrom(raw)
				? element(TypeArguments.of(raw, arguments, Collection.class), arguments) : Type.ANY);
	}

	/**
	 * Returns the type of a container's elements. It is known if the property states it
	 * or if it is a simple type.
	 */
	private static Type element(List<java.lang.reflect.Type> held, List<java.lang.reflect.Type> stated) {
		java.lang.reflect.Type element = held.isEmpty() ? null : held.get(held.size() - 1);
		boolean known = element != null && (stated.contains(element) || SCALARS.containsKey(element));
		return known ? of(Objects.requireNonNull(element)) : Type.ANY;
	}

	private static Type ofClass(Class<?> type, Type element) {
		Type scalar = SCALARS.get(type);
		if (scalar != null) {
			return scalar;
		}
		if (List.class.isAssignableFrom(type)) {
			return Type.listOf(element);
		}
		if (Collection.class.isAssignableFrom(type)) {
			return Type.setOf(element);
		}
		if (Map.class.isAssignableFrom(type)) {
			return Type.mapOf(element);
		}
		if (type.isEnum()) {
			return Type.enumeration(type);
		}
		return isBean(type) ? Type.bean(type) : Type.ANY;
	}

	private static boolean isBean(Class<?> type) {
		return !type.isPrimitive() && !type.isArray() && !type.isEnum() && !type.getName().startsWith("java.");
	}

	static boolean isNullable(Method accessor) {
		if (accessor.getReturnType().isPrimitive()) {
			return false;
		}
		AnnotatedType result = accessor.getAnnotatedReturnType();
		if (isAnnotated(result, Set.of("Nullable", "CheckForNull"))
				|| isAnnotated(accessor, Set.of("Nullable", "CheckForNull"))) {
			return true;
		}
		return !isAnnotated(result, NON_NULL) && !isAnnotated(accessor, NON_NULL)
				&& !isNullMarked(accessor.getDeclaringClass());
	}

	private static boolean isNullMarked(Class<?> type) {
		for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
			if (isAnnotated(outer, Set.of("NullUnmarked"))) {
				return false;
			}
			if (isAnnotated(outer, Set.of("NullMarked"))) {
				return true;
			}
		}
		Package container = type.getPackage();
		return container != null && isAnnotated(container, Set.of("NullMarked"));
	}

	private static boolean isAnnotated(AnnotatedElement element, Set<String> simpleNames) {
		return Stream.of(element.getAnnotations())
			.anyMatch((annotation) -> simpleNames.contains(annotation.annotationType().getSimpleName()));
	}

}

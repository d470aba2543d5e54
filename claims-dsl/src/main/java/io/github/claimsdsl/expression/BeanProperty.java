package io.github.claimsdsl.expression;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A property of an application's class that expressions can read: a record component or a
 * getter.
 *
 * @param name the name in expressions
 * @param type the type of the value
 * @param getter reads the value; its type is {@code (Object)Object}
 */
record BeanProperty(String name, Type type, MethodHandle getter) {

	private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

	private static final MethodHandle UNWRAP = unwrapHandle();

	private static MethodHandle unwrapHandle() {
		try {
			return MethodHandles.lookup()
				.findStatic(BeanProperty.class, "unwrap", MethodType.methodType(Object.class, Object.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/** Returns what an {@link Optional} holds. */
	static @Nullable Object unwrap(@Nullable Object value) {
		return (value instanceof Optional<?> optional) ? optional.orElse(null) : null;
	}

	/** Returns the properties of a class, secrets included. */
	static Map<String, BeanProperty> of(Class<?> bean) {
		return of(bean, (accessor) -> false);
	}

	/**
	 * Returns the properties of a class, secrets included. The predicate is for what only
	 * the host knows: which accessors never return {@code null}.
	 */
	static Map<String, BeanProperty> of(Class<?> bean, Predicate<Method> nonNull) {
		return accessors(bean).map((accessor) -> of(accessor, nonNull.test(accessor)))
			.collect(Collectors.toMap(BeanProperty::name, (property) -> property, (a, b) -> a, TreeMap::new));
	}

	/** Tells whether the class has a property of this name, secret or not. */
	static boolean isProperty(Class<?> bean, String name) {
		return accessors(bean).anyMatch((accessor) -> name(accessor).equals(name));
	}

	private static Stream<Method> accessors(Class<?> bean) {
		if (bean.isRecord()) {
			return Stream.of(bean.getRecordComponents()).map(RecordComponent::getAccessor);
		}
		return Stream.of(bean.getMethods())
			.filter((method) -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers())
					&& !method.isBridge() && method.getDeclaringClass() != Object.class
					&& getterName(method).isPresent());
	}

	private static BeanProperty of(Method accessor, boolean nonNull) {
		Type type = JavaTypes.ofResult(accessor);
		boolean known = nonNull && accessor.getReturnType() != Optional.class;
		return new BeanProperty(name(accessor), known ? type.withNullable(false) : type, handle(accessor));
	}

	private static MethodHandle handle(Method accessor) {
		try {
			accessor.trySetAccessible();
			MethodHandle getter = MethodHandles.lookup().unreflect(accessor).asType(GETTER);
			return (accessor.getReturnType() == Optional.class) ? MethodHandles.filterReturnValue(getter, UNWRAP)
					: getter;
		}
		catch (IllegalAccessException | RuntimeException ex) {
			throw new IllegalArgumentException("cannot read " + accessor + ": make it accessible", ex);
		}
	}

	private static String name(Method accessor) {
		return accessor.getDeclaringClass().isRecord() ? accessor.getName()
				: getterName(accessor).orElse(accessor.getName());
	}

	private static Optional<String> getterName(Method method) {
		String name = method.getName();
		if (name.startsWith("get") && name.length() > 3 && method.getReturnType() != void.class) {
			return Optional.of(decapitalize(name.substring(3)).replaceFirst("-.*", ""));
		}
		boolean isBoolean = Set.of(boolean.class, Boolean.class).contains(method.getReturnType());
		return (name.startsWith("is") && name.length() > 2 && isBoolean) ? Optional.of(decapitalize(name.substring(2)))
				: Optional.empty();
	}

	private static String decapitalize(String name) {
		boolean acronym = name.length() > 1 && Character.isUpperCase(name.charAt(1));
		return acronym ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
	}

}

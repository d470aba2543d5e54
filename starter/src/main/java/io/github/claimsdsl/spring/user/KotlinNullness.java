package io.github.claimsdsl.spring.user;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.Nullness;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the properties of Kotlin classes that are never {@code null}. It needs
 * {@code kotlin-reflect}; without it, no property is known to be non-null.
 */
final class KotlinNullness {

	private KotlinNullness() {
	}

	/** Returns whether the property of an accessor has a non-null type. */
	static boolean isNonNull(Method accessor) {
		if (!KotlinDetector.isKotlinType(accessor.getDeclaringClass())) {
			return false;
		}
		Field field = field(accessor);
		return ((field != null) ? Nullness.forField(field)
				: Nullness.forMethodReturnType(accessor)) == Nullness.NON_NULL;
	}

	/**
	 * Returns the field of the property of an accessor. If the type of the property is a
	 * value class, the name of the accessor has a suffix, which is removed.
	 */
	private static @Nullable Field field(Method accessor) {
		String name = accessor.getName().replaceFirst("-.*", "");
		String property = name.startsWith("get") ? StringUtils.uncapitalizeAsProperty(name.substring(3)) : name;
		return ReflectionUtils.findField(accessor.getDeclaringClass(), property);
	}

}

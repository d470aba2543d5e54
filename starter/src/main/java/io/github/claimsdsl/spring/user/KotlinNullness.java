package io.github.claimsdsl.spring.user;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.Nullness;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Knows which properties of Kotlin's classes are never {@code null}. Without
 * {@code kotlin-reflect} none is known.
 */
final class KotlinNullness {

	private KotlinNullness() {
	}

	/** Whether an accessor is of a property whose type is non-null. */
	static boolean isNonNull(Method accessor) {
		if (!KotlinDetector.isKotlinType(accessor.getDeclaringClass())) {
			return false;
		}
		Field field = field(accessor);
		return ((field != null) ? Nullness.forField(field)
				: Nullness.forMethodReturnType(accessor)) == Nullness.NON_NULL;
	}

	/**
	 * The field of a property; the name of the accessor has a suffix where the type is a
	 * value class.
	 */
	private static @Nullable Field field(Method accessor) {
		String name = accessor.getName().replaceFirst("-.*", "");
		String property = name.startsWith("get") ? StringUtils.uncapitalizeAsProperty(name.substring(3)) : name;
		return ReflectionUtils.findField(accessor.getDeclaringClass(), property);
	}

}

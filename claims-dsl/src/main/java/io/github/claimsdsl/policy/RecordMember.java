package io.github.claimsdsl.policy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A component of a record that becomes a member of a JSON object.
 *
 * @param name the name of the component
 * @param accessor reads the component; its type is {@code (Object)Object}
 */
record RecordMember(String name, MethodHandle accessor) {

	private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

	private static final ClassValue<List<RecordMember>> COMPONENTS = new ClassValue<>() {

		@Override
		protected List<RecordMember> computeValue(Class<?> type) {
			return Stream.of(type.getRecordComponents()).map(RecordMember::of).toList();
		}

	};

	static List<RecordMember> of(Class<?> type) {
		return COMPONENTS.get(type);
	}

	private static RecordMember of(RecordComponent component) {
		Method accessor = component.getAccessor();
		try {
			accessor.trySetAccessible();
			return new RecordMember(component.getName(), MethodHandles.lookup().unreflect(accessor).asType(GETTER));
		}
		catch (IllegalAccessException ex) {
			throw new UnsupportedValueException(
					"is a " + accessor.getDeclaringClass().getName() + ", whose package is not open to this library",
					"a record of an open package, or a Map");
		}
	}

	@Nullable Object of(Object holder) {
		try {
			return (Object) this.accessor.invokeExact(holder);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

}

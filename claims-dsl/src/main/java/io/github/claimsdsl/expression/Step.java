package io.github.claimsdsl.expression;

import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A step of a path: reads a property, key or element of a value.
 */
interface Step {

	@Nullable Object read(Object receiver) throws Throwable;

	/** Returns the work of reading the step. */
	default long work(Object receiver) {
		return 1;
	}

	record Property(MethodHandle getter) implements Step {

		@Override
		public @Nullable Object read(Object receiver) throws Throwable {
			return (Object) this.getter.invokeExact(receiver);
		}

	}

	record Key(String key, Type type) implements Step {

		@Override
		public @Nullable Object read(Object receiver) {
			if (receiver instanceof Map<?, ?> map) {
				return declared(map.get(this.key), this.type);
			}
			throw new EvaluationException("the expression reads '" + this.key + "' of a value that is not a map");
		}

	}

	record Element(int index, Type type) implements Step {

		@Override
		public @Nullable Object read(Object receiver) {
			if (receiver instanceof List<?> list && this.index >= list.size()) {
				throw new EvaluationException("the list has no element " + this.index);
			}
			return declared(at(receiver, this.index), this.type);
		}

		@Override
		public long work(Object receiver) {
			return (receiver instanceof List<?> list) ? Work.finding(list) : 1;
		}

	}

	static @Nullable Object at(Object receiver, int index) {
		if (!(receiver instanceof List<?> list)) {
			throw new EvaluationException("the expression reads an element of a value that is not a list");
		}
		if (index < 0 || index >= list.size()) {
			throw new EvaluationException("the list has no such element");
		}
		return list.get(index);
	}

	private static @Nullable Object declared(@Nullable Object value, Type type) {
		if (value != null && !type.kind().holds(value)) {
			throw new EvaluationException(
					"a " + value.getClass().getName() + " was found where a " + type + " is declared");
		}
		return value;
	}

}

package io.github.claimsdsl.expression;

import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Reads a path such as {@code user.?address.city}, one precompiled step after the other.
 */
final class PathReader implements Operand {

	private final Inputs.Root root;

	private final String path;

	private final Step[] steps;

	private final Type type;

	private final Limits limits;

	PathReader(Inputs.Root root, String path, List<Step> steps, Type type, Limits limits) {
		this.root = root;
		this.path = path;
		this.steps = steps.toArray(Step[]::new);
		this.type = type;
		this.limits = limits;
	}

	String path() {
		return this.path;
	}

	/** A step of a path: reads a property, key or element of a value. */
	interface Step {

		@Nullable Object read(Object receiver) throws Throwable;

		/** Whether {@code null} here makes the whole path {@code null}. */
		default boolean nullSafe() {
			return false;
		}

	}

	record PropertyStep(MethodHandle getter, boolean nullSafe) implements Step {

		@Override
		public @Nullable Object read(Object receiver) throws Throwable {
			return (Object) this.getter.invokeExact(receiver);
		}
	}

	record KeyStep(String key, Type type) implements Step {

		@Override
		public @Nullable Object read(Object receiver) {
			return declared(((Map<?, ?>) receiver).get(this.key), this.type);
		}
	}

	record IndexStep(int index, Type type) implements Step {

		@Override
		public @Nullable Object read(Object receiver) {
			List<?> list = (List<?>) receiver;
			if (this.index >= list.size()) {
				throw new EvaluationException("the list has no element " + this.index);
			}
			return declared(list.get(this.index), this.type);
		}
	}

	private static @Nullable Object declared(@Nullable Object value, Type type) {
		if (value != null && !type.kind().holds(value)) {
			throw new EvaluationException(
					"a " + value.getClass().getName() + " stands where a " + type + " is declared");
		}
		return value;
	}

	@Override
	public @Nullable Object evaluate(Inputs inputs) {
		Object value = read(inputs);
		try {
			return Bounds.checked(value, this.limits, this.path);
		}
		catch (RuntimeException ex) {
			throw failure(ex, Objects.requireNonNull(value));
		}
	}

	@Override
	public @Nullable Object evaluateOperand(Inputs inputs) {
		Object value = read(inputs);
		try {
			if (value != null) {
				Bounds.checkOperand(value, this.type.kind(), this.limits, this.path);
			}
			return value;
		}
		catch (RuntimeException ex) {
			throw failure(ex, Objects.requireNonNull(value));
		}
	}

	private @Nullable Object read(Inputs inputs) {
		Object value = inputs.read(this.root);
		for (Step step : this.steps) {
			if (value == null) {
				throw new EvaluationException("a value on the path " + this.path + " is null");
			}
			value = read(step, value);
			if (value == null && step.nullSafe()) {
				return null;
			}
		}
		if (value == null && !this.type.nullable()) {
			throw new EvaluationException(this.path + " is null although it is declared as non-null");
		}
		return value;
	}

	private RuntimeException failure(Throwable ex, Object owner) {
		return EvaluationException.of("reading " + this.path, ex, owner.getClass());
	}

	private @Nullable Object read(Step step, Object receiver) {
		try {
			return step.read(receiver);
		}
		catch (Throwable ex) {
			throw failure(ex, receiver);
		}
	}

}

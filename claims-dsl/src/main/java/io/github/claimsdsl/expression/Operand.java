package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A compiled part of an expression. Immutable; shared by all threads.
 */
interface Operand {

	/**
	 * Evaluates the operand.
	 * @param inputs the data of one token
	 * @return the value
	 * @throws EvaluationException if the operand fails on the data
	 */
	@Nullable Object evaluate(Inputs inputs);

	/**
	 * Evaluates the operand for an operator, which does not go through the elements of a
	 * collection.
	 * @param inputs the data of one token
	 * @return the value
	 * @throws EvaluationException if the operand fails on the data
	 */
	default @Nullable Object evaluateOperand(Inputs inputs) {
		return evaluate(inputs);
	}

	record Constant(@Nullable Object value) implements Operand {

		@Override
		public @Nullable Object evaluate(Inputs inputs) {
			return this.value;
		}
	}

	record ListOf(List<Operand> elements) implements Operand {

		@Override
		public Object evaluate(Inputs inputs) {
			List<@Nullable Object> list = new ArrayList<>(this.elements.size());
			for (Operand element : this.elements) {
				list.add(element.evaluate(inputs));
			}
			return list;
		}
	}

	record MapOf(List<String> keys, List<Operand> values) implements Operand {

		@Override
		public Object evaluate(Inputs inputs) {
			Map<String, @Nullable Object> map = new LinkedHashMap<>();
			for (int i = 0; i < this.keys.size(); i++) {
				map.put(this.keys.get(i), this.values.get(i).evaluate(inputs));
			}
			return map;
		}
	}

	/** A function call. */
	record Invocation(Function function, List<Operand> arguments, Limits limits) implements Operand {

		@Override
		public @Nullable Object evaluate(Inputs inputs) {
			Object value = invoke(inputs);
			try {
				return Bounds.checked(value, this.limits, this.function.name());
			}
			catch (RuntimeException ex) {
				throw this.function.failure(ex);
			}
		}

		private @Nullable Object invoke(Inputs inputs) {
			return switch (this.arguments.size()) {
				case 1 -> this.function.apply(argument(0, inputs));
				case 2 -> invoke(argument(0, inputs), argument(1, inputs));
				default -> invokeAll(inputs);
			};
		}

		private @Nullable Object argument(int index, Inputs inputs) {
			return this.arguments.get(index).evaluate(inputs);
		}

		private @Nullable Object invoke(@Nullable Object first, @Nullable Object second) {
			try {
				return (Object) this.function.handle().invokeExact(first, second);
			}
			catch (Throwable ex) {
				throw this.function.failure(ex);
			}
		}

		private @Nullable Object invokeAll(Inputs inputs) {
			@Nullable Object[] values = new Object[this.arguments.size()];
			for (int i = 0; i < values.length; i++) {
				values[i] = argument(i, inputs);
			}
			try {
				return this.function.handle().invokeWithArguments(values);
			}
			catch (Throwable ex) {
				throw this.function.failure(ex);
			}
		}
	}

}

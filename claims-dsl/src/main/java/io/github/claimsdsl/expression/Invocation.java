package io.github.claimsdsl.expression;

import java.util.List;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function, which is not called if the result is decided by a {@code null}
 * among its arguments.
 *
 * @param function the function
 * @param arguments the arguments
 * @param limits the limits on the result
 */
record Invocation(Function function, List<Operand> arguments, Limits limits) implements Operand {

	@Override
	public @Nullable Object evaluate(Inputs inputs) {
		return call(this.function, this.arguments.isEmpty() ? null : this.arguments.get(0).evaluate(inputs),
				this.arguments, inputs, this.limits);
	}

	/** Calls a function whose first argument is known. */
	static @Nullable Object call(Function function, @Nullable Object first, List<Operand> arguments, Inputs inputs,
			Limits limits) {
		boolean decided = function.isDecidedByNull();
		if (decided && first == null && !arguments.isEmpty()) {
			return function.ofNull();
		}
		Object value = switch (arguments.size()) {
			case 1 -> one(function, first, inputs);
			case 2 -> two(function, first, arguments.get(1).evaluate(inputs), decided, inputs);
			case 3 -> three(function, first, arguments, decided, inputs);
			default -> all(function, first, arguments, decided, inputs);
		};
		if (value == null || value instanceof Boolean) {
			inputs.work(1);
			return value;
		}
		try {
			inputs.work(Work.result(value));
			return Bounds.checked(value, limits, function.name());
		}
		catch (RuntimeException ex) {
			throw function.failure(ex);
		}
	}

	private static @Nullable Object one(Function function, @Nullable Object argument, Inputs inputs) {
		inputs.work(Work.of(argument) + function.work());
		return function.apply(argument);
	}

	private static @Nullable Object two(Function function, @Nullable Object first, @Nullable Object second,
			boolean decided, Inputs inputs) {
		if (decided && second == null) {
			return function.ofNull();
		}
		inputs.work(work(function, first, second));
		try {
			return (Object) function.handle().invokeExact(first, second);
		}
		catch (Throwable ex) {
			throw function.failure(ex);
		}
	}

	private static @Nullable Object three(Function function, @Nullable Object first, List<Operand> arguments,
			boolean decided, Inputs inputs) {
		Object second = arguments.get(1).evaluate(inputs);
		if (decided && second == null) {
			return function.ofNull();
		}
		Object third = arguments.get(2).evaluate(inputs);
		if (decided && third == null) {
			return function.ofNull();
		}
		inputs.work(Work.of(first) + work(function, first, second) + work(function, first, third));
		try {
			return (Object) function.handle().invokeExact(first, second, third);
		}
		catch (Throwable ex) {
			throw function.failure(ex);
		}
	}

	private static long work(Function function, @Nullable Object first, @Nullable Object second) {
		long work = Work.of(first, second);
		return (second instanceof Pattern && function.isSearch()) ? work * SearchedText.WORK : work;
	}

	private static @Nullable Object all(Function function, @Nullable Object first, List<Operand> arguments,
			boolean decided, Inputs inputs) {
		@Nullable Object[] values = new Object[arguments.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = (i == 0) ? first : arguments.get(i).evaluate(inputs);
			if (decided && values[i] == null) {
				return function.ofNull();
			}
			inputs.work((i == 0) ? Work.of(first) : work(function, first, values[i]));
		}
		try {
			return function.handle().invokeWithArguments(values);
		}
		catch (Throwable ex) {
			throw function.failure(ex);
		}
	}

}

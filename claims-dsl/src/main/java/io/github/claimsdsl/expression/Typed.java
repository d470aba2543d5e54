package io.github.claimsdsl.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A checked expression: every name is resolved, and every value has a type. Immutable.
 */
sealed interface Typed {

	Type type();

	record Constant(@Nullable Object value, Type type) implements Typed {
	}

	record Input(Inputs.Root root, Type type) implements Typed {
	}

	/**
	 * The element of a projection. The level counts projections from the outermost one.
	 */
	record Element(int level, Type type) implements Typed {
	}

	/**
	 * A property, key or element of a value. It is {@code null} if the value is
	 * {@code null}.
	 */
	record Get(Typed target, Step step, String path, Type type) implements Typed {
	}

	/** An element at a computed index, or a value at a computed key. */
	record At(Typed target, Typed index, SecretNames secrets, Type type) implements Typed {
	}

	record Apply(Function function, List<Typed> arguments, Type type) implements Typed {
	}

	/** A method of a value whose type is known only when the expression runs. */
	record Dispatch(String method, List<Function> candidates, List<Typed> arguments, Type type) implements Typed {
	}

	record ListOf(List<Typed> elements, Type type) implements Typed {
	}

	record MapOf(List<String> keys, List<Typed> values, Type type) implements Typed {
	}

	record Projection(Typed body, Typed collection, @Nullable Typed condition, int level, Type type) implements Typed {
	}

	/**
	 * A part that has an issue already. The parts that read it raise no further issue.
	 */
	record Unknown() implements Typed {

		@Override
		public Type type() {
			return Type.ANY;
		}

	}

	/** One of {@code ! && ||}, which MVEL evaluates, or {@code ?}. */
	record Operation(String operator, List<Typed> operands, Type type) implements Typed {
	}

	/** An operator that this library evaluates itself. */
	record Own(Operator operator, Typed left, Typed right, Type type) implements Typed {
	}

}

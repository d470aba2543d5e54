package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A compiled part of an expression. Immutable and thread-safe.
 */
interface Operand {

	/**
	 * Evaluates the operand.
	 * @param inputs the data of one token
	 * @return the value
	 * @throws EvaluationException if the operand fails on this data
	 */
	@Nullable Object evaluate(Inputs inputs);

	/**
	 * Evaluates the operand for an operator. The elements of a collection need not be
	 * checked, because an operator counts the work of reading them itself.
	 * @param inputs the data of one token
	 * @return the value
	 * @throws EvaluationException if the operand fails on this data
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

	record ListOf(List<Operand> elements, Limits limits) implements Operand {

		@Override
		public @Nullable Object evaluate(Inputs inputs) {
			List<@Nullable Object> list = new ArrayList<>(this.elements.size());
			for (Operand element : this.elements) {
				list.add(element.evaluate(inputs));
			}
			return bounded(list, this.limits, "a list", inputs);
		}
	}

	/** A map literal. Entries whose value is null are left out. */
	record MapOf(List<String> keys, List<Operand> values, Limits limits) implements Operand {

		@Override
		public @Nullable Object evaluate(Inputs inputs) {
			Map<String, Object> map = new LinkedHashMap<>();
			for (int i = 0; i < this.keys.size(); i++) {
				Object value = this.values.get(i).evaluate(inputs);
				if (value != null) {
					map.put(this.keys.get(i), value);
				}
			}
			return bounded(map, this.limits, "a map", inputs);
		}
	}

	private static @Nullable Object bounded(Object value, Limits limits, String where, Inputs inputs) {
		inputs.work(Work.of(value));
		return Bounds.checked(value, limits, where);
	}

	/**
	 * The first value if it is not null, otherwise the second. The second is read only if
	 * it is needed.
	 */
	record Coalesce(Operand value, Operand otherwise) implements Operand {

		@Override
		public @Nullable Object evaluate(Inputs inputs) {
			Object first = this.value.evaluate(inputs);
			return (first != null) ? first : this.otherwise.evaluate(inputs);
		}

	}

	/**
	 * One of two values. It is not left to MVEL, which would allocate a stack to choose.
	 */
	record Choice(Operand condition, Operand then, Operand otherwise, boolean nullable) implements Operand {

		@Override
		public @Nullable Object evaluate(Inputs inputs) {
			return nonNull(chosen(inputs).evaluate(inputs));
		}

		@Override
		public @Nullable Object evaluateOperand(Inputs inputs) {
			return nonNull(chosen(inputs).evaluateOperand(inputs));
		}

		private Operand chosen(Inputs inputs) {
			inputs.work(1);
			if (this.condition.evaluateOperand(inputs) instanceof Boolean truth) {
				return truth ? this.then : this.otherwise;
			}
			throw new EvaluationException("a condition got a value that is neither true nor false");
		}

		private @Nullable Object nonNull(@Nullable Object value) {
			if (value == null && !this.nullable) {
				throw new EvaluationException("an operator got null");
			}
			return value;
		}

	}

	/** One of the inputs. */
	record Input(Inputs.Root root) implements Operand {

		@Override
		public @Nullable Object evaluate(Inputs inputs) {
			return inputs.read(this.root);
		}

	}

	/**
	 * The element of a projection. The level counts projections from the outermost one.
	 */
	record Element(int level) implements Operand {

		@Override
		public @Nullable Object evaluate(Inputs inputs) {
			return inputs.element(this.level);
		}

	}

	/**
	 * An element at an index, or a value at a key, that is known only when the expression
	 * runs.
	 */
	record At(Operand target, Operand index, SecretNames secrets, Limits limits) implements Operand {

		@Override
		public @Nullable Object evaluate(Inputs inputs) {
			Object receiver = this.target.evaluateOperand(inputs);
			Object index = this.index.evaluate(inputs);
			if (receiver == null || index == null) {
				return null;
			}
			try {
				Object value = (index instanceof String key) ? value(receiver, key, inputs)
						: element(receiver, index, inputs);
				inputs.work((value != null) ? Work.reading(value) : 1);
				return Bounds.checked(value, this.limits, "a value at an index");
			}
			catch (RuntimeException ex) {
				throw EvaluationException.of("an index", ex, receiver.getClass());
			}
		}

		private static @Nullable Object element(Object receiver, Object index, Inputs inputs) {
			inputs.work((receiver instanceof List<?> list) ? Work.finding(list) : 1);
			return Step.at(receiver, position(index));
		}

		private @Nullable Object value(Object receiver, String key, Inputs inputs) {
			inputs.work(Work.key(key));
			if (this.secrets.isSecret(key)) {
				throw new EvaluationException("a computed key looks like a secret");
			}
			if (receiver instanceof Map<?, ?> map) {
				return map.get(key);
			}
			throw new EvaluationException("the expression reads a key of a value that is not a map");
		}

	}

	private static int position(Object value) {
		if (value instanceof Number number) {
			return Numbers.index(number);
		}
		throw new EvaluationException("an index is neither a number nor a text");
	}

	/** An operator that this library evaluates itself. */
	record Own(Operator operator, Operand left, Operand right, Limits limits) implements Operand {

		@Override
		public @Nullable Object evaluate(Inputs inputs) {
			Object first = this.left.evaluateOperand(inputs);
			Object second = this.right.evaluateOperand(inputs);
			inputs.work(this.operator.work(first, second));
			try {
				return Bounds.checked(this.operator.apply(first, second), this.limits, "a result");
			}
			catch (RuntimeException ex) {
				throw EvaluationException.of("an operator", ex, Operator.class);
			}
		}

	}

	/** A projection: {@code (body in collection if condition)}. */
	record Projection(Operand body, Operand collection, @Nullable Operand condition, int level,
			Limits limits) implements Operand {

		@Override
		public @Nullable Object evaluate(Inputs inputs) {
			Object elements = this.collection.evaluate(inputs);
			if (elements == null) {
				return null;
			}
			if (!(elements instanceof Collection<?> collection)) {
				throw new EvaluationException("a projection got a value that is not a collection");
			}
			List<@Nullable Object> projected = new ArrayList<>();
			for (Object element : collection) {
				inputs.work(1);
				inputs.element(this.level, element);
				if (this.condition == null || Boolean.TRUE.equals(this.condition.evaluate(inputs))) {
					projected.add(this.body.evaluate(inputs));
				}
			}
			return bounded(projected, this.limits, "a projection", inputs);
		}

	}

	/** A method of a value whose type is known only when the expression runs. */
	record Dispatch(String method, List<Function> candidates, List<Operand> arguments,
			Limits limits) implements Operand {

		@Override
		public @Nullable Object evaluate(Inputs inputs) {
			Object receiver = this.arguments.get(0).evaluate(inputs);
			if (receiver == null) {
				return this.candidates.get(0).ofNull();
			}
			for (Function candidate : this.candidates) {
				if (candidate.parameters().get(0).holds(receiver)) {
					return Invocation.call(candidate, receiver, this.arguments, inputs, this.limits);
				}
			}
			throw new EvaluationException("a " + receiver.getClass().getName() + " has no method " + this.method);
		}

	}

	/** The size of a collection or map, whose elements need not be checked. */
	record Count(Function function, Operand container) implements Operand {

		@Override
		public @Nullable Object evaluate(Inputs inputs) {
			inputs.work(1);
			Object value = this.container.evaluateOperand(inputs);
			return (value != null) ? this.function.apply(value) : this.function.ofNull();
		}

	}

}

package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Reads a path such as {@code user.address.city}, one compiled step after the other. If a
 * step gives null, the path is null.
 */
final class PathReader implements Operand {

	private final Operand target;

	private final String path;

	private final Step[] steps;

	private final Type type;

	private final Limits limits;

	PathReader(Operand target, String path, List<Step> steps, Type type, Limits limits) {
		this.target = target;
		this.path = path;
		this.steps = steps.toArray(Step[]::new);
		this.type = type;
		this.limits = limits;
	}

	String path() {
		return this.path;
	}

	@Override
	public @Nullable Object evaluate(Inputs inputs) {
		Object value = read(inputs);
		try {
			Object checked = Bounds.checked(value, this.limits, this.path);
			inputs.work((checked != null) ? Work.reading(checked) : 1);
			return checked;
		}
		catch (RuntimeException ex) {
			throw failure(ex, Objects.requireNonNull(value));
		}
	}

	@Override
	public @Nullable Object evaluateOperand(Inputs inputs) {
		Object value = read(inputs);
		try {
			return (value != null) ? operand(value, inputs) : null;
		}
		catch (RuntimeException ex) {
			throw failure(ex, Objects.requireNonNull(value));
		}
	}

	/** Returns the value, or a copy of it, which counts as work. */
	private @Nullable Object operand(Object value, Inputs inputs) {
		Object checked = Bounds.checkedOperand(value, this.type.kind(), this.limits, this.path);
		if (checked != null && checked != value) {
			inputs.work(Work.reading(checked));
		}
		return checked;
	}

	private @Nullable Object read(Inputs inputs) {
		Object value = this.target.evaluate(inputs);
		for (int i = 0; i < this.steps.length && value != null; i++) {
			inputs.work(this.steps[i].work(value));
			value = read(this.steps[i], value);
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

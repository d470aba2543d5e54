package io.github.claimsdsl.expression;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks one step of a path.
 */
final class StepCheck {

	private final Checker checker;

	StepCheck(Checker checker) {
		this.checker = checker;
	}

	Checker.@Nullable ResolvedStep check(Type receiver, String path, Node.Step step) {
		if (step instanceof Node.Property property) {
			return property(receiver, path, property);
		}
		if (step instanceof Node.Key key) {
			return key(receiver, path, key);
		}
		return index(receiver, path, (Node.Index) step);
	}

	private Checker.@Nullable ResolvedStep property(Type receiver, String path, Node.Property step) {
		Class<?> bean = receiver.bean();
		if (bean == null || !receiver.is(Kind.BEAN)) {
			this.checker.problem("no-properties", step.position(),
					"'" + path + "' is a " + receiver + " and has no property '" + step.name() + "'",
					help(receiver, path, step));
			return null;
		}
		Map<String, BeanProperty> properties = this.checker.schema().properties(bean);
		BeanProperty property = properties.get(step.name());
		if (property == null) {
			unknown(bean, path, step, properties);
			return null;
		}
		return new Checker.ResolvedStep(new PathReader.PropertyStep(property.getter(), step.nullSafe()),
				property.type());
	}

	private static @Nullable String help(Type receiver, String path, Node.Property step) {
		if (receiver.is(Kind.MAP)) {
			return "Read a map with " + path + "['" + step.name() + "'].";
		}
		if (receiver.isCollection()) {
			return "Use a function: size(" + path + "), first(" + path + ").";
		}
		return receiver.is(Kind.ANY) ? "Declare its type, or convert it with text(x) or number(x)." : null;
	}

	private void unknown(Class<?> bean, String path, Node.Property step, Map<String, BeanProperty> properties) {
		if (this.checker.schema().isSecret(bean, step.name())) {
			this.checker.secret(step.position(), "property '" + step.name() + "' of " + path, step.name());
			return;
		}
		this.checker.problem("unknown-property", step.position(), "unknown property '" + step.name() + "' of " + path,
				DidYouMean.sentence(step.name(), properties.keySet()));
	}

	private Checker.@Nullable ResolvedStep key(Type receiver, String path, Node.Key step) {
		if (!receiver.is(Kind.MAP)) {
			this.checker.problem("not-a-map", step.position(), "'" + path + "' is a " + receiver + ", not a map",
					receiver.is(Kind.BEAN) ? "Read a property with " + path + "." + step.key() + "." : null);
			return null;
		}
		if (this.checker.schema().secretNames().isSecret(step.key())) {
			this.checker.secret(step.position(), "key '" + step.key() + "' of " + path, step.key());
			return null;
		}
		Type value = (receiver.element() != null) ? receiver.element().orNull() : Type.ANY;
		return new Checker.ResolvedStep(new PathReader.KeyStep(step.key(), value), value);
	}

	private Checker.@Nullable ResolvedStep index(Type receiver, String path, Node.Index step) {
		if (!receiver.is(Kind.LIST)) {
			this.checker.problem("not-a-list", step.position(), "'" + path + "' is a " + receiver + ", not a list",
					receiver.is(Kind.SET) ? "A set has no order: write path contains 'x', or sorted(" + path + ")."
							: null);
			return null;
		}
		Type element = (receiver.element() != null) ? receiver.element().orNull() : Type.ANY;
		return new Checker.ResolvedStep(new PathReader.IndexStep(step.index(), element), element);
	}

}

package io.github.claimsdsl.expression;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Defines what an expression means, by walking its syntax tree. Slow, and independent of
 * MVEL, of the checker and of the compiler.
 */
final class ReferenceInterpreter {

	private final Map<String, Object> variables;

	ReferenceInterpreter(Map<String, Object> variables) {
		this.variables = variables;
	}

	@Nullable Object evaluate(Node node) {
		if (node instanceof Node.Literal literal) {
			return literal.value();
		}
		if (node instanceof Node.Group group) {
			return evaluate(group.inner());
		}
		if (node instanceof Node.Path path) {
			return path(path);
		}
		if (node instanceof Node.Call call) {
			return call((Method) this.variables.get(call.function()), evaluateAll(call.arguments()));
		}
		if (node instanceof Node.ListOf list) {
			return evaluateAll(list.elements());
		}
		if (node instanceof Node.MapOf map) {
			Map<String, Object> result = new LinkedHashMap<>();
			for (int i = 0; i < map.keys().size(); i++) {
				result.put(map.keys().get(i), evaluate(map.values().get(i)));
			}
			return result;
		}
		return operation(node);
	}

	private List<Object> evaluateAll(List<Node> nodes) {
		List<Object> values = new ArrayList<>();
		nodes.forEach((node) -> values.add(evaluate(node)));
		return values;
	}

	private @Nullable Object operation(Node node) {
		if (node instanceof Node.Not not) {
			return !truth(not.operand());
		}
		if (node instanceof Node.Logical logical) {
			boolean and = logical.operator().equals("&&");
			return and ? logical.operands().stream().allMatch(this::truth)
					: logical.operands().stream().anyMatch(this::truth);
		}
		if (node instanceof Node.Conditional conditional) {
			return evaluate(truth(conditional.condition()) ? conditional.then() : conditional.otherwise());
		}
		if (node instanceof Node.Arithmetic arithmetic) {
			return arithmetic(arithmetic.operator(), evaluate(arithmetic.left()), evaluate(arithmetic.right()));
		}
		Node.Comparison comparison = (Node.Comparison) node;
		return compare(comparison.operator(), evaluate(comparison.left()), evaluate(comparison.right()));
	}

	private boolean truth(Node node) {
		return (Boolean) Objects.requireNonNull(evaluate(node));
	}

	private @Nullable Object path(Node.Path path) {
		Object value = this.variables.get(path.root());
		for (Node.Step step : path.steps()) {
			Objects.requireNonNull(value);
			if (step instanceof Node.Key key) {
				value = ((Map<?, ?>) value).get(key.key());
			}
			else if (step instanceof Node.Index index) {
				value = ((List<?>) value).get(index.index());
			}
			else {
				Node.Property property = (Node.Property) step;
				value = property(value, property.name());
				if (value == null && property.nullSafe()) {
					return null;
				}
			}
		}
		return value;
	}

	private static @Nullable Object property(Object bean, String name) {
		try {
			return bean.getClass().getMethod(name).invoke(bean);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable Object call(Method function, List<Object> arguments) {
		try {
			return function.invoke(null, arguments.toArray());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Object arithmetic(String operator, @Nullable Object left, @Nullable Object right) {
		if (left instanceof String || right instanceof String) {
			return Objects.requireNonNull(left).toString() + Objects.requireNonNull(right);
		}
		Number a = (Number) Objects.requireNonNull(left);
		Number b = (Number) Objects.requireNonNull(right);
		int sign = operator.equals("+") ? 1 : -1;
		if (a instanceof Integer && b instanceof Integer) {
			return a.intValue() + sign * b.intValue();
		}
		if (a instanceof Long && b instanceof Long) {
			return a.longValue() + sign * b.longValue();
		}
		double result = a.doubleValue() + sign * b.doubleValue();
		if (a instanceof Double || b instanceof Double) {
			return result;
		}
		return (long) result;
	}

	private static boolean compare(String operator, @Nullable Object left, @Nullable Object right) {
		return switch (operator) {
			case "==" -> isEqual(left, right);
			case "!=" -> !isEqual(left, right);
			case "contains" -> contains(left, right);
			default -> left != null && right != null && order(operator, (Number) left, (Number) right);
		};
	}

	private static boolean isEqual(@Nullable Object left, @Nullable Object right) {
		if (left instanceof Number a && right instanceof Number b) {
			return (a.getClass() == b.getClass() && !(a instanceof Double)) ? a.equals(b)
					: a.doubleValue() == b.doubleValue();
		}
		return Objects.equals(left, right);
	}

	private static boolean contains(@Nullable Object left, @Nullable Object right) {
		Objects.requireNonNull(right);
		if (left instanceof String text) {
			return text.contains((String) right);
		}
		return left != null && ((Collection<?>) left).contains(right);
	}

	private static boolean order(String operator, Number a, Number b) {
		int order = (a instanceof Long && b instanceof Long) ? Long.compare(a.longValue(), b.longValue())
				: (a.doubleValue() == b.doubleValue()) ? 0 : Double.compare(a.doubleValue(), b.doubleValue());
		return switch (operator) {
			case "<" -> order < 0;
			case "<=" -> order <= 0;
			case ">" -> order > 0;
			default -> order >= 0;
		};
	}

	/** Makes values comparable: MVEL's lists and maps do not all have an equality. */
	static @Nullable Object normalized(@Nullable Object value) {
		if (value instanceof List<?> list) {
			return list.stream().map(ReferenceInterpreter::normalized).toList();
		}
		if (value instanceof Object[] array) {
			return Arrays.stream(array).map(ReferenceInterpreter::normalized).toList();
		}
		if (value instanceof Map<?, ?> map) {
			Map<Object, Object> copy = new LinkedHashMap<>();
			map.forEach((key, mapped) -> copy.put(key, normalized(mapped)));
			return copy;
		}
		return value;
	}

}

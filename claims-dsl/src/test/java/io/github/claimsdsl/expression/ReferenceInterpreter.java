package io.github.claimsdsl.expression;

import java.lang.reflect.Method;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Defines what an expression means, by walking its syntax tree: as natural.tsv says in
 * its header. Slow, without types, and independent of MVEL, of the checker, of the
 * compiler and of the operands. It also tells what it met.
 */
final class ReferenceInterpreter {

	/** What an evaluation that fails gives. */
	static final Object FAILURE = "(failed)";

	/**
	 * What an evaluation gives of which the value is not documented, or known to be
	 * wrong.
	 */
	static final Object UNSURE = "(unsure)";

	private static final int LARGE = 8_000;

	private final Map<String, Object> inputs;

	/** The elements of the projections around a node. */
	private final List<@Nullable Object> elements = new ArrayList<>();

	private final Set<String> methods = new TreeSet<>();

	private boolean metNull;

	private boolean metNaN;

	private boolean absent;

	private boolean large;

	private boolean unlike;

	ReferenceInterpreter(Map<String, Object> inputs) {
		this.inputs = inputs;
	}

	/** Whether a part of the expression was null. */
	boolean metNull() {
		return this.metNull;
	}

	/** Whether a part of the expression was a number that is none. */
	boolean metNaN() {
		return this.metNaN;
	}

	/** Whether an element of a projection was null, which is taken as not null. */
	boolean metNullElement() {
		return this.absent;
	}

	/** Whether a part came near the limits, of which the reference has none. */
	boolean isLarge() {
		return this.large;
	}

	/** Whether values of different kinds were compared, or of kinds MVEL does not. */
	boolean metUnlike() {
		return this.unlike;
	}

	/** The methods that were called, with the type that has them. */
	Set<String> methods() {
		return this.methods;
	}

	@Nullable Object evaluate(Node node) {
		Object value = walk(node);
		this.metNull |= value == null;
		this.metNaN |= value instanceof Double number && number.isNaN();
		this.large |= (value instanceof String text && text.length() > LARGE)
				|| (value instanceof Collection<?> collection && collection.size() > LARGE / 50)
				|| (value instanceof java.math.BigDecimal decimal && decimal.precision() > 60);
		return value;
	}

	private @Nullable Object walk(Node node) {
		if (node instanceof Node.Literal literal) {
			return literal.value();
		}
		if (node instanceof Node.Name name) {
			return name(name.name());
		}
		if (node instanceof Node.Property property) {
			return property(evaluate(property.target()), property.name());
		}
		if (node instanceof Node.Index index) {
			return at(evaluate(index.target()), index.index());
		}
		if (node instanceof Node.Method method) {
			return method(method);
		}
		if (node instanceof Node.Call call) {
			return call(call);
		}
		if (node instanceof Node.ListOf list) {
			return evaluateAll(list.elements());
		}
		if (node instanceof Node.MapOf map) {
			return map(map);
		}
		return operation(node);
	}

	/** An input, or a property of the innermost element. */
	private @Nullable Object name(String name) {
		if (name.equals("$")) {
			return this.elements.get(this.elements.size() - 1);
		}
		return this.inputs.containsKey(name) ? this.inputs.get(name) : property(name("$"), name);
	}

	private List<@Nullable Object> evaluateAll(List<Node> nodes) {
		List<@Nullable Object> values = new ArrayList<>();
		nodes.forEach((node) -> values.add(evaluate(node)));
		return values;
	}

	private Map<String, @Nullable Object> map(Node.MapOf map) {
		Map<String, @Nullable Object> result = new LinkedHashMap<>();
		for (int i = 0; i < map.keys().size(); i++) {
			Object value = evaluate(map.values().get(i));
			if (value != null) {
				result.put(map.keys().get(i), value);
			}
		}
		return result;
	}

	private static @Nullable Object property(@Nullable Object value, String name) {
		if (value == null) {
			return null;
		}
		if (value instanceof Map<?, ?> map) {
			return map.get(name);
		}
		if (value instanceof Instant || value instanceof LocalDate) {
			String getter = "get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
			return ReferenceMethods.call(value, getter, List.of());
		}
		if (!(value instanceof Record)) {
			throw new ReferenceFailure("no property");
		}
		try {
			Method accessor = value.getClass().getMethod(name);
			accessor.setAccessible(true);
			return accessor.invoke(value);
		}
		catch (ReflectiveOperationException ex) {
			throw new LinkageError(name, ex);
		}
	}

	private @Nullable Object at(@Nullable Object value, Node node) {
		Object index = evaluate(node);
		if (value == null || index == null) {
			return null;
		}
		if (index instanceof String key && !(node instanceof Node.Literal) && SecretNames.DEFAULT.isSecret(key)) {
			throw new ReferenceFailure("a secret");
		}
		return (index instanceof String key) ? ReferenceMethods.cast(Map.class, value).get(key)
				: ReferenceMethods.cast(List.class, value).get(ReferenceMethods.index(index));
	}

	private @Nullable Object method(Node.Method node) {
		Object receiver = evaluate(node.target());
		if (node.name().equals("get")) {
			return at(receiver, node.arguments().get(0));
		}
		if (node.name().equals("getOrDefault")) {
			Object value = (receiver != null) ? at(receiver, node.arguments().get(0)) : null;
			return (value != null || receiver == null) ? value : evaluate(node.arguments().get(1));
		}
		if (receiver == null) {
			return ReferenceMethods.ofNull(node.name());
		}
		String owner = ReferenceMethods.owner(receiver, node.name());
		ReferenceMethods.checkArity(receiver, node.name(), node.arguments().size());
		List<Object> arguments = arguments(node.arguments(), true);
		if (arguments.size() < node.arguments().size()) {
			return ReferenceMethods.ofNull(node.name());
		}
		this.methods.add(owner + "." + node.name() + "/" + node.arguments().size());
		return ReferenceMethods.call(receiver, node.name(), arguments);
	}

	/** Evaluates arguments up to the first that is null, which decides the result. */
	private List<Object> arguments(List<Node> nodes, boolean more) {
		List<Object> arguments = new ArrayList<>();
		boolean proceed = more;
		for (int i = 0; i < nodes.size() && proceed; i++) {
			Object argument = evaluate(nodes.get(i));
			proceed = argument != null;
			if (argument != null) {
				arguments.add(argument);
			}
		}
		return arguments;
	}

	private @Nullable Object call(Node.Call call) {
		if (call.function().equals("coalesce")) {
			return firstPresent(call.arguments());
		}
		if (ReferenceFunctions.takesNull(call.function())) {
			return ReferenceFunctions.call(call.function(), evaluateAll(call.arguments()));
		}
		List<Object> arguments = arguments(call.arguments(), true);
		return (arguments.size() < call.arguments().size()) ? ReferenceFunctions.ofNull(call.function())
				: ReferenceFunctions.call(call.function(), arguments);
	}

	private @Nullable Object firstPresent(List<Node> nodes) {
		for (Node node : nodes) {
			Object value = evaluate(node);
			if (value != null) {
				return value;
			}
		}
		return null;
	}

	private @Nullable Object operation(Node node) {
		if (node instanceof Node.Unary unary) {
			return unary.operator().equals("!") ? (Object) !truth(unary.operand())
					: ReferenceValues.arithmetic("-", 0, evaluate(unary.operand()));
		}
		if (node instanceof Node.Conditional conditional) {
			return evaluate(truth(conditional.condition()) ? conditional.then() : conditional.otherwise());
		}
		if (node instanceof Node.Projection projection) {
			return projection(projection);
		}
		return binary((Node.Binary) node);
	}

	private boolean truth(Node node) {
		return ReferenceMethods.cast(Boolean.class, evaluate(node));
	}

	private @Nullable Object projection(Node.Projection node) {
		Object collection = evaluate(node.collection());
		if (collection == null) {
			return null;
		}
		List<@Nullable Object> projected = new ArrayList<>();
		for (Object element : ReferenceMethods.cast(Collection.class, collection)) {
			this.elements.add(element);
			this.absent |= element == null;
			if (node.condition() == null || truth(node.condition())) {
				projected.add(evaluate(node.body()));
			}
			this.elements.remove(this.elements.size() - 1);
		}
		return projected;
	}

	private @Nullable Object binary(Node.Binary node) {
		switch (node.operator()) {
			case "&&" -> {
				return truth(node.left()) && truth(node.right());
			}
			case "||" -> {
				return truth(node.left()) || truth(node.right());
			}
			default -> {
				if (node.left() instanceof Node.Empty) {
					return ReferenceValues.isEmpty(evaluate(node.right())) == node.operator().equals("==");
				}
				if (node.right() instanceof Node.Empty) {
					return ReferenceValues.isEmpty(evaluate(node.left())) == node.operator().equals("==");
				}
				return operator(node.operator(), evaluate(node.left()), evaluate(node.right()));
			}
		}
	}

	private @Nullable Object operator(String operator, @Nullable Object left, @Nullable Object right) {
		this.unlike |= !areAlike(left, right);
		return switch (operator) {
			case "==" -> ReferenceValues.same(left, right);
			case "!=" -> !ReferenceValues.same(left, right);
			case "<", "<=", ">", ">=" -> ReferenceValues.order(operator, left, right);
			case "contains" -> ReferenceValues.contains(left, right);
			case "~=" -> left != null && ReferenceMethods.cast(String.class, left).matches((String) right);
			default -> ReferenceValues.arithmetic(operator, left, right);
		};
	}

	private static boolean areAlike(@Nullable Object left, @Nullable Object right) {
		return (left instanceof String && right instanceof String) || (isFinite(left) && isFinite(right))
				|| (left instanceof Boolean && right instanceof Boolean);
	}

	/** MVEL does not compare what is not finite with a decimal. */
	private static boolean isFinite(@Nullable Object value) {
		return value instanceof Number number && Double.isFinite(number.doubleValue());
	}

	/** The value of an evaluation in a form that can be compared, or {@link #FAILURE}. */
	static @Nullable Object outcome(Callable<@Nullable Object> evaluation) {
		try {
			return normalized(evaluation.call());
		}
		catch (NullPointerException ex) {
			throw ex;
		}
		catch (ReferenceFailure ex) {
			return ex.isUnsure() ? UNSURE : FAILURE;
		}
		catch (Exception ex) {
			return FAILURE;
		}
	}

	/**
	 * Whole numbers of one value are the same, as are collections of the same elements.
	 */
	static @Nullable Object normalized(@Nullable Object value) {
		if (value instanceof Integer number) {
			return number.longValue();
		}
		if (value instanceof Collection<?> collection) {
			return collection.stream()
				.map(ReferenceInterpreter::normalized)
				.collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
		}
		if (value instanceof Object[] array) {
			return normalized(Arrays.asList(array));
		}
		if (value instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
			map.forEach((key, mapped) -> copy.put(key, normalized(mapped)));
			return copy;
		}
		return value;
	}

}

package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks the properties, elements and methods of values.
 */
final class MemberCheck {

	/** The functions that do the same as static methods of Java. */
	private static final Map<String, String> STATICS = Map.ofEntries(Map.entry("String.valueOf", "text"),
			Map.entry("Integer.parseInt", "number"), Map.entry("Integer.valueOf", "number"),
			Map.entry("Long.parseLong", "number"), Map.entry("Long.valueOf", "number"),
			Map.entry("Double.parseDouble", "number"), Map.entry("Double.valueOf", "number"),
			Map.entry("Boolean.parseBoolean", "bool"), Map.entry("Boolean.valueOf", "bool"),
			Map.entry("Instant.parse", "time"), Map.entry("LocalDate.parse", "date"), Map.entry("Math.max", "max"),
			Map.entry("Math.min", "min"), Map.entry("Math.round", "round"), Map.entry("String.join", "join"),
			Map.entry("List.of", ""), Map.entry("Arrays.asList", ""), Map.entry("Set.of", ""));

	/** Java's names for methods of other languages. */
	private static final Map<String, String> SYNONYMS = Map.of("includes", "contains", "has", "contains", "lower",
			"toLowerCase", "upper", "toUpperCase", "lowercase", "toLowerCase", "uppercase", "toUpperCase", "length",
			"size", "size", "length", "count", "size");

	/** The properties that authors mean by other names. */
	private static final Map<String, String> PROPERTIES = Map.of("clientId", "id", "client_id", "id", "clientName",
			"name", "params", "parameters", "param", "parameters", "authorities", "roles");

	/**
	 * The classes whose static methods take as first argument the value that a method is
	 * called on here.
	 */
	private static final Set<String> CLASSES = Set.of("String", "Strings", "StringUtils", "Arrays", "Math", "Objects",
			"Collections", "CollectionUtils", "Convert", "List", "Lists", "Set", "Sets", "Map");

	private final Checker checker;

	private final ForeignUser user;

	private final ForeignRequest request;

	private final ForeignRoles roles;

	MemberCheck(Checker checker) {
		this.checker = checker;
		this.user = new ForeignUser(checker);
		this.request = new ForeignRequest(checker);
		this.roles = new ForeignRoles(checker);
	}

	Typed property(Node.Property node) {
		if (isClass(node.target()) && node.name().equals(node.name().toUpperCase(Locale.ROOT))) {
			this.checker.fixable("unknown-name", node.target().position(),
					"an expression cannot name a class; write an enum constant as a text", node,
					new Node.Literal(node.name(), node.position()));
			return Checker.unknown();
		}
		if (ParameterCheck.isParameters(node)) {
			this.checker.add(ParameterCheck.all(node));
			return Checker.unknown();
		}
		if (ParameterCheck.isParameters(node.target())) {
			return parameter(node, node.target(), node.name());
		}
		if (isForeign(node, node.target(), node.name())) {
			return Checker.unknown();
		}
		Typed target = this.checker.target(node.target());
		if (Checker.isUnknown(target)) {
			return target;
		}
		Type receiver = target.type();
		if (receiver.bean() == RequestInput.class && ParameterCheck.isParameters(node.name())) {
			this.checker.add(ParameterCheck.all(node));
			return Checker.unknown();
		}
		if (receiver.is(Kind.BEAN) && receiver.bean() != null) {
			return ofBean(node, target, receiver.bean());
		}
		if (receiver.is(Kind.MAP) || isUndeclared(receiver)) {
			return key(node, target, node.name());
		}
		return getter(node, target);
	}

	/** Reports a step as other frameworks write it. Tells whether it is one. */
	private boolean isForeign(Node node, Node target, String name) {
		return this.user.refuses(node, target, name) || this.request.refuses(node, target, name);
	}

	private boolean isForeign(Node.Method call) {
		return (this.user.mayTestRoles(call.target()) && this.roles.refuses(call, call.name(), call.arguments()))
				|| this.user.refuses(call) || this.request.refuses(call);
	}

	/** Tells whether a name looks like the name of a class. */
	private boolean isClass(Node node) {
		return node instanceof Node.Name name && Character.isUpperCase(name.name().charAt(0))
				&& !this.checker.schema().inputs().containsKey(name.name());
	}

	private static boolean isUndeclared(Type type) {
		return type.is(Kind.ANY) && type.bean() == null;
	}

	private Typed parameter(Node node, Node parameters, String name) {
		Problem problem = this.checker.parameterCheck().check(name, node.position());
		if (problem != null) {
			this.checker.add(problem);
			return Checker.unknown();
		}
		Node.Property holder = (Node.Property) parameters;
		Typed request = this.checker.target(holder.target());
		BeanProperty property = Objects
			.requireNonNull(this.checker.schema().properties(RequestInput.class).get(holder.name()));
		Typed map = new Typed.Get(request, new Step.Property(property.getter()), "request.parameters",
				property.type().withNullable(false));
		return step(node, map, new Step.Key(name, Type.TEXT), Type.TEXT.orNull());
	}

	private Typed ofBean(Node.Property node, Typed target, Class<?> bean) {
		if (bean == RequestInput.class && node.name().equals(ParameterCheck.PROPERTY)) {
			this.checker.add(ParameterCheck.all(node));
			return Checker.unknown();
		}
		if (ClientMaps.isMap(bean)) {
			return ofClient(node, target, bean, node.name());
		}
		Map<String, BeanProperty> properties = this.checker.schema().properties(bean);
		BeanProperty property = properties.get(node.name());
		if (property != null) {
			return step(node, target, new Step.Property(property.getter()), property.type());
		}
		String path = CanonicalText.of(node.target());
		if (this.checker.schema().isSecret(bean, node.name())) {
			this.checker.secret(node.position(), "property '" + node.name() + "' of " + path, node.name());
			return Checker.unknown();
		}
		if (this.checker.schema().isWithheld(bean, node.name()) && BeanProperty.isProperty(bean, node.name())) {
			this.checker.problem("self-asserted", node.position(),
					"the client itself may have chosen " + path + "." + node.name(),
					"Read client.id and client.settings, which you control.");
			return Checker.unknown();
		}
		String message = "unknown property '" + node.name() + "' of " + path;
		String synonym = PROPERTIES.get(node.name());
		String near = (synonym != null && properties.containsKey(synonym)) ? synonym
				: DidYouMean.nearest(node.name(), properties.keySet()).orElse(null);
		if (near == null) {
			this.checker.problem("unknown-property", node.position(), message,
					DidYouMean.sentence(node.name(), properties.keySet()));
		}
		else {
			this.checker.meant("unknown-property", node.position(), message, near, node,
					new Node.Property(node.target(), near, node.position()));
		}
		return Checker.unknown();
	}

	/** Checks a declared entry of one of a client's maps. */
	private Typed ofClient(Node node, Typed target, Class<?> map, String name) {
		Schema schema = this.checker.schema();
		BeanProperty entry = schema.properties(map).get(name);
		if (entry != null) {
			return step(node, target, new Step.Property(entry.getter()), entry.type());
		}
		if (schema.isSecret(map, name)) {
			this.checker.secret(node.position(), "'" + name + "' of a client", name);
		}
		else {
			this.checker.add(ClientMaps.undeclared(map, name, node.position(), schema.properties(map).keySet()));
		}
		return Checker.unknown();
	}

	private Typed step(Node node, Typed target, Step step, Type type) {
		Type result = this.checker.narrowed(node, target.type().nullable() ? type.orNull() : type);
		return new Typed.Get(target, step, CanonicalText.of(node), result);
	}

	/** Checks a key of a map, or of a value of undeclared type that may be a map. */
	private Typed key(Node node, Typed target, String key) {
		if (this.checker.schema().secretNames().isSecret(key)) {
			this.checker.secret(node.position(), "key '" + key + "'", key);
			return Checker.unknown();
		}
		Type value = (target.type().element() != null) ? target.type().element() : Type.ANY;
		return step(node, target, new Step.Key(key, value), value.orNull());
	}

	/**
	 * Checks a property for which there is a getter, such as {@code now.epochSecond} for
	 * {@code now.getEpochSecond()}.
	 */
	private Typed getter(Node.Property node, Typed target) {
		String name = node.name();
		String getter = "get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
		if (!withArguments(MethodTable.ALL.find(target.type(), getter), 0).isEmpty()) {
			return call(new Node.Method(node.target(), getter, List.of(), node.position()), target);
		}
		String message = "a " + target.type() + " has no property '" + name + "'";
		Node right = meant(node, target.type());
		if (right != null) {
			this.checker.fixable("no-properties", node.position(), message, node, right);
		}
		else {
			this.checker.problem("no-properties", node.position(), message, methods(target.type()));
		}
		return Checker.unknown();
	}

	private @Nullable Node meant(Node.Property node, Type receiver) {
		Type element = receiver.element();
		if (receiver.isCollection() && element != null && element.is(Kind.BEAN) && element.bean() != null
				&& this.checker.schema().properties(element.bean()).containsKey(node.name())) {
			Node property = new Node.Property(new Node.Name(Node.ELEMENT, node.position()), node.name(),
					node.position());
			return new Node.Projection(property, node.target(), null, node.position());
		}
		if (node.name().equals("authority") && receiver.is(Kind.TEXT)) {
			return node.target();
		}
		String name = (node.name().equals("length") && !receiver.is(Kind.TEXT)) ? "size" : node.name();
		if (!withArguments(MethodTable.ALL.find(receiver, name), 0).isEmpty()) {
			return new Node.Method(node.target(), name, List.of(), node.position());
		}
		Function function = this.checker.functions().find(node.name(), 1);
		return (function != null && function.parameters().get(0).accepts(receiver))
				? new Node.Call(node.name(), List.of(node.target()), node.position()) : null;
	}

	private static String methods(Type receiver) {
		List<String> names = MethodTable.ALL.names(receiver);
		return names.isEmpty() ? "Read the properties of an object by their names."
				: "Its methods are " + String.join(", ", names) + ".";
	}

	Typed index(Node.Index node) {
		if (ParameterCheck.isParameters(node.target())) {
			if (node.index() instanceof Node.Literal literal && literal.value() instanceof String name) {
				return parameter(node, node.target(), name);
			}
			this.checker.add(ParameterCheck.all((Node.Property) node.target()));
			return Checker.unknown();
		}
		if (node.index() instanceof Node.Literal literal && literal.value() instanceof String name
				&& isForeign(node, node.target(), name)) {
			return Checker.unknown();
		}
		Typed target = this.checker.target(node.target());
		return Checker.isUnknown(target) ? target : index(node, target);
	}

	/**
	 * Checks an index of a value that was checked already. In a chain of indexes, the
	 * value would otherwise be checked many times.
	 */
	private Typed index(Node.Index node, Typed target) {
		if (node.index() instanceof Node.Literal literal && literal.value() instanceof String name) {
			return textIndex(node, target, name);
		}
		Typed index = this.checker.check(node.index());
		if (Checker.isUnknown(index)) {
			return index;
		}
		return numberIndex(node, target, index);
	}

	private Typed textIndex(Node.Index node, Typed target, String name) {
		Type receiver = target.type();
		if (receiver.is(Kind.MAP) || isUndeclared(receiver)) {
			return key(node, target, name);
		}
		if (receiver.bean() != null && ClientMaps.isMap(receiver.bean())) {
			return ofClient(node, target, receiver.bean(), name);
		}
		String message = "a " + receiver + " is not a map";
		if (receiver.is(Kind.BEAN)) {
			this.checker.fixable("not-a-map", node.position(), message, node,
					new Node.Property(node.target(), name, node.position()));
		}
		else {
			this.checker.problem("not-a-map", node.position(), message, null);
		}
		return Checker.unknown();
	}

	private Typed numberIndex(Node.Index node, Typed target, Typed index) {
		Type receiver = target.type();
		boolean list = receiver.is(Kind.LIST) || isUndeclared(receiver);
		boolean map = receiver.is(Kind.MAP) || isUndeclared(receiver);
		Type value = (receiver.element() != null) ? receiver.element().orNull() : Type.ANY;
		if (list && index instanceof Typed.Constant constant && !isPlace(constant.value())) {
			noIndex(node, constant.value());
			return Checker.unknown();
		}
		if (list && index instanceof Typed.Constant constant && constant.value() instanceof Integer number) {
			return step(node, target, new Step.Element(number, value), value);
		}
		boolean undeclared = isUndeclared(index.type()) && (list || map);
		if (undeclared || (list && index.type().is(Kind.NUMBER)) || (map && index.type().is(Kind.TEXT))) {
			return new Typed.At(target, index, this.checker.schema().secretNames(), value);
		}
		this.checker.problem(index.type().is(Kind.NUMBER) ? "not-a-list" : "not-a-map", node.position(),
				"a " + receiver + " has no element at a " + index.type(),
				receiver.is(Kind.SET) ? "A set has no order: write set contains x, or sorted(set)[0]." : null);
		return Checker.unknown();
	}

	private static boolean isPlace(@Nullable Object index) {
		return !(index instanceof Number)
				|| (index instanceof Integer number && number >= 0 && number < Limits.MOST_ELEMENTS);
	}

	/**
	 * Reports an index that is outside of every list. Other languages count a negative
	 * index from the end of the list.
	 */
	private void noIndex(Node.Index node, @Nullable Object index) {
		String message = "an index must be a whole number from 0 to " + (Limits.MOST_ELEMENTS - 1);
		if (index instanceof Integer number && number < 0) {
			Node size = new Node.Method(node.target(), "size", List.of(), node.position());
			Node place = new Node.Binary("-", size, new Node.Literal(-number, node.position()), node.position());
			this.checker.fixable("wrong-type", node.position(), message, node,
					new Node.Index(node.target(), place, node.position()));
		}
		else {
			this.checker.problem("wrong-type", node.position(), message, "The first element is list[0].");
		}
	}

	Typed method(Node.Method node) {
		Node between = ForeignMethods.between(node);
		if (between != null) {
			this.checker.fixable("unknown-name", node.position(), "an expression cannot name a class", node, between);
			return Checker.unknown();
		}
		if (node.target() instanceof Node.Name name && isClass(name)) {
			return ofClass(node, name);
		}
		if (ParameterCheck.isParameters(node.target()) && node.name().equals("get") && node.arguments().size() == 1) {
			return index(new Node.Index(node.target(), node.arguments().get(0), node.position()));
		}
		if (isForeign(node)) {
			return Checker.unknown();
		}
		Typed target = this.checker.check(node.target());
		if (Checker.isUnknown(target)) {
			node.arguments().forEach(this.checker::check);
			return target;
		}
		return ofValue(node, target);
	}

	private Typed ofValue(Node.Method node, Typed target) {
		Type receiver = target.type();
		boolean indexed = receiver.is(Kind.LIST) || receiver.is(Kind.MAP) || isUndeclared(receiver);
		if (indexed && node.name().equals("get") && node.arguments().size() == 1) {
			Node.Index index = new Node.Index(node.target(), node.arguments().get(0), node.position());
			Typed element = index(index, target);
			this.checker.moveFix(index, node);
			return element;
		}
		if (isMap(receiver, node) && node.name().equals("getOrDefault") && node.arguments().size() == 2) {
			Node.Index index = new Node.Index(node.target(), node.arguments().get(0), node.position());
			return passingNull(target,
					new CallCheck(this.checker).orDefault(index, index(index, target), node.arguments().get(1)));
		}
		return call(node, target);
	}

	/**
	 * Tells whether a value is a map, or a value of undeclared type that is read like a
	 * map.
	 */
	private static boolean isMap(Type receiver, Node.Method node) {
		return receiver.is(Kind.MAP) || (isUndeclared(receiver) && !node.arguments().isEmpty()
				&& node.arguments().get(0) instanceof Node.Literal literal && literal.value() instanceof String);
	}

	/**
	 * Returns an expression that is null if the value is null, and otherwise the result
	 * that is made of the value.
	 */
	private static Typed passingNull(Typed value, Typed made) {
		Typed nothing = new Typed.Constant(null, Type.NULL);
		Typed test = new Typed.Own(Operator.EQUAL, value, nothing, Type.BOOLEAN);
		return value.type().nullable() ? Checker.operation("?", List.of(test, nothing, made), made.type().orNull())
				: made;
	}

	/**
	 * Reports a static method of a class, because no class can be named. The correction
	 * is the function that does the same.
	 */
	private Typed ofClass(Node.Method node, Node.Name type) {
		String function = STATICS.get(type.name() + "." + node.name());
		if (function == null && this.checker.functions().find(node.name(), node.arguments().size()) != null) {
			function = node.name();
		}
		String message = "'" + type.name() + "' is not part of the language: an expression cannot name a class";
		Node same = sameWithoutClass(node, type);
		if (function == null && same != null) {
			this.checker.fixable("unknown-name", type.position(), message, node, same);
		}
		else if (function == null) {
			this.checker.problem("unknown-name", type.position(), message,
					"The inputs are " + String.join(", ", this.checker.schema().inputs().keySet()) + ".");
		}
		else {
			List<Node> arguments = new ArrayList<>(node.arguments());
			if (function.equals("join")) {
				arguments.add(arguments.remove(0));
			}
			this.checker.fixable("unknown-name", type.position(), message, node,
					function.isEmpty() ? new Node.ListOf(arguments, node.position())
							: new Node.Call(function, arguments, node.position()));
		}
		return Checker.unknown();
	}

	/**
	 * Returns the expression that does the same as a static method for which there is no
	 * function, or {@code null}.
	 */
	private static @Nullable Node sameWithoutClass(Node.Method node, Node.Name type) {
		List<Node> arguments = node.arguments();
		if (node.name().equals("now") && arguments.isEmpty()) {
			return new Node.Name("now", node.position());
		}
		if (type.name().equals("Objects") && node.name().equals("equals") && arguments.size() == 2) {
			return new Node.Binary("==", arguments.get(0), arguments.get(1), node.position());
		}
		boolean method = !arguments.isEmpty() && CLASSES.contains(type.name())
				&& !withArguments(MethodTable.ALL.find(Type.ANY, node.name()), arguments.size() - 1).isEmpty();
		return method ? new Node.Method(arguments.get(0), node.name(), arguments.subList(1, arguments.size()),
				node.position()) : null;
	}

	private Typed call(Node.Method node, Typed target) {
		Type receiver = target.type();
		List<Function> named = MethodTable.ALL.find(receiver, node.name());
		if (named.isEmpty() || receiver.is(Kind.BEAN)) {
			node.arguments().forEach(this.checker::check);
			unknown(node, receiver);
			return Checker.unknown();
		}
		List<Function> rows = withArguments(named, node.arguments().size());
		if (rows.isEmpty()) {
			this.checker.problem("wrong-arity", node.position(),
					node.name() + " does not take " + node.arguments().size() + " arguments", "The signature is "
							+ String.join(" or ", named.stream().map(Function::methodSignature).toList()) + ".");
			return Checker.unknown();
		}
		return new CallCheck(this.checker).method(node, target, rows);
	}

	private static List<Function> withArguments(List<Function> rows, int count) {
		return rows.stream().filter((row) -> row.parameters().size() == count + 1).toList();
	}

	private void unknown(Node.Method node, Type receiver) {
		Node getter = receiver.is(Kind.BEAN) ? property(node, receiver) : null;
		if (getter != null) {
			this.checker.fixable("unknown-method", node.position(), "properties are read by their names", node, getter);
			return;
		}
		Node byName = receiver.is(Kind.BEAN) ? byName(node, receiver) : null;
		if (byName != null) {
			this.checker.fixable("unknown-method", node.position(), "properties are read by their names", node, byName);
			return;
		}
		Set<String> names = new TreeSet<>(MethodTable.ALL.names(receiver));
		String message = "a " + receiver + " has no method '" + node.name() + "'";
		Node foreign = receiver.is(Kind.BEAN) ? null : ForeignMethods.of(node, receiver);
		if (foreign != null) {
			this.checker.fixable("unknown-method", node.position(), message, node, foreign);
			return;
		}
		if (node.name().equals("toString") && receiver.isCollection()) {
			this.checker.fixable("unknown-method", node.position(), message, node, new Node.Call("join",
					List.of(node.target(), new Node.Literal(", ", node.position())), node.position()));
			return;
		}
		boolean ofText = receiver.isScalar() && !receiver.is(Kind.TEXT)
				&& !withArguments(MethodTable.ALL.find(Type.TEXT, node.name()), node.arguments().size()).isEmpty();
		if (ofText) {
			Node text = new Node.Method(node.target(), "toString", List.of(), node.position());
			this.checker.fixable("unknown-method", node.position(), message, node,
					new Node.Method(text, node.name(), node.arguments(), node.position()));
			return;
		}
		String synonym = SYNONYMS.get(node.name());
		String near = (synonym != null && names.contains(synonym)) ? synonym
				: DidYouMean.nearest(node.name(), names).orElse(null);
		if (near == null && node.name().equals("orElse") && node.arguments().size() == 1) {
			this.checker.fixable("unknown-method", node.position(), message, node,
					new Node.Call("coalesce", List.of(node.target(), node.arguments().get(0)), node.position()));
			return;
		}
		if (near != null) {
			this.checker.meant("unknown-method", node.position(), message, near, node,
					new Node.Method(node.target(), near, node.arguments(), node.position()));
			return;
		}
		Function function = this.checker.functions().find(node.name(), node.arguments().size() + 1);
		if (function != null && function.parameters().get(0).accepts(receiver)) {
			List<Node> arguments = new ArrayList<>(node.arguments());
			arguments.add(0, node.target());
			this.checker.fixable("unknown-method", node.position(), message, node,
					new Node.Call(node.name(), arguments, node.position()));
			return;
		}
		this.checker.problem("unknown-method", node.position(), message, methods(receiver));
	}

	/**
	 * Returns the correction of reading a property by its name, such as
	 * {@code user.get('email')}, or {@code null}.
	 */
	private @Nullable Node byName(Node.Method node, Type receiver) {
		if (node.arguments().size() != 1 || !(node.arguments().get(0) instanceof Node.Literal literal)
				|| !(literal.value() instanceof String name)) {
			return null;
		}
		boolean known = receiver.bean() != null && this.checker.schema().properties(receiver.bean()).containsKey(name);
		return (known && node.name().startsWith("get")) ? new Node.Property(node.target(), name, node.position())
				: null;
	}

	/**
	 * Returns the property that a getter or an accessor of a record reads, or
	 * {@code null}.
	 */
	private @Nullable Node property(Node.Method node, Type receiver) {
		Class<?> bean = receiver.bean();
		if (bean == null || !node.arguments().isEmpty()) {
			return null;
		}
		String name = node.name().replaceFirst("^(get|is)(?=[A-Z])", "");
		String property = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
		return this.checker.schema().properties(bean).containsKey(property)
				? new Node.Property(node.target(), property, node.position()) : null;
	}

}

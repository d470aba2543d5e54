package io.github.claimsdsl.expression;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Checks a syntax tree against a schema. It resolves names, determines the types, finds
 * every issue and not only the first, and collects the corrections of the author's
 * expression.
 */
final class Checker {

	private final Schema schema;

	private final FunctionLibrary functions;

	private final boolean denying;

	private final Findings findings = new Findings();

	private final KnownPaths known = new KnownPaths();

	private final KnownUser user = new KnownUser(this);

	private final Set<String> reads = new TreeSet<>();

	private final ParameterCheck parameters;

	/**
	 * Whether a part is checked a second time, so that its own predicates are not
	 * reported again.
	 */
	private boolean rechecking;

	private final ConditionCheck conditions = new ConditionCheck(this);

	private final LogicCheck logic = new LogicCheck(this, this.conditions);

	private final ChoiceCheck choices = new ChoiceCheck(this, this.conditions);

	private final ProjectionCheck projections = new ProjectionCheck(this);

	private final NameCheck names = new NameCheck(this, this.projections);

	private final IndexCheck indexes = new IndexCheck(this);

	private final MethodCheck methods = new MethodCheck(this, this.indexes);

	private final PropertyCheck properties = new PropertyCheck(this, this.methods);

	private final OperatorCheck operators = new OperatorCheck(this);

	Checker(Schema schema, FunctionLibrary functions, boolean denying) {
		this.schema = schema;
		this.functions = functions;
		this.denying = denying;
		this.parameters = new ParameterCheck(schema.parameters(), schema.secretNames());
	}

	/** Returns the paths that the expression reads, such as {@code user.email}. */
	Set<String> reads() {
		return this.reads;
	}

	/** Returns the names of the request parameters that the expression reads. */
	Set<String> parameters() {
		return this.parameters.read();
	}

	/** Checks an expression that is a condition. */
	Typed checkCondition(Node node) {
		return this.conditions.truth(node);
	}

	/** Checks an expression whose value becomes a claim, or a part of one. */
	Typed checkValue(Node node) {
		Typed typed = check(node);
		Class<?> unclaimable = typed.type().unclaimable();
		if (unclaimable != null) {
			this.findings.problem("claim-type", node.position(),
					"a " + unclaimable.getSimpleName() + " cannot be a claim or a part of a claim",
					"Let the property or function return " + ClaimTypes.instead(unclaimable)
							+ ", or leave it out of the token.");
			return unknown();
		}
		if (typed.type().holdsObject()) {
			this.findings.problem("object-value", node.position(), "an object cannot be a claim",
					"Name one of its properties, or build a map: ['name' : user.name].");
			return unknown();
		}
		return typed;
	}

	Typed check(Node node) {
		String path = path(node);
		if (path != null) {
			Typed typed = target(node);
			if (!path.startsWith(Node.ELEMENT)) {
				this.reads.add(path);
			}
			return typed;
		}
		return (node instanceof Node.Literal literal)
				? new Typed.Constant(literal.value(), literalType(literal.value())) : composite(node);
	}

	/**
	 * Checks the value that a step or a method reads from. It is not the end of a path,
	 * so it may be an object.
	 */
	Typed target(Node node) {
		if (node instanceof Node.Name name) {
			return this.names.check(name);
		}
		if (node instanceof Node.Property property) {
			return this.properties.check(property);
		}
		if (node instanceof Node.Index index) {
			return this.indexes.check(index);
		}
		return check(node);
	}

	private Typed composite(Node node) {
		if (node instanceof Node.Property || node instanceof Node.Index) {
			return target(node);
		}
		if (node instanceof Node.Method method) {
			return this.methods.check(method);
		}
		if (node instanceof Node.Call call) {
			return CallCheck.ofFunction(this).call(call);
		}
		if (node instanceof Node.Unary unary) {
			return unary.operator().equals("!")
					? operation("!", List.of(this.conditions.truth(unary.operand())), Type.BOOLEAN)
					: this.operators.negative(unary);
		}
		if (node instanceof Node.Binary binary) {
			return binary.isLogical() ? this.logic.check(binary) : this.operators.check(binary);
		}
		return collection(node);
	}

	private Typed collection(Node node) {
		if (node instanceof Node.ListOf list) {
			return list(list);
		}
		if (node instanceof Node.MapOf map) {
			return map(map);
		}
		if (node instanceof Node.Projection projection) {
			return this.projections.check(projection);
		}
		if (node instanceof Node.Conditional conditional) {
			return this.choices.check(conditional);
		}
		this.findings.problem("syntax", node.position(), "'empty' can only be compared with a value",
				"Write x == empty, or isEmpty(x).");
		return unknown();
	}

	private static Type literalType(@Nullable Object value) {
		if (value == null) {
			return Type.NULL;
		}
		if (value instanceof String) {
			return Type.TEXT;
		}
		return (value instanceof Boolean) ? Type.BOOLEAN : Type.NUMBER;
	}

	/**
	 * Returns the type of a path, which is not nullable if the path is known not to be
	 * null.
	 */
	Type narrowed(Node path, Type type) {
		String text = path(path);
		return this.known.contains(text) ? type.withNullable(false) : type;
	}

	/**
	 * Returns the text of a path, or {@code null} if the node is no path. The path of a
	 * projection's element begins with {@code $}.
	 */
	@Nullable String path(Node node) {
		String path = Paths.of(node);
		return (path != null && this.projections.isOfElement(node)) ? Node.ELEMENT + "." + path : path;
	}

	private Typed list(Node.ListOf list) {
		List<Typed> elements = list.elements().stream().map(this::checkValue).toList();
		return new Typed.ListOf(elements, Type.listOf(joined(elements)));
	}

	private Typed map(Node.MapOf map) {
		map.keys().stream().filter(this.schema.secretNames()::isSecret).forEach((key) -> {
			this.findings.secret(map.position(), "key '" + key + "'", key);
		});
		List<Typed> values = map.values().stream().map(this::checkValue).toList();
		return new Typed.MapOf(map.keys(), values, Type.mapOf(joined(values)));
	}

	private static Type joined(Collection<Typed> values) {
		return values.stream().map(Typed::type).reduce(Type::join).orElse(Type.NULL);
	}

	/** Tells whether a node may be null even if some paths are not null. */
	boolean isNullable(Node node, List<Node> paths) {
		Set<String> before = this.known.all();
		for (Node path : paths) {
			String text = path(path);
			if (text != null) {
				this.known.add(Set.of(text));
			}
		}
		this.rechecking = true;
		boolean nullable = check(node).type().nullable();
		this.rechecking = false;
		this.known.restore(before);
		return nullable;
	}

	static Typed operation(String operator, List<Typed> operands, Type type) {
		return new Typed.Operation(operator, List.copyOf(operands), type);
	}

	static Typed unknown() {
		return new Typed.Unknown();
	}

	static boolean isUnknown(Typed typed) {
		return typed instanceof Typed.Unknown;
	}

	/** Tells whether the expression is the condition of a denial, or guards one. */
	boolean isDenying() {
		return this.denying;
	}

	/**
	 * Tells whether predicates must be checked now, because they decide whether a token
	 * is refused.
	 */
	boolean isDeciding() {
		return this.denying && !this.rechecking;
	}

	/** Returns the problems and corrections so far. */
	Findings findings() {
		return this.findings;
	}

	/** Returns the paths that are known not to be null. */
	KnownPaths known() {
		return this.known;
	}

	KnownUser user() {
		return this.user;
	}

	NameCheck names() {
		return this.names;
	}

	ConditionCheck conditions() {
		return this.conditions;
	}

	Schema schema() {
		return this.schema;
	}

	FunctionLibrary functions() {
		return this.functions;
	}

	ParameterCheck parameterCheck() {
		return this.parameters;
	}

}

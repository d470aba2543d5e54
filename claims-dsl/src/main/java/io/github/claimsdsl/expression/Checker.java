package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks a syntax tree against a schema. It resolves names, determines the types, finds
 * every issue and not only the first, and collects the corrections of the author's
 * expression.
 */
final class Checker {

	private final Schema schema;

	private final FunctionLibrary functions;

	private final boolean denying;

	private final List<Problem> problems = new ArrayList<>();

	private final IdentityHashMap<Node, Node> fixes = new IdentityHashMap<>();

	private final IdentityHashMap<Node, Node> otherFixes = new IdentityHashMap<>();

	private final Set<String> reads = new TreeSet<>();

	private final ParameterCheck parameters;

	private final Set<String> nonNull = new LinkedHashSet<>();

	/**
	 * Whether a part is checked a second time, so that its own predicates are not
	 * reported again.
	 */
	private boolean rechecking;

	private final ProjectionCheck projections = new ProjectionCheck(this);

	private final MemberCheck members = new MemberCheck(this);

	private final OperatorCheck operators = new OperatorCheck(this);

	Checker(Schema schema, FunctionLibrary functions, boolean denying) {
		this.schema = schema;
		this.functions = functions;
		this.denying = denying;
		this.parameters = new ParameterCheck(schema.parameters(), schema.secretNames());
	}

	/** Adds paths that are known not to be null when the expression is evaluated. */
	void assume(Set<String> paths) {
		this.nonNull.addAll(paths);
	}

	List<Problem> problems() {
		return this.problems;
	}

	/** Returns the corrected nodes, by the wrong ones. */
	IdentityHashMap<Node, Node> fixes() {
		return this.fixes;
	}

	/**
	 * Returns the alternative corrections, where the author has a choice, by the wrong
	 * nodes.
	 */
	IdentityHashMap<Node, Node> otherFixes() {
		return this.otherFixes;
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
		return truth(node);
	}

	/** Checks an expression whose value becomes a claim, or a part of one. */
	Typed checkValue(Node node) {
		Typed typed = check(node);
		Class<?> unclaimable = typed.type().unclaimable();
		if (unclaimable != null) {
			problem("claim-type", node.position(),
					"a " + unclaimable.getSimpleName() + " cannot be a claim or a part of a claim",
					"Let the property or function return " + ClaimTypes.instead(unclaimable)
							+ ", or leave it out of the token.");
			return unknown();
		}
		if (typed.type().holdsObject()) {
			problem("object-value", node.position(), "an object cannot be a claim",
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
			return name(name);
		}
		if (node instanceof Node.Property property) {
			return this.members.property(property);
		}
		if (node instanceof Node.Index index) {
			return this.members.index(index);
		}
		return check(node);
	}

	private Typed composite(Node node) {
		if (node instanceof Node.Property || node instanceof Node.Index) {
			return target(node);
		}
		if (node instanceof Node.Method method) {
			return this.members.method(method);
		}
		if (node instanceof Node.Call call) {
			return new CallCheck(this).call(call);
		}
		if (node instanceof Node.Unary unary) {
			return unary.operator().equals("!") ? operation("!", List.of(truth(unary.operand())), Type.BOOLEAN)
					: this.operators.negative(unary);
		}
		if (node instanceof Node.Binary binary) {
			return binary.isLogical() ? logical(binary) : this.operators.check(binary);
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
			return conditional(conditional);
		}
		problem("syntax", node.position(), "'empty' can only be compared with a value",
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

	private Typed name(Node.Name node) {
		Typed element = this.projections.name(node);
		if (element != null) {
			return element;
		}
		Type type = this.schema.inputs().get(node.name());
		if (type == null) {
			return unknownName(node);
		}
		Inputs.Root root = Inputs.Root.valueOf(node.name().toUpperCase(Locale.ROOT));
		return new Typed.Input(root, narrowed(node, type));
	}

	/**
	 * Returns the type of a path, which is not nullable if the path is known not to be
	 * null.
	 */
	Type narrowed(Node path, Type type) {
		String text = path(path);
		return (text != null && this.nonNull.contains(text)) ? type.withNullable(false) : type;
	}

	/**
	 * Returns the text of a path, or {@code null} if the node is no path. The path of a
	 * projection's element begins with {@code $}.
	 */
	@Nullable String path(Node node) {
		String path = Paths.of(node);
		return (path != null && this.projections.isOfElement(node)) ? Node.ELEMENT + "." + path : path;
	}

	private Typed unknownName(Node.Name node) {
		if (this.schema.decidesClients() && isInput(node.name())) {
			problem("self-asserted", node.position(),
					"this condition selects clients, so it cannot read '" + node.name() + "'",
					"Read client.id and client.settings.");
			return unknown();
		}
		if (node.name().equals("user")) {
			problem("unknown-user-type", node.position(), "the type of 'user' is not known", null);
			return unknown();
		}
		String message = "unknown name '" + node.name() + "'";
		Node ofUser = ofUser(node);
		Node meant = (ofUser != null) ? ofUser : ForeignUser.elsewhere(node.name(), node.position());
		if (meant != null) {
			fixable("unknown-name", node.position(), message, node, meant);
			return unknown();
		}
		Set<String> names = this.schema.inputs().keySet();
		String near = DidYouMean.nearest(node.name(), names).orElse(null);
		if (near != null) {
			meant("unknown-name", node.position(), message, near, node, new Node.Name(near, node.position()));
		}
		else if (ForeignUser.isRoot(node.name()) && knowsUser(node.position())) {
			problem("unknown-name", node.position(), message, "The user is 'user'. " + propertiesOfUser());
		}
		else if (!ForeignUser.isRoot(node.name())) {
			problem("unknown-name", node.position(), message, "If you mean a text, write \"'" + node.name()
					+ "'\". The inputs are " + String.join(", ", names) + ".");
		}
		return unknown();
	}

	private static boolean isInput(String name) {
		return Arrays.stream(Inputs.Root.values())
			.anyMatch((root) -> root.name().equals(name.toUpperCase(Locale.ROOT)));
	}

	/**
	 * Returns the property of the user with the given name, or {@code null} if there is
	 * none.
	 */
	private @Nullable Node ofUser(Node.Name name) {
		return ofUser().containsKey(name.name())
				? new Node.Property(new Node.Name("user", name.position()), name.name(), name.position()) : null;
	}

	/** Returns the properties of the user; empty if the user is not known. */
	Map<String, Type> ofUser() {
		Type user = this.schema.inputs().get("user");
		return (user != null) ? this.schema.properties(user) : Map.of();
	}

	/** Tells whether there is a user, and reports it if there is none. */
	boolean knowsUser(int position) {
		return !isUnknown(target(new Node.Name("user", position)));
	}

	/** Returns a sentence that lists the properties of the user. */
	String propertiesOfUser() {
		return "Its properties are " + String.join(", ", ofUser().keySet()) + ".";
	}

	/**
	 * Tells whether a name is an input, the element of a projection, or a property of
	 * that element.
	 */
	boolean isKnown(Node.Name name) {
		return this.schema.inputs().containsKey(name.name()) || name.name().equals(Node.ELEMENT)
				|| this.projections.isOfElement(name);
	}

	private Typed list(Node.ListOf list) {
		List<Typed> elements = list.elements().stream().map(this::checkValue).toList();
		return new Typed.ListOf(elements, Type.listOf(joined(elements)));
	}

	private Typed map(Node.MapOf map) {
		map.keys().stream().filter(this.schema.secretNames()::isSecret).forEach((key) -> {
			secret(map.position(), "key '" + key + "'", key);
		});
		List<Typed> values = map.values().stream().map(this::checkValue).toList();
		return new Typed.MapOf(map.keys(), values, Type.mapOf(joined(values)));
	}

	private static Type joined(Collection<Typed> values) {
		return values.stream().map(Typed::type).reduce(Type::join).orElse(Type.NULL);
	}

	private Typed logical(Node.Binary node) {
		Set<String> before = Set.copyOf(this.nonNull);
		List<Node> operands = new ArrayList<>();
		flatten(node, node.operator(), operands);
		int problems = this.problems.size();
		Typed first = check(operands.get(0));
		if (this.problems.size() == problems && isDefault(node, operands, first.type())) {
			return unknown();
		}
		List<Typed> typed = new ArrayList<>();
		for (int i = 0; i < operands.size(); i++) {
			Node operand = operands.get(i);
			typed.add((i == 0) ? truth(operand, first, problems)
					: isAlternative(operands, i) ? unknown() : truth(operand));
			this.nonNull.addAll(Narrowing.nonNull(operand, node.operator().equals("&&"), this));
		}
		restore(before);
		withoutLogin(node, operands);
		return operation(node.operator(), typed, Type.BOOLEAN);
	}

	/**
	 * Corrects {@code isAuthenticated() && user.vip} to {@code user.vip}, because a rule
	 * that reads the user is only for tokens that have a user.
	 */
	private void withoutLogin(Node.Binary node, List<Node> operands) {
		boolean readsUser = this.reads.stream().anyMatch((path) -> path.matches("user([.\\[].*)?"));
		List<Node> others = operands.stream().filter((operand) -> !ForeignRoles.isLogin(operand)).toList();
		if (node.operator().equals("&&") && !this.denying && readsUser && others.size() < operands.size()) {
			others.stream()
				.reduce((left, right) -> new Node.Binary("&&", left, right, node.position()))
				.ifPresent((rest) -> this.fixes.put(node, rest));
		}
	}

	private static void flatten(Node node, String operator, List<Node> operands) {
		if (node instanceof Node.Binary binary && binary.operator().equals(operator)) {
			flatten(binary.left(), operator, operands);
			flatten(binary.right(), operator, operands);
		}
		else {
			operands.add(node);
		}
	}

	/**
	 * Tells whether a disjunction is like {@code user.nick || 'none'}, which states a
	 * default in other languages.
	 */
	private boolean isDefault(Node.Binary node, List<Node> operands, Type first) {
		Object last = (operands.get(operands.size() - 1) instanceof Node.Literal literal) ? literal.value() : null;
		boolean value = last != null && (first.is(Kind.ANY) || (first.nullable() && last instanceof Boolean));
		boolean condition = first.is(Kind.BOOLEAN) || first.is(Kind.ANY) || first.is(Kind.NULL);
		if (!node.operator().equals("||") || (condition && !value)) {
			return false;
		}
		fixable("not-boolean", node.position(), "'||' takes true or false, but this is a " + first, node,
				new Node.Call("coalesce", List.copyOf(operands), node.position()));
		return true;
	}

	/**
	 * Reports a disjunction such as {@code x == 'a' || 'b'}, in which the author means to
	 * compare the last text with x too.
	 */
	private boolean isAlternative(List<Node> operands, int index) {
		if (!(operands.get(index) instanceof Node.Literal literal) || !(literal.value() instanceof String)
				|| !(operands.get(index - 1) instanceof Node.Binary before) || before.isLogical()) {
			return false;
		}
		fixable("not-boolean", literal.position(), "expected true or false but this is a text", literal,
				new Node.Binary(before.operator(), before.left(), literal, literal.position()));
		return true;
	}

	private void restore(Set<String> before) {
		this.nonNull.retainAll(before);
		this.nonNull.addAll(before);
	}

	/** Checks an operand that must be boolean and not constant. */
	Typed truth(Node node) {
		int before = this.problems.size();
		return truth(node, check(node), before);
	}

	/**
	 * Checks an operand whose type was determined already. Does nothing if that added to
	 * the given number of problems.
	 */
	private Typed truth(Node node, Typed typed, int before) {
		Type type = typed.type();
		if (this.problems.size() > before || isUnknown(typed)) {
			return typed;
		}
		if (!type.is(Kind.BOOLEAN) && !type.is(Kind.ANY)) {
			notBoolean(node, typed);
		}
		else if (type.nullable()) {
			fixable("nullable-boolean", node.position(), "this boolean may be null", node,
					new Node.Binary("==", node, new Node.Literal(true, node.position()), node.position()));
		}
		else if (Constants.isConstant(typed)) {
			problem("constant-condition", node.position(), "this condition is always the same",
					"Remove the condition.");
		}
		return typed.type().is(Kind.ANY) ? new Typed.Own(Operator.TRUE, typed, TRUE, Type.BOOLEAN) : typed;
	}

	private static final Typed TRUE = new Typed.Constant(true, Type.BOOLEAN);

	private void notBoolean(Node node, Typed typed) {
		Type type = typed.type();
		String message = "expected true or false but this is a " + type;
		boolean container = type.is(Kind.TEXT) || type.isCollection() || type.is(Kind.MAP);
		if (Constants.isConstant(typed) || !(container || type.nullable())) {
			problem("not-boolean", node.position(), message, "Compare it: a == b, a != null, or list contains 'x'.");
			return;
		}
		Node other = container ? new Node.Empty(node.position()) : new Node.Literal(null, node.position());
		fixable("not-boolean", node.position(), message, node, new Node.Binary("!=", node, other, node.position()));
	}

	private Typed conditional(Node.Conditional node) {
		Set<String> before = Set.copyOf(this.nonNull);
		Typed condition = truth(node.condition());
		this.nonNull.addAll(Narrowing.nonNull(node.condition(), true, this));
		Typed then = check(node.then());
		restore(before);
		this.nonNull.addAll(Narrowing.nonNull(node.condition(), false, this));
		Typed otherwise = check(node.otherwise());
		restore(before);
		checkBranches(node, then.type(), otherwise.type());
		return operation("?", List.of(condition, then, otherwise), then.type().join(otherwise.type()));
	}

	/**
	 * Reports an object that only one branch gives: the value then has no properties that
	 * can be read, and it cannot be a claim.
	 */
	private void checkBranches(Node.Conditional node, Type then, Type otherwise) {
		boolean alike = then.join(otherwise).holdsObject() || then.is(Kind.NULL) || otherwise.is(Kind.NULL);
		if (!alike && (then.holdsObject() || otherwise.holdsObject())) {
			checkValue(then.holdsObject() ? node.then() : node.otherwise());
		}
	}

	/** Tells whether a node may be null even if some paths are not null. */
	boolean isNullable(Node node, List<Node> paths) {
		Set<String> before = Set.copyOf(this.nonNull);
		for (Node path : paths) {
			String text = path(path);
			if (text != null) {
				this.nonNull.add(text);
			}
		}
		this.rechecking = true;
		boolean nullable = check(node).type().nullable();
		this.rechecking = false;
		restore(before);
		return nullable;
	}

	/**
	 * Forgets which paths of a projection's element are not null, because another
	 * projection reads other elements. Returns what was known before.
	 */
	Set<String> withoutElements() {
		Set<String> before = Set.copyOf(this.nonNull);
		this.nonNull.removeIf((path) -> path.startsWith(Node.ELEMENT));
		return before;
	}

	void known(Set<String> before) {
		restore(before);
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

	/** Reports a name that looks like a secret. The help says both ways to fix it. */
	void secret(int position, String what, String name) {
		problem("secret-property", position, what + " looks like a secret",
				"Leave it out of the token. If it is not a secret, allow the name '" + name + "'.");
	}

	Schema schema() {
		return this.schema;
	}

	FunctionLibrary functions() {
		return this.functions;
	}

	OperatorCheck operators() {
		return this.operators;
	}

	ParameterCheck parameterCheck() {
		return this.parameters;
	}

	void problem(String code, int position, String message, @Nullable String help) {
		add(new Problem(code, position, message, help));
	}

	/** Adds a problem of a node, and the corrected node. */
	void fixable(String code, int position, String message, Node wrong, Node right) {
		add(new Problem(code, position, message, null, CanonicalText.of(right)));
		this.fixes.put(wrong, right);
	}

	/** Adds a problem of a name, and the name and node that the author probably means. */
	void meant(String code, int position, String message, String name, Node wrong, Node right) {
		add(new Problem(code, position, message, "Did you mean '" + name + "'?"));
		this.fixes.put(wrong, right);
	}

	/**
	 * Adds a problem of a node, and two corrected nodes between which the author chooses.
	 */
	void choice(String code, int position, String message, Node wrong, Node right, Node other) {
		fixable(code, position, message, wrong, right);
		this.otherFixes.put(wrong, other);
	}

	/** Moves the correction of one node to another that replaces it. */
	void moveFix(Node from, Node to) {
		Node fix = this.fixes.remove(from);
		if (fix != null) {
			this.fixes.put(to, fix);
		}
	}

	/** Returns the problems and corrections so far. */
	Findings findings() {
		return new Findings(List.copyOf(this.problems), new IdentityHashMap<>(this.fixes),
				new IdentityHashMap<>(this.otherFixes));
	}

	/**
	 * Goes back to earlier findings, because the part that was checked since then turned
	 * out to mean something else.
	 */
	void forget(Findings before) {
		this.problems.retainAll(before.problems());
		this.fixes.clear();
		this.fixes.putAll(before.fixes());
		this.otherFixes.clear();
		this.otherFixes.putAll(before.otherFixes());
	}

	/**
	 * Adds a problem unless it is there already, because a part of an expression may be
	 * checked twice.
	 */
	void add(Problem problem) {
		if (!this.problems.contains(problem)) {
			this.problems.add(problem);
		}
	}

	/** The problems and corrections that were found up to some time. */
	record Findings(List<Problem> problems, IdentityHashMap<Node, Node> fixes, IdentityHashMap<Node, Node> otherFixes) {
	}

}

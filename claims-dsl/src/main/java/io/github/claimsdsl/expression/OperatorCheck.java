package io.github.claimsdsl.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks arithmetic and comparisons: that the operands have suitable types, and that the
 * result of a comparison is not already known. Decides which operators MVEL evaluates.
 */
final class OperatorCheck {

	private static final Set<Kind> ORDERED = Set.of(Kind.TEXT, Kind.NUMBER, Kind.TIME, Kind.DATE);

	private static final Set<Kind> EQUAL_TO_TEXT = Set.of(Kind.ENUM, Kind.UUID);

	private static final Map<String, String> SECONDS = Map.of("+", "plusSeconds", "-", "minusSeconds");

	/** The methods of collections that look for one element. */
	private static final Set<String> SEARCHES = Set.of("contains", "indexOf", "lastIndexOf");

	/**
	 * The methods and functions that look for all or some of the elements of another
	 * collection.
	 */
	private static final Set<String> CONTAINERS = Set.of("containsAll", "containsAny");

	/** The operators that never take a boolean on their left side. */
	private static final Set<String> NEGATABLE = Set.of("contains", "~=", "<", "<=", ">", ">=");

	private static final String ALIKE = "Compare values of the same type. Convert them with text(x) or number(x).";

	private static final Typed NULL = new Typed.Constant(null, Type.NULL);

	private final Checker checker;

	OperatorCheck(Checker checker) {
		this.checker = checker;
	}

	Typed check(Node.Binary node) {
		if (node.isEquality() && (node.left() instanceof Node.Empty || node.right() instanceof Node.Empty)) {
			return emptiness(node);
		}
		if (NEGATABLE.contains(node.operator()) && node.left() instanceof Node.Unary not
				&& not.operator().equals("!")) {
			negated(node, not);
			return Checker.unknown();
		}
		Typed left = this.checker.check(node.left());
		Typed right = this.checker.check(node.right());
		if (Checker.isUnknown(left) || Checker.isUnknown(right)) {
			return Checker.unknown();
		}
		return switch (node.operator()) {
			case "+" -> sum(node, left, right);
			case "-", "*", "/", "%" -> numbers(node, left, right);
			default -> comparison(node, left, right);
		};
	}

	/**
	 * Reports {@code !list contains x}. The operator {@code !} binds first, so its result
	 * is a boolean.
	 */
	private void negated(Node.Binary node, Node.Unary not) {
		Node meant = new Node.Binary(node.operator(), not.operand(), node.right(), node.position());
		this.checker.fixable("not-boolean", not.position(),
				"'!' applies first, and '" + node.operator() + "' does not take a boolean", node,
				new Node.Unary("!", meant, not.position()));
		this.checker.check(meant);
	}

	/** Checks {@code x == empty} and {@code x != empty}. */
	private Typed emptiness(Node.Binary node) {
		Node other = (node.right() instanceof Node.Empty) ? node.left() : node.right();
		if (other instanceof Node.Empty) {
			problem(node, "constant-condition", "both sides are constant", "Remove the condition.");
			return Checker.unknown();
		}
		Typed typed = this.checker.check(other);
		Type type = typed.type();
		boolean possible = type.is(Kind.TEXT) || type.isCollection() || type.is(Kind.MAP) || type.is(Kind.ANY)
				|| Checker.isUnknown(typed);
		if (!possible) {
			this.checker.fixable("impossible-comparison", node.position(), "a " + type + " is never empty", node,
					new Node.Binary(node.operator(), other, new Node.Literal(null, node.position()), node.position()));
			return Checker.unknown();
		}
		return new Typed.Own(node.operator().equals("==") ? Operator.EMPTY : Operator.NOT_EMPTY, typed, NULL,
				Type.BOOLEAN);
	}

	Typed negative(Node.Unary node) {
		Typed operand = this.checker.check(node.operand());
		if (Checker.isUnknown(operand)) {
			return operand;
		}
		Typed zero = new Typed.Constant(0, Type.NUMBER);
		return numbers(new Node.Binary("-", new Node.Literal(0, node.position()), node.operand(), node.position()),
				zero, operand);
	}

	private Typed sum(Node.Binary node, Typed left, Typed right) {
		Type first = left.type();
		Type second = right.type();
		boolean nullable = first.nullable() || second.nullable();
		if ((first.is(Kind.TEXT) && second.isScalar()) || (second.is(Kind.TEXT) && first.isScalar())) {
			return new Typed.Own(Operator.ADD, left, right, Type.TEXT.withNullable(nullable));
		}
		if (isUndeclared(first) && isUndeclared(second)) {
			return new Typed.Own(Operator.ADD, left, right, Type.ANY.withNullable(nullable));
		}
		if ((isNumber(first) && isUndeclared(second)) || (isUndeclared(first) && isNumber(second))) {
			return new Typed.Own(Operator.ADD, left, right, Type.ANY.withNullable(nullable));
		}
		if (first.isCollection() && second.isCollection()) {
			this.checker.fixable("wrong-type", node.position(), "'+' does not join lists", node,
					new Node.Call("concat", List.of(node.left(), node.right()), node.position()));
			return Checker.unknown();
		}
		return numbers(node, left, right);
	}

	private Typed numbers(Node.Binary node, Typed left, Typed right) {
		Type first = left.type();
		Type second = right.type();
		boolean possible = (isNumber(first) || isUndeclared(first)) && (isNumber(second) || isUndeclared(second));
		if (!possible) {
			notNumbers(node, first, second);
			return Checker.unknown();
		}
		Type type = first.isPlainNumber() && second.isPlainNumber() ? Type.NUMBER : Type.DECIMAL;
		return new Typed.Own(Operator.of(node.operator()), left, right,
				type.withNullable(first.nullable() || second.nullable()));
	}

	private void notNumbers(Node.Binary node, Type first, Type second) {
		String message = "'" + node.operator() + "' cannot take a " + first + " and a " + second;
		Node left = first.is(Kind.TEXT) ? converted(node.left(), Kind.NUMBER) : isNumber(first) ? node.left() : null;
		Node right = second.is(Kind.TEXT) ? converted(node.right(), Kind.NUMBER)
				: isNumber(second) ? node.right() : null;
		boolean times = first.is(Kind.TIME) && second.is(Kind.TIME) && node.operator().equals("-");
		if (times) {
			this.checker.fixable("wrong-type", node.position(), message, node,
					new Node.Call("secondsBetween", List.of(node.right(), node.left()), node.position()));
		}
		else if (first.is(Kind.TIME) && isNumber(second) && SECONDS.containsKey(node.operator())) {
			this.checker.fixable("wrong-type", node.position(), message, node,
					new Node.Method(node.left(), SECONDS.get(node.operator()), List.of(node.right()), node.position()));
		}
		else if (left != null && right != null) {
			this.checker.fixable("wrong-type", node.position(), message, node,
					new Node.Binary(node.operator(), left, right, node.position()));
		}
		else {
			problem(node, "wrong-type", message,
					node.operator().equals("+")
							? "Add two numbers, or join a text with a value that can be written as a text."
							: "Use two numbers.");
		}
	}

	/**
	 * Returns the conversion of a text to another kind of value, or {@code null} if the
	 * text cannot be converted.
	 */
	static @Nullable Node converted(Node node, Kind kind) {
		if (!(node instanceof Node.Literal literal) || !(literal.value() instanceof String text)) {
			return new Node.Call(switch (kind) {
				case TIME -> "time";
				case DATE -> "date";
				default -> "number";
			}, List.of(node), node.position());
		}
		if (kind == Kind.NUMBER) {
			Number number = Numbers.toNumber(text);
			return (number != null) ? new Node.Literal(number, node.position()) : null;
		}
		if (kind == Kind.TIME && ClaimFunctions.time(text) != null) {
			return new Node.Call("time", List.of(node), node.position());
		}
		Node date = (ClaimFunctions.date(text) != null) ? new Node.Call("date", List.of(node), node.position()) : null;
		return (kind == Kind.DATE || date == null) ? date
				: new Node.Method(date, "atStartOfDay", List.of(), node.position());
	}

	private static boolean isNumber(Type type) {
		return type.is(Kind.NUMBER);
	}

	private static boolean isUndeclared(Type type) {
		return type.is(Kind.ANY) && type.bean() == null;
	}

	private Typed comparison(Node.Binary node, Typed left, Typed right) {
		int before = this.checker.problems().size();
		if (Constants.isConstant(left) && Constants.isConstant(right)) {
			problem(node, "constant-condition", "both sides are constant",
					"Compare with an input such as user, client or request.");
		}
		else if (node.isEquality()) {
			equality(node, left, right);
		}
		else if (node.operator().equals("contains")) {
			contains(node, left, right);
		}
		else if (node.operator().equals("~=")) {
			return matches(node, left, right);
		}
		else {
			order(node, left.type(), right.type());
		}
		if (this.checker.problems().size() > before) {
			return Checker.unknown();
		}
		decide(node, left, right);
		return new Typed.Own(Operator.of(node.operator()), left, right, Type.BOOLEAN);
	}

	private void decide(Node.Binary node, Typed left, Typed right) {
		if (this.checker.isDenying() && !node.isEquality()) {
			new NullDecision(this.checker).check(node, List.of(node.left(), node.right()), List.of(left, right));
		}
	}

	private Typed matches(Node.Binary node, Typed left, Typed right) {
		if (!left.type().is(Kind.TEXT) && !isUndeclared(left.type())) {
			problem(node, "wrong-type", "'~=' compares a text with a pattern, not a " + left.type(),
					"Write text(x) ~= 'pattern'.");
			return Checker.unknown();
		}
		Typed pattern = new CallCheck(this.checker).pattern(node.right(), right);
		decide(node, left, pattern);
		return new Typed.Own(Operator.MATCHES, left, pattern, Type.BOOLEAN);
	}

	private void contains(Node.Binary node, Typed container, Typed part) {
		Type left = container.type();
		Type right = part.type();
		if ((isUndeclared(left) && !right.is(Kind.BEAN)) || (left.is(Kind.MAP) && right.is(Kind.TEXT))) {
			return;
		}
		if (!left.isCollection() && !left.is(Kind.TEXT) && !isUndeclared(left)) {
			problem(node, "wrong-type", "'contains' needs a collection or a text on its left, not a " + left,
					"Compare with ==, or write text(x) contains 'a'.");
			return;
		}
		Type element = left.is(Kind.TEXT) ? Type.TEXT : left.element();
		if (element == null || right.is(Kind.NULL) || !isComparable(element, right)) {
			problem(node, "impossible-comparison", "a " + left + " never contains a " + right,
					right.isCollection() ? "Write containsAll(a, b) or containsAny(a, b)." : ALIKE);
			return;
		}
		checkConstant(element, node.right(), part);
		checkConstants(right, node.left(), container);
	}

	/**
	 * Reports a call that compares as {@code ==} or {@code contains} does, if its result
	 * is already known. Tells whether it is reported.
	 */
	boolean refuses(Node call, Function function, List<Node> nodes, List<Typed> arguments) {
		boolean method = MethodTable.has(function);
		if (nodes.size() != 2 || (!method && function.owner() != ClaimFunctions.class)
				|| arguments.stream().anyMatch(Checker::isUnknown)) {
			return false;
		}
		int before = this.checker.problems().size();
		if (method && function.name().equals("equals")) {
			equal(call, nodes, arguments);
		}
		else if (SEARCHES.contains(function.name()) && arguments.get(0).type().isCollection()) {
			Node.Binary contains = new Node.Binary("contains", nodes.get(0), nodes.get(1), call.position());
			contains(contains, arguments.get(0), arguments.get(1));
		}
		else if (CONTAINERS.contains(function.name())) {
			containers(call, nodes, arguments);
		}
		return this.checker.problems().size() > before;
	}

	private void equal(Node call, List<Node> nodes, List<Typed> arguments) {
		Type left = arguments.get(0).type();
		Type right = arguments.get(1).type();
		Node.Binary equality = new Node.Binary("==", nodes.get(0), nodes.get(1), call.position());
		boolean containers = left.kind() == right.kind() && (left.is(Kind.SET) || left.is(Kind.MAP));
		if (right.is(Kind.NULL)) {
			this.checker.fixable("constant-condition", call.position(), "equals(null) is never true", call, equality);
		}
		else if (!containers) {
			equality(equality, arguments.get(0), arguments.get(1));
			this.checker.moveFix(equality, call);
		}
	}

	private void containers(Node call, List<Node> nodes, List<Typed> arguments) {
		Type left = arguments.get(0).type();
		Type right = arguments.get(1).type();
		Type element = left.element();
		Type part = right.element();
		if (element == null || part == null || element.is(Kind.NULL) || part.is(Kind.NULL)) {
			return;
		}
		if (!isComparable(element, part)) {
			this.checker.problem("impossible-comparison", call.position(), "a " + left + " never contains a " + part,
					ALIKE);
			return;
		}
		checkConstants(part, nodes.get(0), arguments.get(0));
		checkConstants(element, nodes.get(1), arguments.get(1));
	}

	private void equality(Node.Binary node, Typed left, Typed right) {
		Type first = left.type();
		Type second = right.type();
		if (first.is(Kind.NULL) || second.is(Kind.NULL)) {
			if (!(first.is(Kind.NULL) ? second : first).nullable()) {
				problem(node, "constant-condition", "the other side is never null", "Remove the test.");
			}
			return;
		}
		if (!isComparable(first, second)) {
			impossible(node, left, right);
			return;
		}
		checkConstant(first, node.right(), right);
		checkConstant(second, node.left(), left);
	}

	/** Tells whether two values can be the same. */
	private static boolean isComparable(Type left, Type right) {
		if (isObject(left) || isObject(right)) {
			return false;
		}
		if (left.is(Kind.ANY) || right.is(Kind.ANY)) {
			return true;
		}
		boolean text = (left.is(Kind.TEXT) && EQUAL_TO_TEXT.contains(right.kind()))
				|| (right.is(Kind.TEXT) && EQUAL_TO_TEXT.contains(left.kind()));
		if (text) {
			return true;
		}
		if (left.kind() != right.kind() || left.is(Kind.SET) || left.is(Kind.MAP)) {
			return false;
		}
		if (left.is(Kind.LIST) && left.element() != null && right.element() != null) {
			return left.element().is(Kind.NULL) || right.element().is(Kind.NULL)
					|| isComparable(left.element(), right.element());
		}
		return !left.is(Kind.ENUM) || left.bean() == right.bean();
	}

	private static boolean isObject(Type type) {
		return type.is(Kind.BEAN) || (type.is(Kind.ANY) && type.bean() != null);
	}

	/** Checks that a text that is compared with an enum is the name of a constant. */
	private void checkConstant(Type enumeration, Node node, Typed typed) {
		if (!enumeration.is(Kind.ENUM) || enumeration.bean() == null || !(typed instanceof Typed.Constant constant)
				|| !(constant.value() instanceof String name)) {
			return;
		}
		List<String> names = Arrays.stream(enumeration.bean().getEnumConstants())
			.map((value) -> ((Enum<?>) value).name())
			.toList();
		if (names.contains(name)) {
			return;
		}
		String message = enumeration + " has no constant '" + name + "'";
		String near = DidYouMean.nearest(name, names).orElse(null);
		if (near != null) {
			this.checker.meant("impossible-comparison", node.position(), message, near, node,
					new Node.Literal(near, node.position()));
		}
		else {
			this.checker.problem("impossible-comparison", node.position(), message, DidYouMean.sentence(name, names));
		}
	}

	/**
	 * Checks that the texts in a list are names of an enum's constants, as in
	 * {@code ['GOLD'] contains user.tier}.
	 */
	private void checkConstants(Type enumeration, Node node, Typed typed) {
		if (node instanceof Node.ListOf list && typed instanceof Typed.ListOf values) {
			for (int i = 0; i < values.elements().size(); i++) {
				checkConstant(enumeration, list.elements().get(i), values.elements().get(i));
			}
		}
	}

	private void impossible(Node.Binary node, Typed left, Typed right) {
		String message = "a " + left.type() + " cannot be compared with a " + right.type();
		Node value = meant(left.type(), node.right(), right);
		Node first = (value != null) ? node.left() : meant(right.type(), node.left(), left);
		Node second = (value != null) ? value : node.right();
		boolean list = left.type().isCollection() && left.type().element() != null
				&& isComparable(left.type().element(), right.type());
		if (list) {
			Node contains = new Node.Binary("contains", node.left(), node.right(), node.position());
			this.checker.fixable("impossible-comparison", node.position(), message, node,
					node.operator().equals("==") ? contains : new Node.Unary("!", contains, node.position()));
		}
		else if (first != null) {
			this.checker.fixable("impossible-comparison", node.position(), message, node,
					new Node.Binary(node.operator(), first, second, node.position()));
		}
		else {
			problem(node, "impossible-comparison", message, ALIKE);
		}
	}

	/**
	 * Returns what the author means by a literal text that is compared with another kind
	 * of value, or {@code null}.
	 */
	private static @Nullable Node meant(Type type, Node node, Typed typed) {
		if (!(typed instanceof Typed.Constant constant) || !(constant.value() instanceof String text)) {
			return null;
		}
		if (type.is(Kind.BOOLEAN)) {
			Boolean value = ClaimFunctions.bool(text);
			return (value != null) ? new Node.Literal(value, node.position()) : null;
		}
		boolean convertible = type.is(Kind.NUMBER) || type.is(Kind.DATE) || type.is(Kind.TIME);
		return convertible ? converted(node, type.kind()) : null;
	}

	private void order(Node.Binary node, Type left, Type right) {
		boolean possible = (ORDERED.contains(left.kind()) || isUndeclared(left))
				&& (ORDERED.contains(right.kind()) || isUndeclared(right))
				&& (left.kind() == right.kind() || isUndeclared(left) || isUndeclared(right));
		if (possible) {
			return;
		}
		Node leftValue = ordered(node.left(), left, right);
		Node rightValue = ordered(node.right(), right, left);
		String message = "'" + node.operator() + "' cannot compare a " + left + " with a " + right;
		if (leftValue != null && rightValue != null) {
			this.checker.fixable("impossible-comparison", node.position(), message, node,
					new Node.Binary(node.operator(), leftValue, rightValue, node.position()));
		}
		else {
			problem(node, "impossible-comparison", message, "Compare two numbers, two texts, two times or two dates.");
		}
	}

	/**
	 * Returns an operand as the kind of value that it is ordered with, or {@code null} if
	 * it cannot be converted.
	 */
	private static @Nullable Node ordered(Node node, Type type, Type other) {
		if (type.kind() == other.kind() || !type.is(Kind.TEXT)) {
			boolean date = type.is(Kind.DATE) && other.is(Kind.TIME);
			return date ? new Node.Method(node, "atStartOfDay", List.of(), node.position())
					: ORDERED.contains(type.kind()) ? node : null;
		}
		return switch (other.kind()) {
			case NUMBER, TIME, DATE -> converted(node, other.kind());
			default -> null;
		};
	}

	private void problem(Node.Binary node, String code, String message, @Nullable String help) {
		this.checker.problem(code, node.position(), message, help);
	}

}

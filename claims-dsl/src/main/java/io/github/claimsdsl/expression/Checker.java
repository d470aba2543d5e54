package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Types a syntax tree against a schema: resolves names, finds every issue, not just the
 * first.
 */
final class Checker {

	private final Schema schema;

	private final Map<String, Function> functions;

	private final Limits limits;

	private final List<Problem> problems = new ArrayList<>();

	private final Set<String> reads = new TreeSet<>();

	private final ParameterCheck parameters;

	private final Set<String> nonNull = new LinkedHashSet<>();

	private final boolean denying;

	Checker(Schema schema, Map<String, Function> functions, Limits limits, boolean denying) {
		this.schema = schema;
		this.functions = functions;
		this.limits = limits;
		this.denying = denying;
		this.parameters = new ParameterCheck(schema.parameters(), schema.secretNames());
	}

	/** Adds paths that cannot be null where the expression is evaluated. */
	void assume(Set<String> paths) {
		this.nonNull.addAll(paths);
	}

	List<Problem> problems() {
		return this.problems;
	}

	/** The paths the expression reads, such as {@code user.email}. */
	Set<String> reads() {
		return this.reads;
	}

	/** The names of the request parameters that the expression reads. */
	Set<String> parameters() {
		return this.parameters.read();
	}

	/** Checks the text of a condition. */
	Typed checkCondition(Node node) {
		return truth(node);
	}

	/** Checks what may become a claim, or part of one. */
	Typed checkValue(Node node) {
		Typed typed = check(node);
		Class<?> unclaimable = typed.type().unclaimable();
		if (unclaimable != null) {
			problem("claim-type", node.bare().position(),
					"a " + unclaimable.getSimpleName() + " cannot be a claim, nor a part of one",
					"Let the property or function give " + ClaimTypes.instead(unclaimable)
							+ ", or leave it out of the token.");
			return unknown();
		}
		if (typed.type().holdsObject()) {
			problem("object-value", node.bare().position(), "an object cannot be a claim",
					"Name one of its properties, or build a map: ['name' : user.name].");
			return unknown();
		}
		return typed;
	}

	Typed check(Node node) {
		if (node instanceof Node.Literal literal) {
			return new Typed.Constant(literal.value(), literalType(literal.value()));
		}
		if (node instanceof Node.Path path) {
			return path(path);
		}
		if (node instanceof Node.Call call) {
			return call(call);
		}
		if (node instanceof Node.Group group) {
			return check(group.inner());
		}
		return composite(node);
	}

	private Typed composite(Node node) {
		if (node instanceof Node.ListOf list) {
			return list(list);
		}
		if (node instanceof Node.MapOf map) {
			return map(map);
		}
		if (node instanceof Node.Not not) {
			return operation("!", List.of(truth(not.operand())), Type.BOOLEAN);
		}
		if (node instanceof Node.Logical logical) {
			return logical(logical);
		}
		if (node instanceof Node.Comparison comparison) {
			return new ComparisonCheck(this).check(comparison);
		}
		if (node instanceof Node.Arithmetic arithmetic) {
			return arithmetic(arithmetic);
		}
		return conditional((Node.Conditional) node);
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

	private Typed path(Node.Path path) {
		Type type = this.schema.inputs().get(path.root());
		if (type == null) {
			return unknownName(path);
		}
		Problem problem = this.parameters.check(path);
		if (problem != null) {
			add(problem);
			return unknown();
		}
		if (this.nonNull.contains(path.root())) {
			type = type.withNullable(false);
		}
		List<PathReader.Step> steps = new ArrayList<>();
		StringBuilder text = new StringBuilder(path.root());
		boolean shortened = false;
		for (int i = 0; i < path.steps().size(); i++) {
			Node.Step step = path.steps().get(i);
			if (type.nullable()) {
				nullable(path, i, text);
			}
			ResolvedStep resolved = new StepCheck(this).check(type, text.toString(), step);
			if (resolved == null) {
				return unknown();
			}
			text.append(step);
			steps.add(resolved.step());
			type = this.nonNull.contains(text.toString()) ? resolved.type().withNullable(false) : resolved.type();
			boolean last = i == path.steps().size() - 1;
			if (resolved.step().nullSafe() && !last) {
				shortened |= type.nullable();
				type = type.withNullable(false);
			}
		}
		type = shortened ? type.orNull() : type;
		type = this.nonNull.contains(text.toString()) ? type.withNullable(false) : type;
		this.reads.add(text.toString());
		Inputs.Root root = Inputs.Root.valueOf(path.root().toUpperCase(Locale.ROOT));
		return new Typed.Read(new PathReader(root, text.toString(), steps, type, this.limits), type);
	}

	record ResolvedStep(PathReader.Step step, Type type) {
	}

	private void nullable(Node.Path path, int index, StringBuilder text) {
		String before = text.toString();
		String help = "Test it first: " + before + " != null && ...";
		if (index > 0 && path.steps().get(index - 1) instanceof Node.Property property) {
			String safe = before.substring(0, before.length() - property.toString().length()) + ".?" + property.name();
			help = "Write " + safe + path.steps().get(index) + ", which is null where " + before
					+ " is, or test it first: " + before + " != null && ...";
		}
		problem("nullable-navigation", path.steps().get(index).position(), "'" + before + "' may be null", help);
	}

	private Typed unknownName(Node.Path path) {
		if (path.root().equals("user")) {
			problem("unknown-user-type", path.position(), "the type of 'user' is not known", null);
			return unknown();
		}
		Set<String> names = this.schema.inputs().keySet();
		String help;
		if (path.steps().isEmpty() && DidYouMean.nearest(path.root(), names).isEmpty()) {
			help = "For a text write \"'" + path.root() + "'\"; the inputs are " + String.join(", ", names) + ".";
		}
		else {
			help = DidYouMean.sentence(path.root(), names);
		}
		problem("unknown-name", path.position(), "unknown name '" + path.root() + "'", help);
		return unknown();
	}

	private Typed call(Node.Call call) {
		Function function = this.functions.get(call.function());
		if (function == null) {
			call.arguments().forEach(this::check);
			problem("unknown-function", call.position(), "unknown function '" + call.function() + "'",
					DidYouMean.sentence(call.function(), this.functions.keySet()));
			return unknown();
		}
		return new CallCheck(this, this.functions, function).check(call);
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

	private Typed logical(Node.Logical logical) {
		List<Typed> operands = new ArrayList<>();
		Set<String> before = Set.copyOf(this.nonNull);
		boolean and = logical.operator().equals("&&");
		for (Node operand : logical.operands()) {
			operands.add(truth(operand));
			this.nonNull.addAll(Narrowing.nonNull(operand, and));
		}
		restore(before);
		return operation(logical.operator(), operands, Type.BOOLEAN);
	}

	private void restore(Set<String> before) {
		this.nonNull.retainAll(before);
		this.nonNull.addAll(before);
	}

	/** Checks an operand that must be true or false, and can be both. */
	private Typed truth(Node node) {
		int before = this.problems.size();
		Typed typed = check(node);
		Type type = typed.type();
		if (this.problems.size() > before) {
			return typed;
		}
		if (!type.is(Kind.BOOLEAN)) {
			problem("not-boolean", node.bare().position(), "expected true or false but this is a " + type,
					"Compare it: a == b, a != null, or list contains 'x'.");
		}
		else if (type.nullable()) {
			problem("nullable-boolean", node.bare().position(), "this boolean may be null", "Write (x == true).");
		}
		else if (Constants.isConstant(typed)) {
			problem("constant-condition", node.bare().position(), "this is always the same", "Remove it.");
		}
		return typed;
	}

	private Typed arithmetic(Node.Arithmetic node) {
		Typed left = check(node.left());
		Typed right = check(node.right());
		if (isUnknown(left) || isUnknown(right)) {
			return unknown();
		}
		boolean texts = left.type().is(Kind.TEXT) && right.type().is(Kind.TEXT) && node.operator().equals("+");
		boolean numbers = left.type().is(Kind.NUMBER) && right.type().is(Kind.NUMBER);
		if (!texts && !numbers) {
			problem("wrong-type", node.position(),
					"'" + node.operator() + "' cannot take a " + left.type() + " and a " + right.type(),
					node.operator().equals("+")
							? "It joins two texts or adds two numbers; convert with text(x) or number(x)."
							: "It subtracts numbers; convert with number(x).");
			return unknown();
		}
		if (left.type().nullable() || right.type().nullable()) {
			problem("nullable-operand", node.position(), "an operand of '" + node.operator() + "' may be null",
					"MVEL would make it the text 'null': write coalesce(x, '') or test it first.");
		}
		if (Constants.isConstant(left) && Constants.isConstant(right)) {
			problem("constant-operands", node.position(), "both operands are constant", "Write the result.");
		}
		return operation(node.operator(), List.of(left, right), texts ? Type.TEXT : Type.NUMBER);
	}

	private Typed conditional(Node.Conditional node) {
		Set<String> before = Set.copyOf(this.nonNull);
		Typed condition = truth(node.condition());
		this.nonNull.addAll(Narrowing.nonNull(node.condition(), true));
		Typed then = checkValue(node.then());
		restore(before);
		this.nonNull.addAll(Narrowing.nonNull(node.condition(), false));
		Typed otherwise = checkValue(node.otherwise());
		restore(before);
		return operation("?", List.of(condition, then, otherwise), then.type().join(otherwise.type()));
	}

	private static Typed operation(String operator, List<Typed> operands, Type type) {
		return new Typed.Operation(operator, List.copyOf(operands), type);
	}

	private static Typed unknown() {
		return new Typed.Unknown();
	}

	static boolean isUnknown(Typed typed) {
		return typed instanceof Typed.Unknown;
	}

	/** Whether the expression refuses tokens, or guards one that does. */
	boolean isDenying() {
		return this.denying;
	}

	/** Refuses what looks like a secret; both ways out are in the advice. */
	void secret(int position, String what, String name) {
		problem("secret-property", position, what + " looks like a secret",
				"Leave it out of the token. If it is none, allow the name '" + name + "'.");
	}

	Schema schema() {
		return this.schema;
	}

	void problem(String code, int position, String message, @Nullable String help) {
		add(new Problem(code, position, message, help));
	}

	/** Adds what is wrong, once: a part of an expression may be checked twice. */
	private void add(Problem problem) {
		if (!this.problems.contains(problem)) {
			this.problems.add(problem);
		}
	}

}

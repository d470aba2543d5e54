package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks {@code &&} and {@code ||}: that their operands are conditions, and what an
 * author means by other values.
 */
final class LogicCheck {

	private final Checker checker;

	private final Findings findings;

	private final ConditionCheck conditions;

	LogicCheck(Checker checker, ConditionCheck conditions) {
		this.checker = checker;
		this.findings = checker.findings();
		this.conditions = conditions;
	}

	Typed check(Node.Binary node) {
		Set<String> before = this.checker.known().all();
		List<Node> operands = new ArrayList<>();
		flatten(node, node.operator(), operands);
		int problems = this.findings.count();
		Typed first = this.checker.check(operands.get(0));
		if (this.findings.count() == problems && isDefault(node, operands, first.type())) {
			return Checker.unknown();
		}
		List<Typed> typed = new ArrayList<>();
		for (int i = 0; i < operands.size(); i++) {
			Node operand = operands.get(i);
			typed.add((i == 0) ? this.conditions.truth(operand, first, problems)
					: isAlternative(operands, i) ? Checker.unknown() : this.conditions.truth(operand));
			this.checker.known().add(Narrowing.nonNull(operand, node.operator().equals("&&"), this.checker));
		}
		this.checker.known().restore(before);
		withoutLogin(node, operands);
		return Checker.operation(node.operator(), typed, Type.BOOLEAN);
	}

	/**
	 * Corrects {@code isAuthenticated() && user.vip} to {@code user.vip}, because a rule
	 * that reads the user is only for tokens that have a user.
	 */
	private void withoutLogin(Node.Binary node, List<Node> operands) {
		boolean readsUser = this.checker.reads().stream().anyMatch((path) -> path.matches("user([.\\[].*)?"));
		List<Node> others = operands.stream().filter((operand) -> !ForeignRoles.isLogin(operand)).toList();
		if (node.operator().equals("&&") && !this.checker.isDenying() && readsUser && others.size() < operands.size()) {
			others.stream()
				.reduce((left, right) -> new Node.Binary("&&", left, right, node.position()))
				.ifPresent((rest) -> this.findings.fix(node, rest));
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
		this.findings.fixable("not-boolean", node.position(), "'||' takes true or false, but this is a " + first, node,
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
		this.findings.fixable("not-boolean", literal.position(), "expected true or false but this is a text", literal,
				new Node.Binary(before.operator(), before.left(), literal, literal.position()));
		return true;
	}

}

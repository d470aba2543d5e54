package io.github.claimsdsl.expression;

import java.util.List;
import java.util.Set;

import io.github.claimsdsl.expression.Type.Kind;

/**
 * Checks a conditional expression, and what is known in each of its branches.
 */
final class ChoiceCheck {

	private final Checker checker;

	private final ConditionCheck conditions;

	ChoiceCheck(Checker checker, ConditionCheck conditions) {
		this.checker = checker;
		this.conditions = conditions;
	}

	Typed check(Node.Conditional node) {
		Set<String> before = this.checker.known().all();
		Typed condition = this.conditions.truth(node.condition());
		this.checker.known().add(Narrowing.nonNull(node.condition(), true, this.checker));
		Typed then = this.checker.check(node.then());
		this.checker.known().restore(before);
		this.checker.known().add(Narrowing.nonNull(node.condition(), false, this.checker));
		Typed otherwise = this.checker.check(node.otherwise());
		this.checker.known().restore(before);
		checkBranches(node, then.type(), otherwise.type());
		return Checker.operation("?", List.of(condition, then, otherwise), then.type().join(otherwise.type()));
	}

	/**
	 * Reports an object that only one branch gives: the value then has no properties that
	 * can be read, and it cannot be a claim.
	 */
	private void checkBranches(Node.Conditional node, Type then, Type otherwise) {
		boolean alike = then.join(otherwise).holdsObject() || then.is(Kind.NULL) || otherwise.is(Kind.NULL);
		if (!alike && (then.holdsObject() || otherwise.holdsObject())) {
			this.checker.checkValue(then.holdsObject() ? node.then() : node.otherwise());
		}
	}

}

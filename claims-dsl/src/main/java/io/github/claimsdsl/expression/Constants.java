package io.github.claimsdsl.expression;

/**
 * Finds expressions that read no input and are therefore constant.
 */
final class Constants {

	private Constants() {
	}

	static boolean isConstant(Typed typed) {
		if (typed instanceof Typed.Apply apply) {
			return apply.arguments().stream().allMatch(Constants::isConstant);
		}
		if (typed instanceof Typed.ListOf list) {
			return list.elements().stream().allMatch(Constants::isConstant);
		}
		if (typed instanceof Typed.MapOf map) {
			return map.values().stream().allMatch(Constants::isConstant);
		}
		if (typed instanceof Typed.Own own) {
			return isConstant(own.left()) && isConstant(own.right());
		}
		if (typed instanceof Typed.Get get) {
			return isConstant(get.target());
		}
		if (typed instanceof Typed.At at) {
			return isConstant(at.target()) && isConstant(at.index());
		}
		if (typed instanceof Typed.Operation operation) {
			return operation.operands().stream().allMatch(Constants::isConstant);
		}
		return typed instanceof Typed.Constant;
	}

}

package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Compiles a checked expression. Operators go to MVEL as rendered text; everything else
 * becomes an operand of ours.
 */
final class Compiler {

	private final Limits limits;

	Compiler(Limits limits) {
		this.limits = limits;
	}

	Operand compile(Typed typed) {
		if (typed instanceof Typed.Constant constant) {
			return new Operand.Constant(constant.value());
		}
		if (typed instanceof Typed.Read read) {
			return read.reader();
		}
		if (typed instanceof Typed.Apply apply) {
			return new Operand.Invocation(apply.function(), compileAll(apply.arguments()), this.limits);
		}
		if (typed instanceof Typed.ListOf list) {
			return new Operand.ListOf(compileAll(list.elements()));
		}
		if (typed instanceof Typed.MapOf map) {
			return new Operand.MapOf(map.keys(), compileAll(map.values()));
		}
		return new Statement().compile((Typed.Operation) typed);
	}

	private List<Operand> compileAll(List<Typed> typed) {
		return typed.stream().map(this::compile).toList();
	}

	/** One MVEL statement being rendered. */
	private final class Statement {

		private final List<Operand> operands = new ArrayList<>();

		private final List<Type> types = new ArrayList<>();

		MvelStatement compile(Typed.Operation operation) {
			return new MvelStatement(render(operation), this.operands, this.types, operation.type());
		}

		private String render(Typed typed) {
			if (!(typed instanceof Typed.Operation operation)) {
				return hoist(typed);
			}
			List<String> parts = operation.operands().stream().map(this::render).toList();
			return switch (operation.operator()) {
				case "!" -> "(!(" + parts.get(0) + "))";
				case "?" -> "((" + parts.get(0) + ") ? (" + parts.get(1) + ") : (" + parts.get(2) + "))";
				default -> parts.stream()
					.reduce((left, right) -> "(" + left + " " + operation.operator() + " " + right + ")")
					.orElseThrow();
			};
		}

		private String hoist(Typed typed) {
			this.operands.add(Compiler.this.compile(typed));
			this.types.add(typed.type());
			return MvelStatement.name(this.operands.size() - 1);
		}

	}

}

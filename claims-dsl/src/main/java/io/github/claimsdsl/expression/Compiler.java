package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Compiles a checked expression. Operators go to MVEL as rendered text; everything else
 * becomes an operand of ours.
 */
final class Compiler {

	/**
	 * MVEL's parser takes cubic time in the depth of parentheses: deeper operations are
	 * statements of their own.
	 */
	private static final int DEEPEST = 6;

	private static final int LONGEST = 8;

	private final Limits limits;

	private final boolean denying;

	Compiler(Limits limits, boolean denying) {
		this.limits = limits;
		this.denying = denying;
	}

	Operand compile(Typed typed) {
		if (typed instanceof Typed.Constant constant) {
			return new Operand.Constant(constant.value());
		}
		if (typed instanceof Typed.Read read) {
			return definite(typed, read.reader(), read.reader().path());
		}
		if (typed instanceof Typed.Apply apply) {
			return definite(typed, new Operand.Invocation(apply.function(), compileAll(apply.arguments()), this.limits),
					apply.function().name());
		}
		if (typed instanceof Typed.ListOf list) {
			return new Operand.ListOf(compileAll(list.elements()));
		}
		if (typed instanceof Typed.MapOf map) {
			return new Operand.MapOf(map.keys(), compileAll(map.values()));
		}
		Typed.Operation operation = (Typed.Operation) typed;
		return definite(typed, new Statement().compile(operation), "the result of '" + operation.operator() + "'");
	}

	/** Whether the result must be shown to be a number before an operator takes it. */
	private boolean isChecked(Typed.Operation operation) {
		return this.denying && operation.type().is(Type.Kind.NUMBER);
	}

	private Operand definite(Typed typed, Operand operand, String name) {
		return (this.denying && typed.type().is(Type.Kind.NUMBER)) ? new DefiniteNumber(operand, name) : operand;
	}

	private List<Operand> compileAll(List<Typed> typed) {
		return typed.stream().map(this::compile).toList();
	}

	/** One MVEL statement being rendered. */
	private final class Statement {

		private final List<Operand> operands = new ArrayList<>();

		private final List<Type> types = new ArrayList<>();

		MvelStatement compile(Typed.Operation operation) {
			return new MvelStatement(render(operation, 0), this.operands, this.types, operation.type(),
					Compiler.this.limits);
		}

		private String render(Typed typed, int level) {
			if (!(typed instanceof Typed.Operation operation) || level >= DEEPEST
					|| (level > 0 && isChecked(operation))) {
				return hoist(typed);
			}
			List<Typed> parts = operation.operands();
			return switch (operation.operator()) {
				case "!" -> "(!(" + render(parts.get(0), level + 1) + "))";
				case "?" -> "((" + render(parts.get(0), level + 1) + ") ? (" + render(parts.get(1), level + 1) + ") : ("
						+ render(parts.get(2), level + 1) + "))";
				default -> binary(operation, level);
			};
		}

		/**
		 * Renders a chain as a tree of short chains of one operator, whose order of
		 * evaluation is the same however they are read.
		 */
		private String binary(Typed.Operation operation, int level) {
			List<Typed> parts = operation.operands();
			int width = (parts.size() + LONGEST - 1) / LONGEST;
			List<String> rendered = new ArrayList<>();
			for (int i = 0; i < parts.size(); i += width) {
				List<Typed> some = parts.subList(i, Math.min(i + width, parts.size()));
				rendered.add(render(part(operation, some), level + 1));
			}
			String chain = String.join(" " + operation.operator() + " ", rendered);
			return (level == 0) ? chain : "(" + chain + ")";
		}

		private static Typed part(Typed.Operation operation, List<Typed> parts) {
			return (parts.size() == 1) ? parts.get(0)
					: new Typed.Operation(operation.operator(), parts, operation.type());
		}

		private String hoist(Typed typed) {
			this.operands.add(Compiler.this.compile(typed));
			this.types.add(typed.type());
			return MvelStatement.name(this.operands.size() - 1);
		}

	}

}

package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Compiles a checked expression. MVEL evaluates the operators, from text that is rendered
 * here. Everything else becomes an operand of this library.
 */
final class Compiler {

	/**
	 * The deepest nesting in a statement. MVEL's parser takes cubic time in the depth of
	 * parentheses, so deeper operations become statements of their own.
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
		if (typed instanceof Typed.Input input) {
			return new Operand.Input(input.root());
		}
		if (typed instanceof Typed.Element element) {
			return new Operand.Element(element.level());
		}
		if (typed instanceof Typed.Get get) {
			return definite(typed, path(get), get.path());
		}
		if (typed instanceof Typed.At at) {
			return new Operand.At(compile(at.target()), compile(at.index()), at.secrets(), this.limits);
		}
		if (typed instanceof Typed.Apply apply && apply.function().isCoalesce()) {
			return definite(typed,
					new Operand.Coalesce(compile(apply.arguments().get(0)), compile(apply.arguments().get(1))),
					apply.function().name());
		}
		if (typed instanceof Typed.Apply apply && apply.function().isCount()) {
			return new Operand.Count(apply.function(), compile(apply.arguments().get(0)));
		}
		if (typed instanceof Typed.Apply apply) {
			return definite(typed, new Invocation(apply.function(), compileAll(apply.arguments()), this.limits),
					apply.function().name());
		}
		if (typed instanceof Typed.ListOf list) {
			return new Operand.ListOf(compileAll(list.elements()), this.limits);
		}
		if (typed instanceof Typed.MapOf map) {
			return new Operand.MapOf(map.keys(), compileAll(map.values()), this.limits);
		}
		if (typed instanceof Typed.Dispatch dispatch) {
			return definite(typed, new Operand.Dispatch(dispatch.method(), dispatch.candidates(),
					compileAll(dispatch.arguments()), this.limits), dispatch.method());
		}
		return operator(typed);
	}

	/** Combines steps that follow each other in one reader. */
	private PathReader path(Typed.Get get) {
		List<Step> steps = new ArrayList<>();
		Typed target = get;
		while (target instanceof Typed.Get step) {
			steps.add(0, step.step());
			target = step.target();
		}
		return new PathReader(compile(target), get.path(), steps, get.type(), this.limits);
	}

	private Operand operator(Typed typed) {
		if (typed instanceof Typed.Own own) {
			Operand operand = new Operand.Own(own.operator(), compile(own.left()), compile(own.right()), this.limits);
			return definite(typed, operand, "the result of '" + own.operator() + "'");
		}
		if (typed instanceof Typed.Projection projection) {
			Typed condition = projection.condition();
			return new Operand.Projection(compile(projection.body()), compile(projection.collection()),
					(condition != null) ? compile(condition) : null, projection.level(), this.limits);
		}
		Typed.Operation operation = (Typed.Operation) typed;
		return isChoice(operation) ? definite(typed, choice(operation), "the result of '?'")
				: new Statement().compile(operation);
	}

	private static boolean isChoice(Typed.Operation operation) {
		return operation.operator().equals("?");
	}

	private Operand choice(Typed.Operation operation) {
		List<Operand> parts = compileAll(operation.operands());
		return new Operand.Choice(parts.get(0), parts.get(1), parts.get(2), operation.type().nullable());
	}

	private Operand definite(Typed typed, Operand operand, String name) {
		boolean number = typed.type().is(Type.Kind.NUMBER) || typed.type().is(Type.Kind.ANY);
		return (this.denying && number) ? new DefiniteNumber(operand, name) : operand;
	}

	private List<Operand> compileAll(List<Typed> typed) {
		return typed.stream().map(this::compile).toList();
	}

	/** An MVEL statement that is being rendered. */
	private final class Statement {

		private final List<Operand> operands = new ArrayList<>();

		MvelStatement compile(Typed.Operation operation) {
			return new MvelStatement(render(operation, 0), this.operands);
		}

		private String render(Typed typed, int level) {
			if (!(typed instanceof Typed.Operation operation) || isChoice(operation) || level >= DEEPEST) {
				return hoist(typed);
			}
			return operation.operator().equals("!") ? "(!(" + render(operation.operands().get(0), level + 1) + "))"
					: binary(operation, level);
		}

		/**
		 * Renders a long chain of one operator as a tree of short chains. Each chain has
		 * only one operator, so the order of evaluation is the same however MVEL reads
		 * it.
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
			return MvelStatement.name(this.operands.size() - 1);
		}

	}

}

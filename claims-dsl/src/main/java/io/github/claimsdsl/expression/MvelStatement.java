package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.mvel2.MVEL;
import org.mvel2.ParserContext;
import org.mvel2.compiler.ExecutableStatement;

/**
 * The operators of an expression, compiled by MVEL. MVEL gets a rendered, fully
 * parenthesised text such as {@code ((v0 == v1) && (v2 contains v3))}, whose variables
 * are the operands. It sees neither the author's text nor the application's objects.
 */
final class MvelStatement implements Operand {

	private final ExecutableStatement statement;

	private final Operand[] operands;

	private final Type.Kind[] kinds;

	private final Type type;

	private final boolean scalar;

	private final Limits limits;

	MvelStatement(String rendered, List<Operand> operands, List<Type> types, Type type, Limits limits) {
		this.operands = operands.toArray(Operand[]::new);
		this.kinds = types.stream().map(Type::kind).toArray(Type.Kind[]::new);
		this.type = type;
		this.scalar = type.is(Type.Kind.BOOLEAN) || type.is(Type.Kind.NUMBER);
		this.limits = limits;
		this.statement = (ExecutableStatement) MVEL.compileExpression(rendered, new ParserContext());
		warm();
	}

	static String name(int index) {
		return "v" + index;
	}

	static int indexOf(String name) {
		if (name.length() == 2) {
			return (name.charAt(0) == 'v') ? name.charAt(1) - '0' : -1;
		}
		int index = -1;
		for (int i = 1; i < name.length(); i++) {
			index = Math.max(index, 0) * 10 + name.charAt(i) - '0';
		}
		return (name.charAt(0) == 'v') ? index : -1;
	}

	/**
	 * Runs the statement on neutral values, so that MVEL does its lazy work before the
	 * first token.
	 */
	private void warm() {
		this.statement.getValue(null, MvelVariables.neutral(this, false));
		this.statement.getValue(null, MvelVariables.neutral(this, true));
	}

	Operand operand(int index) {
		return this.operands[index];
	}

	/**
	 * Returns the value of an operand that is a constant, or {@code null} if it is none.
	 */
	@Nullable Object constant(int index) {
		return (this.operands[index] instanceof Operand.Constant constant) ? constant.value() : null;
	}

	/**
	 * Tells whether a value is of the kind that MVEL expects, so that MVEL does not
	 * convert it.
	 */
	boolean takes(int index, Object value) {
		return switch (this.kinds[index]) {
			case BOOLEAN -> value instanceof Boolean;
			case TEXT -> value instanceof String;
			case NUMBER -> value instanceof Integer || value instanceof Long || value instanceof Double
					|| value instanceof BigDecimal;
			default -> true;
		};
	}

	@Nullable Object neutral(int index, boolean truth) {
		return switch (this.kinds[index]) {
			case BOOLEAN -> truth;
			case TEXT -> "";
			case NUMBER -> 0;
			case LIST, SET -> List.of();
			default -> null;
		};
	}

	@Override
	public @Nullable Object evaluate(Inputs inputs) {
		MvelVariables variables = inputs.variables();
		Object value = run(variables);
		RuntimeException failure = variables.takeFailure();
		if (failure != null) {
			throw failure;
		}
		if (value == null && !this.type.nullable()) {
			throw new EvaluationException("an operator got null");
		}
		return this.scalar ? value : Bounds.checked(value, this.limits, "a result");
	}

	private @Nullable Object run(MvelVariables variables) {
		MvelStatement outer = variables.enter(this);
		try {
			return this.statement.getValue(null, variables);
		}
		catch (RuntimeException ex) {
			variables.fail(new EvaluationException("an operator got a value that it cannot take"));
			return null;
		}
		finally {
			variables.enter(outer);
		}
	}

}

package io.github.claimsdsl.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.mvel2.MVEL;
import org.mvel2.ParserContext;
import org.mvel2.compiler.ExecutableStatement;

/**
 * The operators {@code &&}, {@code ||} and {@code !} of an expression, compiled by MVEL.
 * MVEL gets a rendered, fully parenthesized text such as {@code ((v0 && v1) || (!v2))},
 * whose variables are the operands. It sees neither the author's text nor the
 * application's objects.
 */
final class MvelStatement implements Operand {

	private final ExecutableStatement statement;

	private final Operand[] operands;

	MvelStatement(String rendered, List<Operand> operands) {
		this.operands = operands.toArray(Operand[]::new);
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
	 * Runs the statement on true and false, so that MVEL does its lazy work before the
	 * first token.
	 */
	private void warm() {
		this.statement.getValue(null, MvelVariables.neutral(this, false));
		this.statement.getValue(null, MvelVariables.neutral(this, true));
	}

	Operand operand(int index) {
		return this.operands[index];
	}

	@Override
	public @Nullable Object evaluate(Inputs inputs) {
		MvelVariables variables = inputs.variables();
		Object value = run(variables);
		RuntimeException failure = variables.takeFailure();
		if (failure != null) {
			throw failure;
		}
		return value;
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

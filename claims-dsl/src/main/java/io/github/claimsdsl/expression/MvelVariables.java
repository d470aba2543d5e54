package io.github.claimsdsl.expression;

import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.mvel2.integration.VariableResolver;
import org.mvel2.integration.impl.BaseVariableResolverFactory;

/**
 * The data that MVEL can read: the operands of the running statement, as variables. One
 * object is both factory and resolver, because MVEL asks for the value right after it
 * asks for the resolver. Operands never throw exceptions into MVEL, because its handlers
 * log values. Instead, the first failure is kept, and the statement fails with it at the
 * end.
 */
@SuppressWarnings("serial")
final class MvelVariables extends BaseVariableResolverFactory implements VariableResolver {

	private final transient @Nullable Inputs inputs;

	private final boolean truth;

	private transient @Nullable MvelStatement running;

	private transient @Nullable RuntimeException failure;

	private int variable;

	MvelVariables(Inputs inputs) {
		this(inputs, false);
	}

	private MvelVariables(@Nullable Inputs inputs, boolean truth) {
		this.inputs = inputs;
		this.truth = truth;
	}

	/**
	 * Creates variables that hold neutral values and the given boolean, for the first run
	 * of a statement.
	 */
	static MvelVariables neutral(MvelStatement statement, boolean truth) {
		MvelVariables variables = new MvelVariables(null, truth);
		variables.running = statement;
		return variables;
	}

	/**
	 * Makes the operands of a statement visible. Returns the statement whose operands
	 * were visible before.
	 */
	@Nullable MvelStatement enter(@Nullable MvelStatement statement) {
		MvelStatement outer = this.running;
		this.running = statement;
		return outer;
	}

	/** Keeps a failure, if it is the first one. */
	void fail(RuntimeException ex) {
		if (this.failure == null) {
			this.failure = ex;
		}
	}

	@Nullable RuntimeException takeFailure() {
		RuntimeException taken = this.failure;
		this.failure = null;
		return taken;
	}

	@Override
	public VariableResolver getVariableResolver(String name) {
		this.variable = MvelStatement.indexOf(name);
		return this;
	}

	@Override
	public boolean isIndexedFactory() {
		return true;
	}

	@Override
	public int variableIndexOf(String name) {
		return MvelStatement.indexOf(name);
	}

	@Override
	public VariableResolver getIndexedVariableResolver(int index) {
		this.variable = index;
		return this;
	}

	@Override
	public Object getValue() {
		return (this.inputs != null) ? value(this.inputs) : this.truth;
	}

	private boolean value(Inputs inputs) {
		try {
			Object value = Objects.requireNonNull(this.running).operand(this.variable).evaluateOperand(inputs);
			inputs.work(1);
			if (value instanceof Boolean truth) {
				return truth;
			}
			fail(new EvaluationException((value != null)
					? "an operator got a value of another type than the declared one" : "an operator got null"));
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
		catch (StackOverflowError ex) {
			fail(EvaluationException.of("an operator", ex, MvelStatement.class));
		}
		return false;
	}

	@Override
	public boolean isResolveable(String name) {
		return MvelStatement.indexOf(name) >= 0;
	}

	@Override
	public boolean isTarget(String name) {
		return isResolveable(name);
	}

	@Override
	public Set<String> getKnownVariables() {
		return Set.of();
	}

	@Override
	public VariableResolver createVariable(String name, Object value) {
		throw new UnsupportedOperationException();
	}

	@Override
	public VariableResolver createVariable(String name, Object value, Class<?> type) {
		throw new UnsupportedOperationException();
	}

	@Override
	public String getName() {
		return MvelStatement.name(this.variable);
	}

	@Override
	@SuppressWarnings("rawtypes")
	public Class getType() {
		return Object.class;
	}

	@Override
	@SuppressWarnings("rawtypes")
	public void setStaticType(Class type) {
		throw new UnsupportedOperationException();
	}

	@Override
	public int getFlags() {
		return 0;
	}

	@Override
	public void setValue(Object value) {
		throw new UnsupportedOperationException();
	}

}

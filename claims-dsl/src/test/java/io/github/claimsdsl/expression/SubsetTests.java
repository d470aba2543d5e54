package io.github.claimsdsl.expression;

import java.io.Serializable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;
import org.mvel2.MVEL;

import io.github.claimsdsl.TokenRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The promise: for every accepted text the reference interpreter, MVEL interpreted and
 * MVEL compiled on the author's text, and the compiled expression, cold and hot, agree in
 * value or all fail. {@code -Dclaims-dsl.expressions=10000000} makes the long run;
 * {@code -Dclaims-dsl.seed} repeats one. MVEL asks the context class loader for a class
 * of every name it meets; one that remembers what there is not makes it five times as
 * fast.
 */
class SubsetTests {

	private static final int HOT_EVERY = 100;

	private static final Logger MVEL_LOGGER = Logger.getLogger("org.mvel2");

	private final long count = Long.getLong("claims-dsl.expressions", 30_000);

	private final long seed = Long.getLong("claims-dsl.seed", 20_260_131);

	private final ExpressionLanguage language = ExpressionLanguage.of(TestData.SCHEMA);

	private final List<TokenRequest> requests = TestData.PEOPLE.stream().map(TestData::request).toList();

	private final List<Map<String, Object>> variables = this.requests.stream().map(TestData::variables).toList();

	private final Map<String, String> differences = new LinkedHashMap<>();

	private long accepted;

	private long failed;

	private long values;

	@Test
	void evaluateWhenAcceptedThenAgreesWithReferenceAndPlainMvel() throws Exception {
		Level level = MVEL_LOGGER.getLevel();
		MVEL_LOGGER.setLevel(Level.OFF);
		Thread thread = Thread.currentThread();
		ClassLoader loader = thread.getContextClassLoader();
		thread.setContextClassLoader(new RememberingClassLoader(loader));
		try {
			for (long i = 0; i < this.count && this.differences.size() < 40; i++) {
				check(new ExpressionGenerator(this.seed + i).next(), i);
			}
		}
		finally {
			thread.setContextClassLoader(loader);
			MVEL_LOGGER.setLevel(level);
		}
		System.out.printf("%,d generated, %,d accepted, %,d evaluations agree, of which %,d fail, %d differences%n",
				this.count, this.accepted, this.values, this.failed, this.differences.size());
		assertThat(this.differences).isEmpty();
		assertThat(this.accepted).isGreaterThan(this.count / 2);
	}

	private void check(String source, long number) throws Exception {
		ClaimExpression expression = this.language.compile(source, TestData.ORIGIN).expression();
		if (expression == null) {
			return;
		}
		this.accepted++;
		Node node = Parser.parse(source, Limits.DEFAULT);
		Object compiled = outcome(() -> MVEL.compileExpression(source));
		for (int i = 0; i < this.requests.size(); i++) {
			TokenRequest request = this.requests.get(i);
			Map<String, Object> data = this.variables.get(i);
			Object expected = outcome(() -> new ReferenceInterpreter(data).evaluate(node));
			compare(source, i, "ours", expected, outcome(() -> expression.evaluate(request)));
			compare(source, i, "interpreted", expected, outcome(() -> MVEL.eval(source, data)));
			compare(source, i, "compiled", expected, (compiled == Failure.FAILURE) ? compiled
					: outcome(() -> MVEL.executeExpression((Serializable) compiled, data)));
			this.values++;
			this.failed += (expected == Failure.FAILURE) ? 1 : 0;
		}
		if (number % HOT_EVERY == 0) {
			checkHot(source, node, expression);
		}
	}

	private void checkHot(String source, Node node, ClaimExpression expression) {
		for (int run = 0; run < 250; run++) {
			int i = run % this.requests.size();
			Object expected = outcome(() -> new ReferenceInterpreter(this.variables.get(i)).evaluate(node));
			compare(source, i, "hot", expected, outcome(() -> expression.evaluate(this.requests.get(i))));
		}
	}

	private void compare(String source, int data, String evaluation, Object expected, Object actual) {
		if (!Objects.equals(expected, actual)) {
			this.differences.putIfAbsent(evaluation + ": " + source,
					"on " + data + " expected " + describe(expected) + " but was " + describe(actual));
		}
	}

	private static String describe(Object value) {
		return value + " (" + value.getClass().getSimpleName() + ")";
	}

	private static Object outcome(Callable<Object> evaluation) {
		try {
			return Objects.requireNonNullElse(ReferenceInterpreter.normalized(evaluation.call()), "(null)");
		}
		catch (Exception | StackOverflowError ex) {
			return Failure.FAILURE;
		}
	}

	private enum Failure {

		FAILURE

	}

	private static final class RememberingClassLoader extends ClassLoader {

		private final Set<String> missing = new HashSet<>();

		RememberingClassLoader(ClassLoader parent) {
			super(parent);
		}

		@Override
		public Class<?> loadClass(String name) throws ClassNotFoundException {
			if (this.missing.contains(name)) {
				throw new ClassNotFoundException(name);
			}
			try {
				return super.loadClass(name);
			}
			catch (ClassNotFoundException ex) {
				this.missing.add(name);
				throw ex;
			}
		}

	}

}

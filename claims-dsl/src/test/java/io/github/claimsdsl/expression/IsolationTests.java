package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;
import org.mvel2.MVEL;
import org.mvel2.compiler.AbstractParser;
import org.mvel2.optimizers.OptimizerFactory;

import io.github.claimsdsl.TokenRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Another user of MVEL in the same JVM is not affected, and nothing of MVEL's leaves.
 */
class IsolationTests {

	private final ExpressionLanguage language = ExpressionLanguage.of(TestData.SCHEMA);

	private final ExpressionLanguage natural = ExpressionLanguage.of(Natural.SCHEMA);

	private ClaimExpression expression(String source) {
		return Objects.requireNonNull(this.language.compile(source, TestData.ORIGIN).expression(), source);
	}

	/** Does with plain MVEL what the language refuses. */
	private static List<Object> plainMvel() {
		Map<String, Object> variables = Map.of("list", new ArrayList<>(List.of("a", "b")), "x", 1);
		List<Object> results = new ArrayList<>();
		for (String source : List.of("new java.util.Date(0L).time", "x = 5; x * 2", "(toUpperCase() in list)",
				"s = 0; foreach (n : [1, 2, 3]) { s += n }; s", "def f(n) { n + 1 } f(4)", "java.lang.Math.max(1, 2)",
				"'abc'.getClass().getName()", "list.size()", "if (x == 1) { 'yes' } else { 'no' }",
				"1 instanceof Integer")) {
			results.add(MVEL.eval(source, new HashMap<>(variables)));
			results.add(MVEL.executeExpression(MVEL.compileExpression(source), new HashMap<>(variables)));
		}
		return results;
	}

	private static Map<String, Object> settings() {
		Map<String, Object> settings = new TreeMap<>();
		settings.put("literals", new HashMap<>(AbstractParser.LITERALS));
		settings.put("classes", new HashMap<>(AbstractParser.CLASS_LITERALS));
		settings.put("operators", new HashMap<>(AbstractParser.OPERATORS));
		settings.put("jit", OptimizerFactory.getDefaultAccessorCompiler().getClass());
		settings.put("flags",
				List.of(MVEL.COMPILER_OPT_ALLOW_NAKED_METH_CALL, MVEL.COMPILER_OPT_ALLOW_OVERRIDE_ALL_PROPHANDLING,
						MVEL.COMPILER_OPT_ALLOW_RESOLVE_INNERCLASSES_WITH_DOTNOTATION,
						MVEL.COMPILER_OPT_SUPPORT_JAVA_STYLE_CLASS_LITERALS, MVEL.isAdvancedDebugging()));
		settings.put("system", ((Properties) System.getProperties().clone()).toString());
		settings.put("logger", String.valueOf(Logger.getLogger("org.mvel2").getLevel()));
		return settings;
	}

	@Test
	void plainMvelWhenLanguageRunsThenIsNotAffected() throws Exception {
		List<Object> before = plainMvel();
		Map<String, Object> settings = settings();
		List<List<Object>> during = new ArrayList<>();
		Thread neighbour = new Thread(() -> {
			for (int i = 0; i < 20; i++) {
				during.add(plainMvel());
			}
		});
		neighbour.start();
		for (int i = 0; i < 2_000; i++) {
			evaluate(new ExpressionGenerator(i).next());
		}
		neighbour.join();
		assertThat(during).hasSize(20).containsOnly(before);
		assertThat(plainMvel()).isEqualTo(before);
		assertThat(settings()).isEqualTo(settings);
	}

	private void evaluate(String source) {
		ClaimExpression expression = this.natural.compile(source, TestData.ORIGIN).expression();
		for (TokenRequest request : Crowd.REQUESTS) {
			try {
				if (expression != null) {
					expression.evaluate(request);
				}
			}
			catch (EvaluationException ex) {
				assertThat(ex).hasNoCause();
			}
		}
	}

	@Test
	void evaluateWhenFailingThenLogsNothingAndTellsNoValue() {
		List<LogRecord> records = new ArrayList<>();
		Handler handler = new Handler() {
			@Override
			public void publish(LogRecord entry) {
				records.add(entry);
			}

			@Override
			public void flush() {
			}

			@Override
			public void close() {
			}
		};
		Logger root = Logger.getLogger("");
		root.addHandler(handler);
		try {
			for (String source : List.of("user.roles[9] == 'x' && user.verified", "user.roles[9] != user.email",
					"divide(user.level, 0, 0) > 1", "(divide(1, (user.level - 7), 0) + 1)",
					"user.verified && user.roles[7] == user.email")) {
				fails(source);
			}
		}
		finally {
			root.removeHandler(handler);
		}
		assertThat(records).isEmpty();
	}

	private void fails(String source) {
		ClaimExpression expression = expression(source);
		assertThatExceptionOfType(EvaluationException.class).as(source)
			.isThrownBy(() -> expression.evaluate(TestData.request(TestData.ALICE)))
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("alice")
				.doesNotContain("mvel")
				.doesNotContain("MVEL"));
	}

}

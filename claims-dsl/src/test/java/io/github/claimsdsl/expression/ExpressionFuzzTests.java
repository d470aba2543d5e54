package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.TokenRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Coverage-guided fuzzing: with {@code JAZZER_FUZZ=1} each test runs for its duration,
 * else over its seeds.
 */
class ExpressionFuzzTests {

	private final ExpressionLanguage language = ExpressionLanguage.of(TestData.SCHEMA);

	private final ExpressionLanguage natural = ExpressionLanguage.of(Natural.SCHEMA);

	private final List<TokenRequest> requests = TestData.PEOPLE.stream().map(TestData::request).toList();

	@FuzzTest(maxDuration = "30s")
	void compileWhenAnyTextThenExpressionOrIssues(FuzzedDataProvider data) {
		ExpressionLanguage.Compilation compilation = this.language.compile(data.consumeRemainingAsString(),
				TestData.ORIGIN);
		assertThat(compilation.expression() == null).isEqualTo(!compilation.issues().isEmpty());
		compilation.issues().forEach((issue) -> assertThat(issue.toString()).isNotBlank());
		evaluate(compilation.expression(), this.requests);
	}

	@FuzzTest(maxDuration = "30s")
	void evaluateWhenGeneratedThenValueOrEvaluationException(FuzzedDataProvider data) {
		String source = new ExpressionGenerator(data.consumeLong()).next();
		int at = data.consumeInt(0, source.length());
		String mutated = source.substring(0, at) + data.consumeRemainingAsString() + source.substring(at);
		evaluate(this.natural.compile(mutated, TestData.ORIGIN).expression(), Crowd.REQUESTS);
	}

	private static void evaluate(@Nullable ClaimExpression expression, List<TokenRequest> requests) {
		if (expression == null) {
			return;
		}
		for (TokenRequest request : requests) {
			try {
				assertAllowed(expression.evaluate(request));
			}
			catch (EvaluationException ex) {
				assertThat(ex).hasNoCause();
			}
		}
	}

	private static void assertAllowed(@Nullable Object value) {
		if (value instanceof Collection<?> collection) {
			collection.forEach(ExpressionFuzzTests::assertAllowed);
		}
		else if (value instanceof Map<?, ?> map) {
			map.values().forEach(ExpressionFuzzTests::assertAllowed);
		}
		else {
			assertThat(value == null || value instanceof String || value instanceof Boolean || value instanceof Integer
					|| value instanceof Long || value instanceof Double || value instanceof BigDecimal
					|| value instanceof Instant || value instanceof LocalDate || value instanceof UUID
					|| value instanceof Enum<?>)
				.isTrue();
		}
	}

}

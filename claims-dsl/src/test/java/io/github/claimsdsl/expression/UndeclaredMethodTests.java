package io.github.claimsdsl.expression;

import java.util.Objects;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Methods of values of undeclared type: what they are called on shows when they run.
 */
class UndeclaredMethodTests {

	private static ClaimExpression compile(String source) {
		ExpressionLanguage.Compilation compilation = ExpressionLanguage.of(Natural.SCHEMA)
			.compile(source, TestData.ORIGIN);
		assertThat(compilation.issues()).isEmpty();
		return Objects.requireNonNull(compilation.expression());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			user.attributes.dept.contains('n')                                 | true
			user.attributes.tags.contains('a')                                 | true
			user.attributes.tags.contains(5)                                   | false
			user.attributes.dept.contains(['k': date('2000-02-29')].other)     | false
			user.attributes.dept.contains(['k': 5].other)                      | false
			user.attributes.dept.indexOf('g', 1)                               | 2
			user.attributes.manager.getOrDefault('name', 'x')                  | Olav Lie
			user.attributes.manager.getOrDefault('other', 'x')                 | x
			user.attributes.tags.indexOf('b')                                  | 1
			""")
	void evaluateWhenMethodIsOfTheValueThenCalled(String source, String value) {
		assertThat(compile(source).evaluate(Natural.ann())).hasToString(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "user.attributes.dept.contains(date('2000-02-29'))", "user.attributes.dept.contains(5)",
			"user.attributes.tags.indexOf('a', 1)", "user.attributes.level.contains('a')",
			"user.attributes.tags.getOrDefault('name', 'x')" })
	void evaluateWhenMethodIsNotOfTheValueThenFails(String source) {
		ClaimExpression expression = compile(source);
		assertThatExceptionOfType(EvaluationException.class).isThrownBy(() -> expression.evaluate(Natural.ann()))
			.withNoCause();
		assertThat(expression.evaluate(Natural.bare())).isIn(null, false);
	}

}

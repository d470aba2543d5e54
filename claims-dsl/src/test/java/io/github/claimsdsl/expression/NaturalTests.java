package io.github.claimsdsl.expression;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.claimsdsl.TokenRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people write is accepted, and means what they mean.
 */
class NaturalTests {

	private static final ExpressionLanguage LANGUAGE = ExpressionLanguage.of(Natural.SCHEMA);

	static List<Natural.Line> samples() throws IOException {
		return Natural.lines("natural.tsv");
	}

	@ParameterizedTest
	@MethodSource("samples")
	void sampleThenHasItsValues(Natural.Line line) {
		assertThat(mistake(line)).isNull();
	}

	/** Collected from the documentation of others; see the header of the file. */
	@Test
	void collectionThenNineteenOfTwentyHaveTheirValues() throws IOException {
		List<Natural.Line> lines = Natural.lines("natural-more.tsv")
			.stream()
			.filter((line) -> !line.category().equals("foreign"))
			.toList();
		List<String> mistakes = new ArrayList<>();
		for (Natural.Line line : lines) {
			String mistake = mistake(line);
			if (mistake != null) {
				mistakes.add(line.text() + " -> " + mistake);
			}
		}
		mistakes.forEach(System.out::println);
		assertThat(lines).hasSizeGreaterThan(500);
		assertThat(mistakes.size()).as(String.join("\n", mistakes)).isLessThan(lines.size() / 20);
	}

	private static @Nullable String mistake(Natural.Line line) {
		ExpressionLanguage.Compilation compiled = LANGUAGE.compile(line.text(), TestData.ORIGIN);
		if (compiled.expression() == null) {
			return "refused: " + compiled.issues();
		}
		String ann = mistake(compiled.expression(), Natural.ann(), line.ann());
		return (ann != null) ? "ann: " + ann : mistake(compiled.expression(), Natural.bare(), line.bare());
	}

	private static @Nullable String mistake(ClaimExpression expression, TokenRequest request, String expected) {
		Object actual;
		try {
			actual = Natural.claim(expression.evaluate(request));
		}
		catch (EvaluationException ex) {
			return expected.equals("error") ? null : ex.getMessage();
		}
		Object value = expected.equals("error") ? "an error" : Natural.json(expected);
		boolean nothing = value instanceof Boolean known && !known && actual == null;
		return nothing || Objects.equals(value, actual) ? null : "expected " + value + " but was " + actual;
	}

}

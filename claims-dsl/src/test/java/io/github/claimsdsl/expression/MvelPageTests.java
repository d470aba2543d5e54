package io.github.claimsdsl.expression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mvel2.MVEL;

import io.github.claimsdsl.TokenRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds docs/mvel.md to plain MVEL and to the language: a row fails on the day on which
 * MVEL gives another value.
 */
class MvelPageTests {

	private static final Logger MVEL_LOGGER = Logger.getLogger("org.mvel2");

	private static final Object ERROR = "an error";

	private static final Object REFUSED = "refused";

	private final ExpressionLanguage language = ExpressionLanguage.of(Natural.SCHEMA);

	private @Nullable Level level;

	/** MVEL logs what it fails on. */
	@BeforeEach
	void silence() {
		this.level = MVEL_LOGGER.getLevel();
		MVEL_LOGGER.setLevel(Level.OFF);
	}

	@AfterEach
	void restore() {
		MVEL_LOGGER.setLevel(this.level);
	}

	/**
	 * A row of the page.
	 *
	 * @param user whose data it is about
	 * @param expression the expression
	 * @param interpreted what MVEL gives when it interprets
	 * @param compiled what MVEL gives when it has compiled
	 * @param ours what Claims DSL gives
	 */
	record Row(String user, String expression, @Nullable Object interpreted, @Nullable Object compiled,
			@Nullable Object ours) {

		static Row of(String user, String line) {
			List<String> cells = Arrays.stream(line.substring(1).split("(?<!\\\\)\\|"))
				.map((cell) -> cell.strip().replace("\\|", "|"))
				.toList();
			return new Row(user, code(cells.get(0)), value(cells.get(1)), value(cells.get(2)), value(cells.get(3)));
		}

		private static String code(String cell) {
			assertThat(cell).startsWith("`").endsWith("`");
			return cell.substring(1, cell.length() - 1);
		}

		private static @Nullable Object value(String cell) {
			return (cell.equals(ERROR) || cell.equals(REFUSED)) ? cell : Natural.json(code(cell));
		}

		TokenRequest request() {
			return this.user.equals("Ann") ? Natural.ann() : Natural.bare();
		}

	}

	static List<Row> rows() throws IOException {
		String page = Files.readString(Path.of("").toAbsolutePath().resolve("../docs/mvel.md"));
		int bare = page.indexOf("\nFor Bare");
		return Stream.concat(rows("Ann", page.substring(0, bare)), rows("Bare", page.substring(bare))).toList();
	}

	private static Stream<Row> rows(String user, String text) {
		return text.lines()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| expression |"))
			.map((line) -> Row.of(user, line));
	}

	static Stream<Arguments> named() throws IOException {
		return rows().stream().map((row) -> Arguments.argumentSet(row.user() + ": " + row.expression(), row));
	}

	@ParameterizedTest
	@MethodSource("named")
	void rowThenIsWhatMvelGives(Row row) {
		assertThat(outcome(() -> MVEL.eval(row.expression(), variables(row)))).as("interpreted")
			.isEqualTo(row.interpreted());
		assertThat(outcome(() -> MVEL.executeExpression(MVEL.compileExpression(row.expression()), variables(row))))
			.as("compiled")
			.isEqualTo(row.compiled());
	}

	@ParameterizedTest
	@MethodSource("named")
	void rowThenIsWhatTheLanguageGives(Row row) {
		ClaimExpression expression = this.language.compile(row.expression(), TestData.ORIGIN).expression();
		Object value = (expression != null) ? outcome(() -> expression.evaluate(row.request())) : REFUSED;
		assertThat(value).isEqualTo(row.ours());
	}

	@Test
	void rowsThenAreDifferences() throws IOException {
		assertThat(rows()).hasSizeGreaterThan(40)
			.doesNotHaveDuplicates()
			.allSatisfy((row) -> assertThat(List.of(String.valueOf(row.interpreted()), String.valueOf(row.compiled())))
				.as(row.expression())
				.isNotEqualTo(List.of(String.valueOf(row.ours()), String.valueOf(row.ours()))));
	}

	private static Map<String, Object> variables(Row row) {
		return MeaningTests.maps(Crowd.inputs(row.request()));
	}

	private static @Nullable Object outcome(Callable<@Nullable Object> evaluation) {
		try {
			Object value = evaluation.call();
			boolean text = value instanceof Character || (value instanceof Double number && number.isInfinite());
			return text ? value.toString() : Natural.claim(value);
		}
		catch (Exception ex) {
			return ERROR;
		}
	}

}

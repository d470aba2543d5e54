package io.github.claimsdsl.expression;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ClaimFunctionsTests {

	private static final String LONG = "a".repeat(Limits.LONGEST_TEXT);

	/** Values of each parameter type, extremes included. */
	private static final Map<Class<?>, List<Object>> VALUES = values();

	private static Map<Class<?>, List<Object>> values() {
		Map<Class<?>, List<Object>> values = new HashMap<>();
		values.put(String.class, Arrays.asList(null, "", "a", "lower", "\ud83d\ude00", LONG));
		values.put(Number.class, Arrays.asList(null, 0, -1, 2, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, -0.0,
				Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, Double.MIN_VALUE));
		values.put(Temporal.class, Arrays.asList(null, LocalDate.EPOCH, Instant.EPOCH, LocalDate.of(2024, 2, 29),
				LocalDate.MIN, LocalDate.MAX));
		values.put(Instant.class, Arrays.asList(null, Instant.EPOCH, Instant.MIN, Instant.MAX));
		values.put(Collection.class, Arrays.asList(null, List.of(), Set.of("a"), Arrays.asList("b", null),
				Collections.nCopies(10_000, "x")));
		values.put(Object.class,
				Arrays.asList(null, "1", 1, true, 'c', new BigDecimal("1.5"), Instant.MAX, BigInteger.TEN.pow(100),
						UUID.randomUUID(), TimeUnit.DAYS, List.of(1), new Object(), new Object[] { 1 }));
		return values;
	}

	static Stream<Object> functions() {
		return ClaimFunctions.asVariables().values().stream();
	}

	@ParameterizedTest
	@MethodSource("functions")
	void functionWhenAllArgumentsAreNullThenNullUnlessItAnswers(Method function) throws ReflectiveOperationException {
		assertThat(function.invoke(null, new Object[function.getParameterCount()])).isEqualTo(ofNull(function));
	}

	private static Object ofNull(Method function) {
		return switch (function.getAnnotation(ClaimFunction.class).result()) {
			case FALSE_IF_ANY_ARGUMENT_IS -> false;
			case TRUE_IF_ANY_ARGUMENT_IS -> true;
			default -> null;
		};
	}

	@Test
	void functionsWhenTrueOrFalseThenAnswerForNull() {
		assertThat(ClaimFunctions.asVariables().values()).extracting((variable) -> (Method) variable)
			.filteredOn((function) -> function.getReturnType() == Boolean.class)
			.filteredOn((function) -> ofNull(function) == null)
			.extracting(Method::getName)
			.containsExactly("bool");
	}

	@ParameterizedTest
	@MethodSource("functions")
	void functionWhenAnyArgumentIsNullThenFollowsItsDeclaration(Method function) throws ReflectiveOperationException {
		ClaimFunction.Result result = function.getAnnotation(ClaimFunction.class).result();
		for (int i = 0; i < function.getParameterCount(); i++) {
			Object[] arguments = Stream.of(function.getParameterTypes())
				.map((type) -> VALUES.get(type).get(3))
				.toArray();
			arguments[i] = null;
			Object value = function.invoke(null, arguments);
			if (result == ClaimFunction.Result.NULL_IF_ANY_ARGUMENT_IS || ofNull(function) != null) {
				assertThat(value).isEqualTo(ofNull(function));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("functions")
	void functionWhenArgumentsAreExtremeThenValueOrEvaluationException(Method function)
			throws ReflectiveOperationException {
		for (Object[] arguments : combinations(function.getParameterTypes())) {
			boolean pattern = Stream.of(function.getParameters())
				.anyMatch((parameter) -> parameter.isAnnotationPresent(ClaimFunction.Pattern.class));
			if (pattern && arguments[1] == LONG) {
				continue;
			}
			invoke(function, arguments);
		}
	}

	private static void invoke(Method function, Object[] arguments) throws ReflectiveOperationException {
		try {
			Object value = function.invoke(null, arguments);
			if (value instanceof String text) {
				assertThat(text.length()).isLessThanOrEqualTo(2 * Limits.LONGEST_TEXT);
			}
			if (value instanceof Collection<?> collection) {
				assertThat(collection.size()).isLessThanOrEqualTo(2 * Limits.MOST_ELEMENTS);
			}
		}
		catch (InvocationTargetException ex) {
			assertThat(ex.getCause()).as(function + Arrays.toString(arguments)).isInstanceOf(EvaluationException.class);
		}
	}

	private static List<Object[]> combinations(Class<?>[] types) {
		List<Object[]> combinations = List.<Object[]>of(new Object[types.length]);
		for (int i = 0; i < types.length; i++) {
			int index = i;
			combinations = combinations.stream().flatMap((before) -> VALUES.get(types[index]).stream().map((value) -> {
				Object[] next = before.clone();
				next[index] = value;
				return next;
			})).toList();
		}
		return combinations;
	}

	@Test
	void isEmptyWhenNothingThenTrue() {
		assertThat(Stream.of("", List.of(), Map.of()).map(ClaimFunctions::isEmpty)).containsOnly(true);
		assertThat(Stream.of(" ", 0, List.of(""), Map.of("", "")).map(ClaimFunctions::isEmpty)).containsOnly(false);
		assertThat(ClaimFunctions.isBlank(" \t\n")).isTrue();
		assertThat(ClaimFunctions.isBlank("a")).isFalse();
	}

	@Test
	void substringWhenBeyondTheTextThenLeavesThatOut() {
		assertThat(ClaimFunctions.substring("abc", 1, 99)).isEqualTo("bc");
		assertThat(ClaimFunctions.substring("abc", -1, 2)).isEqualTo("ab");
		assertThat(ClaimFunctions.substring("abc", 5, 9)).isEmpty();
		assertThat(ClaimFunctions.substring("abc", 2, 1)).isEmpty();
	}

	@Test
	void yearsWhenBornOnLeapDayThenTurnsOnTheFirstOfMarch() {
		LocalDate birth = LocalDate.of(2004, 2, 29);
		assertThat(ClaimFunctions.years(birth, LocalDate.of(2022, 2, 28))).isEqualTo(17);
		assertThat(ClaimFunctions.years(birth, LocalDate.of(2022, 3, 1))).isEqualTo(18);
		assertThat(ClaimFunctions.years(birth, Instant.parse("2024-02-29T00:00:00Z"))).isEqualTo(20);
	}

	@Test
	void daysWhenReadThenAreRoundedDown() {
		Instant time = Instant.parse("2026-01-01T12:00:00Z");
		assertThat(ClaimFunctions.days(time, time.plusSeconds(86_399))).isZero();
		assertThat(ClaimFunctions.days(time, time.plusSeconds(86_400))).isEqualTo(1);
		assertThat(ClaimFunctions.days(time, time.minusSeconds(1))).isEqualTo(-1);
		assertThat(ClaimFunctions.days(LocalDate.of(2026, 1, 1), time)).isZero();
	}

	@Test
	void dateWhenNoDateThenNull() {
		assertThat(
				Stream.of("", "2026-02-30", "01/02/2026", "2026-1-1", "2026-01-01T00:00:00Z").map(ClaimFunctions::date))
			.containsOnlyNulls();
		assertThat(ClaimFunctions.date("2024-02-29")).isEqualTo(LocalDate.of(2024, 2, 29));
	}

	@Test
	void hourWhenZoneIsUnknownThenFails() {
		assertThat(ClaimFunctions.hour(Instant.EPOCH, "UTC")).isZero();
		assertThatExceptionOfType(EvaluationException.class)
			.isThrownBy(() -> ClaimFunctions.hour(Instant.EPOCH, "Nowhere"))
			.withMessage("there is no such time zone");
	}

	@Test
	void replaceWhenResultWouldBeHugeThenFailsBeforeMakingIt() {
		assertThatExceptionOfType(EvaluationException.class).isThrownBy(() -> ClaimFunctions.replace(LONG, "a", LONG))
			.withMessage("the text of replace is longer than 65536");
	}

	@Test
	void joinWhenResultWouldBeHugeThenFailsBeforeMakingIt() {
		assertThatExceptionOfType(EvaluationException.class)
			.isThrownBy(() -> ClaimFunctions.join(Collections.nCopies(10_000, LONG), LONG));
	}

	@Test
	void divideWhenRoundedThenHalfUpAwayFromZero() {
		assertThat(ClaimFunctions.divide(2, 3, 2)).isEqualTo(0.67);
		assertThat(ClaimFunctions.divide(-5, 2, 0)).isEqualTo(-3.0);
		assertThat(ClaimFunctions.divide(1, 8, 2)).isEqualTo(0.13);
	}

	@Test
	void numberWhenNotANumberThenNull() {
		assertThat(Stream.of("", " 1", "1e5", "0x1", "NaN", "1.", "9223372036854775808", "-", "\u0661")
			.map(ClaimFunctions::number)).containsOnlyNulls();
		assertThat(ClaimFunctions.number("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void languageWhenTeamFunctionThenCallsAndMapsIt() {
		ExpressionLanguage language = ExpressionLanguage.of(Schema.forUser(Person.class), Limits.DEFAULT,
				List.of(TeamFunctions.class));
		assertThat(evaluate(language, "initial(user.email)")).isEqualTo("a");
		assertThat(evaluate(language, "map(user.roles, 'initial')")).isEqualTo(List.of("u", "a"));
	}

	private static Object evaluate(ExpressionLanguage language, String source) {
		return language.compile(source, TestData.ORIGIN).expression().evaluate(TestData.request(TestData.ALICE));
	}

	@Test
	void languageWhenTeamFunctionThrowsThenEvaluationExceptionWithoutValue() {
		ExpressionLanguage language = ExpressionLanguage.of(Schema.forUser(Person.class), Limits.DEFAULT,
				List.of(TeamFunctions.class));
		assertThatExceptionOfType(EvaluationException.class).isThrownBy(() -> evaluate(language, "broken(user.email)"))
			.withMessageMatching("function 'broken' threw java.lang.IllegalStateException at "
					+ "io.github.claimsdsl.expression.ClaimFunctionsTests\\$TeamFunctions.broken\\(.*\\)")
			.withNoCause();
	}

	@Test
	void languageWhenFunctionBreaksARuleThenFailsAtStart() {
		for (Class<?> broken : List.of(NotPublic.class, Variadic.class, Primitive.class, Taken.class, Word.class)) {
			assertThatIllegalArgumentException().as(broken.getSimpleName())
				.isThrownBy(() -> ExpressionLanguage.of(Schema.withoutUser(), Limits.DEFAULT, List.of(broken)));
		}
	}

	/** Functions of a team. */
	public static final class TeamFunctions {

		private TeamFunctions() {
		}

		@ClaimFunction
		public static String initial(String text) {
			return (text != null) ? text.substring(0, 1) : null;
		}

		@ClaimFunction
		public static String broken(String text) {
			throw new IllegalStateException(text);
		}

	}

	static final class NotPublic {

		@ClaimFunction
		static String hidden(String text) {
			return text;
		}

	}

	static final class Variadic {

		@ClaimFunction
		public static String many(String... texts) {
			return texts[0];
		}

	}

	static final class Primitive {

		@ClaimFunction
		public static int count(String text) {
			return text.length();
		}

	}

	static final class Taken {

		@ClaimFunction
		public static String lower(String text) {
			return text;
		}

	}

	static final class Word {

		@ClaimFunction
		public static String contains(String text) {
			return text;
		}

	}

}

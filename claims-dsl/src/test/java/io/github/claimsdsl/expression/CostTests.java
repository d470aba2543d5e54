package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The most expensive expressions that were found, over the largest data: each ends within
 * the work that one evaluation may do, and what is slow is charged for.
 */
class CostTests {

	private static final Limits LARGEST = new Limits(10_000, 100, 1_000, 65_536, 10_000);

	private static final Schema SCHEMA = Schema.forUser(Large.class);

	private static final Large LARGE = Large.of(Limits.DEFAULT);

	private static final Large MOST = Large.of(LARGEST);

	/** An expression for each element of a list, for each element of another. */
	private static final String TWICE = "((BODY in user.ints).size() + $ in user.ints)";

	/** An expression for each element of a list. */
	private static final String ONCE = "((BODY) in user.ints)";

	/**
	 * A user with as much data as the limits allow.
	 *
	 * @param text one letter many times
	 * @param half half as many, then another letter
	 * @param wide a letter of two bytes many times
	 * @param sigmas many sigmas, whose lower case depends on what follows
	 * @param list many short texts
	 * @param texts few long texts that differ at the end
	 * @param linked a list in which finding an element is slow
	 * @param ints many numbers
	 * @param lists many lists with one hash code
	 * @param times many times with one hash code
	 * @param map many entries
	 * @param decimal many digits
	 * @param any of undeclared type
	 */
	record Large(String text, String half, String wide, String sigmas, List<String> list, List<String> texts,
			List<String> linked, List<Integer> ints, List<List<String>> lists, List<LocalDateTime> times,
			Map<String, String> map, BigDecimal decimal, @Nullable Object any) {

		static Large of(Limits limits) {
			int length = limits.textLength();
			int size = limits.elements();
			List<String> list = IntStream.range(0, size).mapToObj((i) -> "v" + i).toList();
			Map<String, String> map = new HashMap<>();
			list.forEach((key) -> map.put(key, "x"));
			List<String> texts = IntStream.range(0, Bounds.TEXTS)
				.mapToObj((i) -> "a".repeat(length - 1) + (char) ('b' + i))
				.toList();
			return new Large("a".repeat(length), "a".repeat(length / 2 - 1) + "b", "\u044b".repeat(length),
					"\u03a3".repeat(length), list, texts, new LinkedList<>(list),
					IntStream.range(0, size).boxed().toList(),
					IntStream.range(0, size / 2).mapToObj((i) -> List.of(colliding(i))).toList(),
					IntStream.range(0, size).mapToObj(Large::time).toList(), map,
					new BigDecimal("1." + "7".repeat(900)), new HashMap<>(map));
		}

		/** Different texts with one hash code. */
		private static String colliding(int number) {
			StringBuilder text = new StringBuilder();
			for (int bit = 0; bit < 14; bit++) {
				text.append(((number >> bit) & 1) == 0 ? "Aa" : "BB");
			}
			return text.toString();
		}

		private static LocalDateTime time(int number) {
			return LocalDateTime.of(LocalDate.EPOCH, LocalTime.ofNanoOfDay(((long) number << 32) + number));
		}

	}

	static Stream<String> bodies() {
		return Stream.of("$ + user.list.size()", "user.list contains 'x' ? 1 : $",
				"user.linked[user.linked.size() - 1] + $", "user.linked[999] + $", "user.linked.indexOf('x') + $",
				"user.linked == user.list ? 1 : $", "[$ " + ", 1".repeat(60) + "].size()",
				"$ == 1" + " || $ == 2".repeat(40) + " ? 1 : $",
				"$ > 0 && (user.text == user.half" + " || user.text == user.half".repeat(20) + ") ? 1 : $",
				"'a'.repeat(16384).length() + $", "user.text.toLowerCase().length() + $",
				"user.sigmas.toLowerCase().length() + $", "lower(user.sigmas).length() + $",
				"user.wide.toUpperCase().length() + $", "user.wide.equalsIgnoreCase(user.sigmas) ? 1 : $",
				"user.text.contains(user.half) ? 1 : $", "user.text.indexOf(user.half, 1) + $",
				"user.text.lastIndexOf('b' + user.half.substring(1)) + $",
				"user.text.replace(user.half, 'b').length() + $", "user.text.replace('a', 'b').length() + $",
				"user.text.replaceAll('', '').length() + $", "user.text.replaceAll('a.*b|a', 'b').length() + $",
				"user.text.split('a.*b|a').size() + $",
				"user.text.replaceAll('" + "(a?)".repeat(30) + "a*b|a', '$1').length() + $",
				"user.text.matches('(a|aa|aaa|aaaa)*') ? 1 : $", "user.text.matches('(a{0,300})*') ? 1 : $",
				"user.wide.matches('" + "(\\\\pL?)".repeat(40) + ".*') ? 1 : $",
				"filterMatches(user.list, '(v|[0-9]|[^a]|.)*').size() + $",
				"filterMatches(user.texts, '(a|aa|aaa)*').size() + $", "map(user.texts, 'lower').size() + $",
				"map(user.list, 'upper').size() + $", "sorted(user.texts).size() + $", "sorted(user.list).size() + $",
				"distinct(user.lists).size() + $", "distinct(user.times).size() + $", "distinct(user.ints).size() + $",
				"containsAny(user.lists, [['x']]) ? 1 : $", "containsAll(user.times, user.times) ? 1 : $",
				"user.lists.containsAll(user.lists) ? 1 : $", "user.list.containsAll(user.list) ? 1 : $",
				"user.lists == user.lists ? 1 : $", "user.lists contains ['x'] ? 1 : $", "user.any == user.map ? 1 : $",
				"user.any.keySet().size() + $", "join(user.list, ',').length() + $", "concat(user.list, []).size() + $",
				"user.map.keySet().size() + $", "user.map['v' + $] == null ? 1 : $",
				"user.any['v' + $] == null ? 1 : $", "user.map[user.wide] == null ? 1 : $",
				"user.map['\\ufdfa'.repeat(16384)] == null ? 1 : $", "number('999999999999999999' + $) == null ? $ : 1",
				"date('9999-99-' + $) == null ? $ : 1", "time('9999-99-99T00:00:0' + $) == null ? $ : 1",
				"(".repeat(20) + "date('9999-99-' + $) == null ? $ : 1" + ") + 1".repeat(20),
				"user.decimal > 1 ? $ : 1", "round(user.decimal) + $", "divide(user.decimal, 7, 9) + $",
				"user.decimal.toPlainString().length() + $", "(1.1 / 3 * $).toPlainString().length()",
				"hour(now.plusSeconds($ * 100000), 'Europe/Zurich')", "text(now).length() + $");
	}

	@ParameterizedTest
	@MethodSource("bodies")
	@Timeout(60)
	void evaluateWhenDataIsLargeThenStaysWithinWork(String body) {
		evaluate(ONCE.replace("BODY", body), Limits.DEFAULT, LARGE);
	}

	@ParameterizedTest
	@MethodSource("bodies")
	@Timeout(60)
	void evaluateWhenDataIsLargestThenStaysWithinWork(String body) {
		evaluate(TWICE.replace("BODY", "(" + body + ")"), LARGEST, MOST);
	}

	private static void evaluate(String source, Limits limits, Large user) {
		ClaimExpression expression = Objects.requireNonNull(
				ExpressionLanguage.of(SCHEMA, limits, List.of()).compile(source, TestData.ORIGIN).expression(), source);
		assertThat(work(expression, user)).isLessThanOrEqualTo(Inputs.MOST_WORK);
	}

	private static long work(ClaimExpression expression, Object user) {
		Inputs inputs = Inputs.of(TestData.request(user));
		try {
			expression.evaluate(inputs);
		}
		catch (EvaluationException ex) {
			assertThat(ex).hasNoCause();
		}
		return inputs.work();
	}

	/** What was seen to be slow, and the least that it must be charged. */
	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
			user.linked.size()                                  ; 2000
			user.linked[9999]                                   ; 2000
			user.list contains 'x'                              ; 10000
			[1, 2, 3, 4, 5]                                     ; 5
			'a'.repeat(65536)                                   ; 1000
			user.text == user.half                              ; 1500
			user.text.contains(user.half.substring(31000))      ; 500000
			user.text.replaceAll('a|b|c', 'd')                  ; 100000
			filterMatches(user.texts, '(a|aa|aaa|aaaa)*')       ; 900000
			map(user.texts, 'lower')                            ; 16000
			distinct(user.lists)                                ; 20000
			user.list.containsAll(user.list)                    ; 20000
			user.any == user.map                                ; 40000
			user.map[user.wide.substring(0, 10000)]             ; 40000
			date('9999-99-99'.trim())                           ; 100
			user.decimal > 1                                    ; 100
			""")
	void evaluateWhenSlowThenIsCharged(String source, long least) {
		ClaimExpression expression = Objects.requireNonNull(
				ExpressionLanguage.of(SCHEMA, LARGEST, List.of()).compile(source, TestData.ORIGIN).expression());
		assertThat(work(expression, MOST)).isGreaterThanOrEqualTo(least);
	}

	@ParameterizedTest
	@MethodSource("doublings")
	void evaluateWhenTextsAndListsDoubleThenFails(String source) {
		ClaimExpression expression = Objects.requireNonNull(
				ExpressionLanguage.of(SCHEMA, LARGEST, List.of()).compile(source, TestData.ORIGIN).expression(),
				source);
		assertThatExceptionOfType(EvaluationException.class)
			.isThrownBy(() -> expression.evaluate(TestData.request(MOST)));
	}

	static Stream<String> doublings() {
		return Stream.of("user.text + user.text", "user.half + user.half + user.half", "user.text.concat('a')",
				"user.text.repeat(2)", "'ab'.repeat(2147483647)", "user.text.replace('a', 'aa')",
				"user.text.replaceAll('a', '$0$0')", "user.text.replaceAll('', 'a')",
				"user.text.replaceFirst('a', 'aaa')", "replace(user.text, 'a', 'aa')", "split(user.text, 'a')",
				"user.text.split('')", "join(user.texts, user.half)", "concat(user.list, ['a'])",
				"concat(user.ints, user.list)", "[user.list, user.list]", "['a': user.list, 'b': user.ints]",
				"(user.list in user.list if $ != '')", "([$, $, $] in user.list)",
				"[" + String.join(", ", Collections.nCopies(20, "user.text")) + "]",
				"['a': [" + String.join(", ", Collections.nCopies(20, "user.text")) + "]]",
				"($ + user.half in user.list)", "[".repeat(9) + "user.text" + "]".repeat(9));
	}

	@ParameterizedTest
	@MethodSource("usual")
	void evaluateWhenDataIsUsualThenIsFarFromTheMostWork(String source) {
		ClaimExpression expression = Objects
			.requireNonNull(ExpressionLanguage.of(SCHEMA).compile(source, TestData.ORIGIN).expression(), source);
		assertThat(work(expression, Large.of(new Limits(100, 5, 20, 400, 100)))).isLessThan(Inputs.MOST_WORK / 20);
	}

	static List<String> usual() {
		List<String> usual = new ArrayList<>(List.of("user.text.replaceAll('[^a-z0-9._-]', '_')",
				"user.text.matches('[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}\\\\.[A-Za-z]{2,63}')",
				"filterMatches(user.list, '(ROLE|GROUP)_[A-Z0-9_]{1,40}')", "(($ + user.list.size()) in user.ints)",
				"($ in user.list if user.list contains $)", "distinct(concat(user.list, user.linked))",
				"((user.map[$] == 'x' ? $ : 'none') in user.list)", "join(sorted(user.list), ' ')"));
		return usual;
	}

}

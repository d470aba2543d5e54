package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Users whose values are not what they are declared as: nothing but the user's own
 * getters and what collections are asked for is called, and nothing but
 * {@link EvaluationException} is thrown.
 */
class HostileValueTests {

	private static final AtomicInteger CALLS = new AtomicInteger();

	private static final Map<String, Optional<ClaimExpression>> EXPRESSIONS = new HashMap<>();

	private static final List<String> SOURCES = List.of("X == Y", "X != Y", "X == 'a'", "X == 1", "X == null",
			"X == null ? 1 : 2", "X contains Y", "X contains 'a'", "X < Y", "X > 1", "X + Y", "X + 'a'", "'a' + X",
			"X - Y", "X * 2", "X * 1.5", "1.5 / X", "X % 2", "-X", "X == empty", "X[0]", "X['a']", "X[Y]", "X.a",
			"X.a.b", "X.get('a')", "X.get(0)", "X.get(Y)", "X.toString()", "X.equals(Y)", "X.equals('a')", "X.length()",
			"X.isEmpty()", "X.size()", "X.contains(Y)", "X.contains('a')", "X.containsAll(Y)", "X.containsAll(['a'])",
			"X.indexOf(Y)", "X.lastIndexOf('a')", "X.subList(0, 1)", "X.keySet()", "X.containsKey('a')",
			"X.compareTo(Y)", "X.intValue()", "X.longValue()", "X.doubleValue()", "X.abs()", "X.signum()",
			"X.toPlainString()", "X.isBefore(Y)", "X.toLowerCase()", "X.matches('a')", "X.split('a')",
			"X.replaceAll('a', 'b')", "X.name()", "X ~= 'a'", "!(X == true)", "X == true && Y == true",
			"X == 'a' || Y == 'a'", "text(X)", "texts(X)", "number(X)", "bool(X)", "coalesce(X, Y)", "isEmpty(X)",
			"size(X)", "first(X)", "first(X) == 'a'", "first(X) == Y", "distinct(X)", "sorted(X)", "join(X, ',')",
			"concat(X, Y)", "containsAny(X, Y)", "containsAll(X, Y)", "containsAny(X, ['a', 1])",
			"containsAny(['a', 1], X)", "filterPrefix(X, 'a')", "filterMatches(X, 'a')", "stripPrefix(X, 'a')",
			"map(X, 'text')", "map(X, 'lower')", "map(X, 'size')", "min(X, Y)", "max(X, 1)", "multiply(X, Y)",
			"divide(X, Y, 2)", "round(X)", "lower(X)", "date(X)", "time(X)", "hour(X, Y)", "years(X, Y)", "days(X, Y)",
			"[X, Y]", "['a': X, 'b': Y]", "[X] == [Y]", "[X] contains Y", "[X].indexOf(Y)", "distinct([X, Y])",
			"($ in X)", "($ == 'a' in X)", "($ == Y in X)", "($ + 'a' in X)", "($.a in X)", "($.length() in X)",
			"($ in X if $ == 'a')", "($ in X if $ == true)", "(($ in $) in X)", "(Y == $ ? 1 : 2 in X)",
			"(text($) in X)", "($[Y] in X)");

	private final ExpressionLanguage language = ExpressionLanguage.of(Schema.forUser(Holder.class));

	/**
	 * A user.
	 *
	 * @param any of undeclared type
	 * @param other of undeclared type
	 * @param texts declared as texts
	 * @param map declared to hold texts
	 * @param set declared as texts
	 * @param objects declared to hold anything
	 * @param number a number with any digits
	 */
	record Holder(@Nullable Object any, @Nullable Object other, List<String> texts, Map<String, String> map,
			Set<String> set, List<Object> objects, BigDecimal number) {

		@Override
		public String toString() {
			return "a user";
		}

	}

	/** Whatever is called counts. */
	static class Hostile extends Number implements Comparable<Hostile>, CharSequence {

		private static final long serialVersionUID = 1L;

		private static RuntimeException called() {
			CALLS.incrementAndGet();
			return new IllegalStateException("alice");
		}

		@Override
		public boolean equals(Object other) {
			throw called();
		}

		@Override
		public int hashCode() {
			throw called();
		}

		@Override
		public String toString() {
			throw called();
		}

		@Override
		public int compareTo(Hostile other) {
			throw called();
		}

		@Override
		public int intValue() {
			throw called();
		}

		@Override
		public long longValue() {
			throw called();
		}

		@Override
		public float floatValue() {
			throw called();
		}

		@Override
		public double doubleValue() {
			throw called();
		}

		@Override
		public int length() {
			throw called();
		}

		@Override
		public char charAt(int index) {
			throw called();
		}

		@Override
		public CharSequence subSequence(int start, int end) {
			throw called();
		}

	}

	/** A number of the application's own that looks like Java's. */
	static final class HostileDecimal extends BigDecimal {

		private static final long serialVersionUID = 1L;

		HostileDecimal() {
			super(1);
		}

		@Override
		public int compareTo(BigDecimal other) {
			throw Hostile.called();
		}

		@Override
		public String toString() {
			throw Hostile.called();
		}

		@Override
		public int hashCode() {
			throw Hostile.called();
		}

		@Override
		public boolean equals(Object other) {
			throw Hostile.called();
		}

	}

	/** A list that lies about its size and never ends. */
	static final class Endless extends AbstractList<Object> implements RandomAccess {

		private final int size;

		private final Object element;

		Endless(int size, Object element) {
			this.size = size;
			this.element = element;
		}

		@Override
		public Object get(int index) {
			return this.element;
		}

		@Override
		public int size() {
			return this.size;
		}

		@Override
		public Iterator<Object> iterator() {
			return Stream.generate(() -> this.element).iterator();
		}

	}

	/** A map that throws. */
	static final class Throwing extends AbstractMap<String, String> {

		@Override
		public Set<Entry<String, String>> entrySet() {
			throw new UnsupportedOperationException("alice");
		}

	}

	static Stream<Named<Holder>> users() {
		Hostile hostile = new Hostile();
		List<Object> self = new ArrayList<>();
		self.add(self);
		self.add(self);
		List<Object> otherSelf = new ArrayList<>();
		otherSelf.add(otherSelf);
		otherSelf.add(otherSelf);
		Map<String, Object> selfMap = new HashMap<>();
		selfMap.put("a", selfMap);
		return Stream.of(hostile, List.of(hostile), List.of(List.of(hostile)), Map.of("a", hostile),
				new HostileDecimal(), List.of(new HostileDecimal()), Arrays.asList(null, hostile), self, otherSelf,
				selfMap, Set.of(Set.of("a")), dag("a"), dag(1), new Endless(1, "a"), new Endless(3, 1),
				new Endless(Integer.MAX_VALUE, "a"), new Endless(-1, "a"), new Endless(0, hostile),
				Collections.unmodifiableList(new Endless(20, 1)), new Throwing(), changing(), new int[] { 1 },
				new Object[] { hostile }, BigInteger.ONE.shiftLeft(10_000), new BigDecimal("1E+1000000000"),
				new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE), new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
				Double.NaN, 1.5f, (short) 3, 'c', "a", 1, new AtomicInteger(1), new StringBuffer("a"))
			.flatMap((value) -> Stream.of(holder(value, value), holder(value, "a")))
			.map((user) -> Named.of("a user", user));
	}

	private static Object changing() {
		return new ArrayList<Object>(List.of("a", "b")) {

			private static final long serialVersionUID = 1L;

			@Override
			public String toString() {
				throw Hostile.called();
			}

			@Override
			public boolean equals(Object other) {
				throw Hostile.called();
			}

			@Override
			public int hashCode() {
				throw Hostile.called();
			}

			@Override
			public Iterator<Object> iterator() {
				throw new ConcurrentModificationException("alice");
			}
		};
	}

	/** Seven levels of the same list of thirty. */
	private static List<Object> dag(Object leaf) {
		List<Object> list = new ArrayList<>(List.of(leaf));
		for (int i = 0; i < 7; i++) {
			list = new ArrayList<>(Collections.nCopies(30, list));
		}
		return list;
	}

	@SuppressWarnings("unchecked")
	private static Holder holder(Object value, Object other) {
		List<Object> texts = (value instanceof List<?> list) ? (List<Object>) list : Collections.singletonList(value);
		Map<String, Object> map = new HashMap<>();
		map.put("a", value);
		Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
		set.add(value);
		return new Holder(value, other, (List<String>) (List<?>) texts,
				(Map<String, String>) ((value instanceof Map<?, ?> own) ? own : map), (Set<String>) (Set<?>) set, texts,
				(value instanceof BigDecimal decimal) ? decimal : BigDecimal.ONE.scaleByPowerOfTen(100_000_000));
	}

	@ParameterizedTest
	@MethodSource("users")
	@Timeout(60)
	void evaluateWhenValuesAreHostileThenCallsNothing(Holder user) {
		List<String> paths = List.of("user.any", "user.other", "user.texts", "user.map", "user.set", "user.objects",
				"user.number", "user.any['a']", "user.texts[0]", "user.map['a']", "user.map[user.other]",
				"first(user.set)");
		for (String source : SOURCES) {
			for (String path : paths) {
				evaluate(source.replace("X", path).replace("Y", "user.other"), user);
				evaluate(source.replace("X", path).replace("Y", "user.any"), user);
			}
		}
	}

	private void evaluate(String source, Holder user) {
		ClaimExpression expression = EXPRESSIONS
			.computeIfAbsent(source,
					(text) -> Optional.ofNullable(this.language.compile(text, TestData.ORIGIN).expression()))
			.orElse(null);
		if (expression == null) {
			return;
		}
		CALLS.set(0);
		try {
			expression.evaluate(TestData.request(user));
		}
		catch (EvaluationException ex) {
			assertThat(ex.getMessage()).as(source).doesNotContain("alice");
			assertThat(ex).hasNoCause();
		}
		catch (Throwable ex) {
			throw new AssertionError(source, ex);
		}
		assertThat(CALLS).as(source).hasValue(0);
	}

}

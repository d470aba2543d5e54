package io.github.claimsdsl.policy;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.CharBuffer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.claimsdsl.ClaimDecision;
import io.github.claimsdsl.RuleOutcome;
import io.github.claimsdsl.RuleOutcome.Status;
import io.github.claimsdsl.TokenType;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.expression.ExpressionLanguage;
import io.github.claimsdsl.expression.SecretNames;

/**
 * The matrix of value types.
 */
@Timeout(10)
@SuppressWarnings({ "JavaUtilDate", "JdkObsolete" })
class ClaimValuesTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

	private static final Date SECONDS = Date.from(Instant.parse("2026-01-02T03:04:05Z"));

	private static final Set<Class<?>> SAFE = Set.of(String.class, Integer.class, Double.class, Boolean.class,
			Date.class, ArrayList.class, LinkedHashMap.class);

	static Stream<Arguments> accepted() throws Exception {
		return Stream.of(arguments("text", "text"), arguments("", ""), arguments("a\uD83D\uDE00b", "a\uD83D\uDE00b"),
				arguments(true, true), arguments(5, 5), arguments(Integer.MIN_VALUE, Integer.MIN_VALUE),
				arguments((byte) 5, 5), arguments((short) -5, -5), arguments(5L, 5),
				arguments((long) Integer.MAX_VALUE, Integer.MAX_VALUE), arguments(BigInteger.valueOf(-7), -7),
				arguments(1.5, 1.5), arguments(-0.0, -0.0), arguments(Double.MAX_VALUE, Double.MAX_VALUE),
				arguments(0.1f, 0.1), arguments(new BigDecimal("42"), 42), arguments(new BigDecimal("4E+1"), 40),
				arguments(new BigDecimal("1.50"), 1.5), arguments(new BigDecimal("0.1"), 0.1),
				arguments(new BigDecimal("1E+12"), 1e12), arguments(new BigDecimal("-42.0"), -42.0),
				arguments(new BigDecimal("1E-300"), 1e-300),
				arguments(new BigDecimal("0.1234567890123456"), 0.1234567890123456), arguments('c', "c"),
				arguments(TIME, SECONDS), arguments(Instant.EPOCH, new Date(0)),
				arguments(Instant.ofEpochMilli(-1), new Date(-1000)), arguments(Date.from(TIME), SECONDS),
				arguments(new Date(-1), new Date(-1000)), arguments(java.sql.Timestamp.from(TIME), SECONDS),
				arguments(new java.sql.Date(TIME.toEpochMilli()), SECONDS), arguments(DayOfWeek.MONDAY, "MONDAY"),
				arguments(Constant.WITH_BODY, "WITH_BODY"),
				arguments(UUID.fromString("00000000-0000-0001-0000-000000000002"),
						"00000000-0000-0001-0000-000000000002"),
				arguments(URI.create("https://example.com/a"), "https://example.com/a"),
				arguments(URI.create("https://example.com/a").toURL(), "https://example.com/a"),
				arguments(List.of(1, 2L), List.of(1, 2)), arguments(Stream.of("a").toList(), List.of("a")),
				arguments(Arrays.asList("a", null), Arrays.asList("a", null)), arguments(List.of(), List.of()),
				arguments(Set.of("a"), List.of("a")), arguments(new TreeSet<>(Set.of("b", "a")), List.of("a", "b")),
				arguments(new HashSet<>(Set.of(3L)), List.of(3)), arguments(Collections.emptySet(), List.of()),
				arguments(Collections.unmodifiableList(new ArrayList<>(List.of("a"))), List.of("a")),
				arguments(EnumSet.of(TokenType.ID_TOKEN), List.of("ID_TOKEN")),
				arguments(Map.of("a", 1L), Map.of("a", 1)), arguments(Collections.emptyMap(), Map.of()),
				arguments(new TreeMap<>(Map.of("b", 1, "a", List.of(TIME))), Map.of("a", List.of(1767323045), "b", 1)),
				arguments(Collections.singletonMap("a", null), Collections.singletonMap("a", null)),
				arguments(Map.of("a", Map.of("b", Set.of(1.5f))), Map.of("a", Map.of("b", List.of(1.5)))),
				arguments(new int[] { 1, 2 }, List.of(1, 2)), arguments(new long[] { 3 }, List.of(3)),
				arguments(new double[] { 0.5 }, List.of(0.5)), arguments(new boolean[] { true }, List.of(true)),
				arguments(new short[] { 1 }, List.of(1)), arguments(new float[] { 0.1f }, List.of(0.1)),
				arguments(new String[] { "a", null }, Arrays.asList("a", null)),
				arguments(new Object[] { 1L, new int[] { 2 } }, List.of(1, List.of(2))),
				arguments(nested(20), nested(20)), arguments(new int[10_000], Collections.nCopies(10_000, 0)));
	}

	static Stream<Arguments> acceptedAsText() {
		return Stream.of(arguments(LocalDate.of(2026, 1, 2), "2026-01-02"),
				arguments(LocalDate.of(-1, 1, 2), "-0001-01-02"), arguments(LocalTime.of(3, 4), "03:04:00"),
				arguments(LocalTime.of(3, 4, 5, 6_000_000), "03:04:05.006"),
				arguments(LocalDateTime.of(2026, 1, 2, 3, 0), "2026-01-02T03:00:00"),
				arguments(OffsetDateTime.of(2026, 1, 2, 3, 0, 0, 0, ZoneOffset.UTC), "2026-01-02T03:00:00Z"),
				arguments(OffsetTime.of(3, 0, 0, 0, ZoneOffset.ofHours(2)), "03:00:00+02:00"),
				arguments(ZonedDateTime.of(2026, 1, 2, 3, 0, 0, 0, ZoneId.of("Europe/Oslo")),
						"2026-01-02T03:00:00+01:00"),
				arguments(Year.of(2026), "2026"), arguments(Year.of(7), "0007"),
				arguments(YearMonth.of(2026, 1), "2026-01"), arguments(MonthDay.of(1, 2), "--01-02"),
				arguments(Duration.ofMinutes(90), "PT1H30M"), arguments(Period.ofDays(3), "P3D"),
				arguments(Locale.forLanguageTag("nb-NO"), "nb-NO"), arguments(Locale.ROOT, "und"),
				arguments(ZoneId.of("Europe/Oslo"), "Europe/Oslo"), arguments(ZoneOffset.UTC, "Z"),
				arguments(TimeZone.getTimeZone("Europe/Oslo"), "Europe/Oslo"),
				arguments(Currency.getInstance("EUR"), "EUR"), arguments(new StringBuffer("text"), "text"),
				arguments(CharBuffer.wrap("text"), "text"), arguments(List.of(LocalDate.EPOCH), List.of("1970-01-01")),
				arguments(Map.of("a", Optional.of(Year.of(1999))), Map.of("a", "1999")));
	}

	static Stream<Arguments> acceptedWholeNumbers() {
		long largest = (1L << 53) - 1;
		return Stream.of(arguments((long) Integer.MAX_VALUE + 1, 2147483648.0),
				arguments((long) Integer.MIN_VALUE - 1, -2147483649.0), arguments(largest, 9007199254740991.0),
				arguments(-largest, -9007199254740991.0), arguments(BigInteger.TWO.pow(40), 1099511627776.0),
				arguments(new AtomicInteger(1), 1), arguments(new AtomicLong(1L << 40), 1099511627776.0),
				arguments(new AtomicBoolean(true), true),
				arguments(new BigDecimal("9007199254740991"), 9007199254740991.0),
				arguments(List.of(Instant.parse("2040-01-01T00:00:00Z")), List.of(2208988800.0)));
	}

	static Stream<Arguments> acceptedOptionalsAndRecords() {
		Map<String, Object> address = new LinkedHashMap<>();
		address.put("city", "Oslo");
		address.put("since", 1767323045);
		return Stream.of(arguments(Optional.of("a"), "a"), arguments(Optional.of(5L), 5),
				arguments(Optional.of(Optional.of("a")), "a"), arguments(Optional.of(TIME), SECONDS),
				arguments(OptionalInt.of(1), 1), arguments(OptionalLong.of(1L << 40), 1099511627776.0),
				arguments(OptionalDouble.of(0.5), 0.5),
				arguments(List.of(Optional.of("a"), Optional.empty()), List.of("a")),
				arguments(new Object[] { OptionalInt.empty(), 1 }, List.of(1)),
				arguments(Map.of("a", Optional.empty()), Map.of()),
				arguments(new Address("Oslo", null, TIME, Optional.empty()), address),
				arguments(List.of(new Address("Oslo", null, TIME, Optional.empty())), List.of(address)),
				arguments(Optional.of(new Holder<>(new Address("Oslo", null, TIME, Optional.empty()))),
						Map.of("value", address)),
				arguments(new Holder<>(null), Map.of()), arguments(new Tokens.User("a", true, null, List.of("b")),
						Map.of("email", "a", "active", true, "roles", List.of("b"))));
	}

	record Address(String city, String street, Instant since, Optional<String> zip) {
	}

	record Holder<T>(T value) {
	}

	record Keys(String apiKey) {
	}

	static Stream<Arguments> refused() {
		Map<String, Object> cyclic = new HashMap<>();
		cyclic.put("self", List.of(cyclic));
		String text = "return text, as text(..)";
		Object self = new Holder<>(cyclic);
		cyclic.put("record", self);
		return Stream.of(arguments(1L << 53, "beyond 2^53 - 1", text), arguments(-(1L << 53), "beyond 2^53 - 1", text),
				arguments(Long.MAX_VALUE, "beyond 2^53 - 1", text), arguments(Long.MIN_VALUE, "beyond 2^53 - 1", text),
				arguments(BigInteger.TWO.pow(53), "beyond 2^53 - 1", text),
				arguments(BigInteger.TWO.pow(64), "beyond 2^53 - 1", text),
				arguments(BigInteger.TWO.pow(64).subtract(BigInteger.ONE), "beyond 2^53 - 1", text),
				arguments(new BigDecimal("0.123456789012345689"), "more digits", text),
				arguments(new BigDecimal("1E+400"), "more digits", text),
				arguments(new BigDecimal("1E-1000000000"), "more digits", text),
				arguments(new BigDecimal("99999999999999999"), "more digits", text),
				arguments(Double.NaN, "not a finite number", "null"),
				arguments(Double.POSITIVE_INFINITY, "not a finite number", "null"),
				arguments(Float.NaN, "not a finite number", "null"),
				arguments(Float.NEGATIVE_INFINITY, "not a finite number", "null"),
				arguments(new LongAdder(), "java.util.concurrent.atomic.LongAdder", "an int, a long or a double"),
				arguments(Instant.MAX, "a time beyond", "earlier"), arguments(Instant.MIN, "a time beyond", "earlier"),
				arguments(Calendar.getInstance(Locale.ROOT), "java.util.GregorianCalendar", "an Instant"),
				arguments(Stream.of("a"), "java.util.stream.", "return a List"),
				arguments(IntStream.of(1), "java.util.stream.", "return a List"),
				arguments(List.of("a").iterator(), "java.util.", "return a List"),
				arguments((Iterable<String>) Collections::emptyIterator, "ClaimValuesTests", "return a List"),
				arguments(new Keys(null), "'apiKey', which looks like a secret", "allow the name"),
				arguments(new Holder<>(new Keys("x")), "'apiKey', which looks like a secret", "allow the name"),
				arguments(Map.of("api_key", "x"), "'api_key', which looks like a secret", "allow the name"),
				arguments(List.of(Map.of("a", Map.of("user\npin", 1))), "a name, which looks like a secret",
						"leave it out"),
				arguments((Supplier<String>) () -> "a", "ClaimValuesTests", "the value itself"),
				arguments(CompletableFuture.completedFuture("a"), "CompletableFuture", "the value itself"),
				arguments(new IllegalStateException("secret"), "IllegalStateException", "text"),
				arguments(new HostileValues.Hostile(), "Hostile", "a record or a Map"),
				arguments(new File("secret"), "java.io.File", "text"),
				arguments(String.class, "java.lang.Class", "text"), arguments(new byte[] { 1 }, "byte[]", "Base64"),
				arguments("secret".toCharArray(), "char[]", "Base64"),
				arguments("\uD83D", "half a surrogate", "well-formed"),
				arguments("a\uDE00\uD83D", "half a surrogate", "well-formed"),
				arguments(List.of("\uD83Dsecret"), "half a surrogate", "well-formed"),
				arguments('\uD83D', "half a surrogate", "well-formed"),
				arguments(Map.of("\uD83D", 1), "half a surrogate", "well-formed"),
				arguments(Map.of(1, "a"), "a key that is not a text", "a Map with texts as keys"),
				arguments(Collections.singletonMap(null, "a"), "a key that is not a text", "a Map with texts as keys"),
				arguments(Map.of(TokenType.ID_TOKEN, "a"), "a key that is not a text", "a Map with texts as keys"),
				arguments(Map.of("a", Map.of("@class", "x")), "key @class", "another key"),
				arguments(List.of(new HostileValues.Hostile()), "Hostile", "a record or a Map"),
				arguments(cyclic, "nested too deeply", "at most 20 levels"),
				arguments(nested(21), "nested too deeply", "at most 20 levels"),
				arguments(new int[1_000_000], "too many elements", "10000 elements"),
				arguments(Collections.nCopies(10_001, "a"), "too many elements", "10000 elements"),
				arguments(billionLaughs(), "too many elements", "10000 elements"),
				arguments(new HostileValues.Endless(), "too many elements", "10000 elements"));
	}

	@ParameterizedTest(name = "{index}")
	@MethodSource({ "accepted", "acceptedAsText", "acceptedWholeNumbers", "acceptedOptionalsAndRecords" })
	void normalizeWhenTypeIsAcceptedThenPlainJsonType(Object value, Object expected) {
		Object normalized = JsonValues.normalize(value, SecretNames.DEFAULT, true);
		assertThat(normalized).isEqualTo(expected);
		assertSafe(normalized);
	}

	private static void assertSafe(Object value) {
		if (value == null) {
			return;
		}
		assertThat(SAFE).contains(value.getClass());
		if (value instanceof List<?> list) {
			list.forEach(ClaimValuesTests::assertSafe);
		}
		if (value instanceof Map<?, ?> map) {
			map.values().forEach(ClaimValuesTests::assertSafe);
		}
	}

	@ParameterizedTest(name = "{index}")
	@MethodSource("refused")
	void normalizeWhenTypeIsRefusedThenTypeAndAdviceWithoutTheValue(Object value, String what, String advice) {
		assertThatExceptionOfType(UnsupportedValueException.class)
			.isThrownBy(() -> JsonValues.normalize(value, SecretNames.DEFAULT, true))
			.withMessageStartingWith("its value ")
			.withMessageContaining(what)
			.withMessageContaining(advice)
			.satisfies((ex) -> assertThat(ex.getMessage().replace("looks like a secret", "")).doesNotContain("secret"))
			.withNoCause();
	}

	@Test
	void evaluateWhenCollectionOrMapIsHostileThenRefused() {
		for (Object hostile : List.of(new HostileValues.HostileCollection(), new HostileValues.HostileMap(),
				new HostileValues.HostileDate())) {
			ClaimDecision decision = Tokens.compile(Tokens.policy("p").claim("a", (request) -> hostile))
				.evaluate(Tokens.request().build());
			assertThat(Tokens.statuses(decision)).containsExactly(Status.FAILED);
			assertThat(decision.toString()).contains("java.lang.IllegalStateException").doesNotContain("secret");
		}
	}

	@Test
	void evaluateWhenNameLooksLikeASecretThenOutcomeHasTheHelpOfTheHost() {
		ClaimPolicy policy = Tokens.policy("p").claim("a", (request) -> new Keys("x")).build();
		ExpressionLanguage language = Tokens.LANGUAGE.withHelp(Map.of("secret-property", "See names.yml."));
		assertThat(ClaimPolicySet.of(List.of(policy), language).evaluate(Tokens.request().build()).outcomes())
			.extracting(RuleOutcome::detail)
			.containsExactly("its value holds 'apiKey', which looks like a secret: leave it out, or allow the name. "
					+ "See names.yml.");
	}

	@Test
	void normalizeWhenOptionalIsEmptyThenNoValue() {
		for (Object empty : List.of(Optional.empty(), OptionalInt.empty(), OptionalLong.empty(), OptionalDouble.empty(),
				Optional.of(Optional.empty()))) {
			ClaimDecision decision = Tokens.compile(Tokens.policy("p").claim("a", (request) -> empty))
				.evaluate(Tokens.request().build());
			assertThat(Tokens.statuses(decision)).containsExactly(Status.NULL_VALUE);
		}
	}

	@Test
	void normalizeWhenNameIsAllowedThenNoSecret() {
		SecretNames allowing = SecretNames.allowing(Set.of("apiKey"));
		assertThat(JsonValues.normalize(new Keys("x"), allowing, true)).isEqualTo(Map.of("apiKey", "x"));
	}

	@Test
	void normalizeWhenRecordThenKeepsTheOrderOfItsComponents() {
		Object claim = JsonValues.normalize(new Tokens.User("a", true, "b", List.of()), SecretNames.DEFAULT, true);
		assertThat(((Map<?, ?>) claim).keySet()).map(String::valueOf)
			.containsExactly("email", "active", "tier", "roles");
	}

	@Test
	void normalizeWhenSourceChangesThenClaimDoesNot() {
		List<String> roles = new ArrayList<>(List.of("user"));
		Object normalized = JsonValues.normalize(roles, SecretNames.DEFAULT, true);
		roles.add("admin");
		assertThat(normalized).isEqualTo(List.of("user"));
	}

	@Test
	void normalizeWhenMapThenKeepsItsOrder() {
		Map<String, Integer> map = new LinkedHashMap<>();
		map.put("z", 1);
		map.put("a", 2);
		assertThat(((Map<?, ?>) JsonValues.normalize(map, SecretNames.DEFAULT, true)).keySet()).map(String::valueOf)
			.containsExactly("z", "a");
	}

	private static Object nested(int levels) {
		return (levels == 0) ? 1 : new ArrayList<>(List.of(nested(levels - 1)));
	}

	private static Object billionLaughs() {
		Object value = "ha";
		for (int i = 0; i < 19; i++) {
			value = Collections.nCopies(10, value);
		}
		return value;
	}

	private enum Constant {

		WITH_BODY {
		};

		@Override
		public String toString() {
			throw new IllegalStateException("secret");
		}

	}

}

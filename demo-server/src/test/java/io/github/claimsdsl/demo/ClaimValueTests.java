package io.github.claimsdsl.demo;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.CharBuffer;
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
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.nimbusds.jose.util.JSONObjectUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

import org.springframework.test.context.TestPropertySource;

import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.ClaimPolicySource;
import io.github.claimsdsl.demo.support.Answer;
import io.github.claimsdsl.demo.support.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a rule returns is either the same JSON in the signed token, after a reload from
 * the database at refresh, and at introspection, or it is refused when the token is
 * issued: never "issues now, fails at refresh".
 */
@DemoServerTest

@TestPropertySource(properties = { "spring.datasource.url=jdbc:h2:mem:values;DB_CLOSE_DELAY=-1",
		"claims-dsl.request-parameters=value" })
class ClaimValueTests {

	private static final Map<String, Object> VALUES = new TreeMap<>();

	private static final Map<String, String> ACCEPTED = new TreeMap<>();

	private static void accept(String name, Object value, String json) {
		VALUES.put(name, value);
		ACCEPTED.put(name, json);
	}

	static {
		accept("text", "a \"quoted\" text", "\"a \\\"quoted\\\" text\"");
		accept("emoji", "\uD83D\uDE00", "\"\uD83D\uDE00\"");
		accept("empty-text", "", "\"\"");
		accept("boolean", true, "true");
		accept("int", 42, "42");
		accept("int-min", Integer.MIN_VALUE, "-2147483648");
		accept("short", (short) 3, "3");
		accept("byte", (byte) 4, "4");
		accept("small-long", 5L, "5");
		accept("small-big-integer", BigInteger.TEN, "10");
		accept("double", 1.5, "1.5");
		accept("float", 0.25f, "0.25");
		accept("big-decimal", new BigDecimal("12.50"), "12.5");
		accept("character", 'c', "\"c\"");
		accept("instant", Instant.ofEpochSecond(1_700_000_000), "1700000000");
		accept("enum", TimeUnit.DAYS, "\"DAYS\"");
		accept("uuid", new UUID(1, 2), "\"00000000-0000-0001-0000-000000000002\"");
		accept("uri", URI.create("https://a.example/b"), "\"https://a.example/b\"");
		accept("list-of", List.of("a", "b"), "[\"a\",\"b\"]");
		accept("stream-list", Stream.of(1, 2).toList(), "[1,2]");
		accept("array-list", new ArrayList<>(List.of(1L)), "[1]");
		accept("arrays-as-list", Arrays.asList("x", "y"), "[\"x\",\"y\"]");
		accept("empty-list", List.of(), "[]");
		accept("set-of", Set.of("one"), "[\"one\"]");
		accept("tree-set", new TreeSet<>(Set.of("b", "a")), "[\"a\",\"b\"]");
		accept("unmodifiable", Collections.unmodifiableList(new ArrayList<>(List.of(true))), "[true]");
		accept("singleton", Collections.singleton(7), "[7]");
		accept("array", new String[] { "x" }, "[\"x\"]");
		accept("int-array", new int[] { 1, 2 }, "[1,2]");
		accept("map-of", Map.of("k", 1L), "{\"k\":1}");
		accept("hash-map", new HashMap<>(Map.of("k", List.of(2L))), "{\"k\":[2]}");
		accept("linked-map", new LinkedHashMap<>(Map.of("k", Map.of("l", "m"))), "{\"k\":{\"l\":\"m\"}}");
		accept("nested-instant", List.of(Instant.ofEpochSecond(5)), "[5]");
		accept("long", 1L << 40, "1099511627776");
		accept("long-min", -((1L << 53) - 1), "-9007199254740991");
		accept("long-max", (1L << 53) - 1, "9007199254740991");
		accept("beyond-int", Integer.MAX_VALUE + 1L, "2147483648");
		accept("big-integer", BigInteger.TWO.pow(50), "1125899906842624");
		accept("atomic", new AtomicInteger(1), "1");
		accept("atomic-long", new AtomicLong(1L << 33), "8589934592");
		accept("atomic-boolean", new AtomicBoolean(true), "true");
		accept("nested-long", Map.of("ids", List.of(1L << 40, 5L)), "{\"ids\":[1099511627776,5]}");
		accept("nested-late-instant", List.of(Instant.ofEpochSecond(1L << 32)), "[4294967296]");
		accept("date", new Date(1_700_000_000_000L), "1700000000");
		accept("local-date", LocalDate.EPOCH, "\"1970-01-01\"");
		accept("local-time", LocalTime.NOON, "\"12:00:00\"");
		accept("local-date-time", LocalDateTime.of(2026, 1, 2, 3, 4), "\"2026-01-02T03:04:00\"");
		accept("offset-date-time", OffsetDateTime.parse("2026-01-01T00:00:00+02:00"), "\"2026-01-01T00:00:00+02:00\"");
		accept("offset-time", OffsetTime.parse("10:00:00.5Z"), "\"10:00:00.5Z\"");
		accept("zoned", ZonedDateTime.parse("2026-01-01T00:00:00+01:00[Europe/Oslo]"), "\"2026-01-01T00:00:00+01:00\"");
		accept("year", Year.of(2026), "\"2026\"");
		accept("year-month", YearMonth.of(2026, 2), "\"2026-02\"");
		accept("month-day", MonthDay.of(2, 3), "\"--02-03\"");
		accept("duration", Duration.ofMinutes(90), "\"PT1H30M\"");
		accept("period", Period.ofDays(3), "\"P3D\"");
		accept("url", url(), "\"https://a.example/b\"");
		accept("locale", Locale.forLanguageTag("nb-NO"), "\"nb-NO\"");
		accept("zone", ZoneId.of("Europe/Oslo"), "\"Europe/Oslo\"");
		accept("time-zone", TimeZone.getTimeZone("UTC"), "\"UTC\"");
		accept("currency", Currency.getInstance("EUR"), "\"EUR\"");
		accept("char-sequence", CharBuffer.wrap("text"), "\"text\"");
		accept("optional", Optional.of("x"), "\"x\"");
		accept("optional-long", OptionalLong.of(1L << 40), "1099511627776");
		accept("optional-int", OptionalInt.of(7), "7");
		accept("optional-double", OptionalDouble.of(0.5), "0.5");
		accept("optional-in-list", List.of(Optional.of(LocalDate.EPOCH), Optional.empty()), "[\"1970-01-01\"]");
		accept("record", new Point(1, 2), "{\"x\":1,\"y\":2}");
		accept("records", List.of(new Point(1, 2)), "[{\"x\":1,\"y\":2}]");
		accept("nested-record", new Order(new Point(1, 2), null, Instant.ofEpochSecond(5), Optional.empty()),
				"{\"at\":{\"x\":1,\"y\":2},\"since\":5}");
		accept("empty-record", new Order(null, null, null, Optional.empty()), "{}");
		accept("map-of-dates", Map.of("k", List.of(LocalDate.EPOCH)), "{\"k\":[\"1970-01-01\"]}");
		accept("enums", List.of(TimeUnit.DAYS), "[\"DAYS\"]");
		accept("null-in-list", Arrays.asList("a", null), "[\"a\",null]");
		VALUES.put("large-long", Long.MAX_VALUE);
		VALUES.put("beyond-double", 1L << 53);
		VALUES.put("large-big-integer", BigInteger.TWO.pow(80));
		VALUES.put("long-decimal", new BigDecimal("0.1234567890123456789"));
		VALUES.put("not-a-number", Double.NaN);
		VALUES.put("infinity", Float.POSITIVE_INFINITY);
		VALUES.put("object", new Object());
		VALUES.put("stream", Stream.of(1));
		VALUES.put("bytes", new byte[] { 1 });
		VALUES.put("supplier", (Supplier<String>) () -> "x");
		VALUES.put("other-keys", Map.of(1, "x"));
		VALUES.put("map-with-secret", Map.of("api_key", "x"));
		VALUES.put("record-with-secret", List.of(new Keys("x")));
		VALUES.put("cycle", cycle());
		VALUES.put("deep-refused", Map.of("k", List.of(new Object())));
		VALUES.put("giant", "x".repeat(10_000));
	}

	record Order(@Nullable Point at, @Nullable String note, @Nullable Instant since, Optional<String> code) {
	}

	record Keys(String apiKey) {
	}

	private static URL url() {
		try {
			return URI.create("https://a.example/b").toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Point(int x, int y) {
	}

	private static Object cycle() {
		List<Object> cycle = new ArrayList<>();
		cycle.add(cycle);
		return cycle;
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Values {

		@Bean
		ClaimPolicySource claimValues() {
			return () -> List.of(ClaimPolicy.named("values")
				.audience("any")
				.claim("v", (request) -> VALUES.get(String.valueOf(request.parameters().get("value"))))
				.build());
		}

	}

	@LocalServerPort
	private int port;

	private Http http;

	@BeforeEach
	void connect() {
		this.http = new Http(this.port);
	}

	static Set<String> accepted() {
		return ACCEPTED.keySet();
	}

	static List<String> refused() {
		return VALUES.keySet().stream().filter((name) -> !ACCEPTED.containsKey(name)).toList();
	}

	@ParameterizedTest
	@MethodSource("accepted")
	void survivesSigningReloadRefreshAndIntrospection(String name) throws Exception {
		Object expected = json("{\"v\":" + ACCEPTED.get(name) + "}");
		Answer first = this.http.token("trusted-app", "grant_type", "password", "username", "alice", "password",
				"wonderland", "scope", "openid", "value", name);
		assertThat(claim(first)).isEqualTo(expected);
		assertThat(introspect("trusted-app", first)).isEqualTo(expected);
		Answer second = this.http.token("trusted-app", "grant_type", "refresh_token", "refresh_token",
				first.string("refresh_token"), "value", name);
		assertThat(claim(second)).isEqualTo(expected);
		assertThat(introspect("trusted-app", second)).isEqualTo(expected);
	}

	@ParameterizedTest
	@MethodSource("accepted")
	void survivesInOpaqueTokens(String name) throws Exception {
		Answer answer = this.http.token("opaque-app", "grant_type", "client_credentials", "value", name);
		assertThat(introspect("opaque-app", answer)).isEqualTo(json("{\"v\":" + ACCEPTED.get(name) + "}"));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void refusesWhatWouldNotSurvive(String name) {
		Answer answer = this.http.token("trusted-app", "grant_type", "password", "username", "alice", "password",
				"wonderland", "value", name);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.error()).isEqualTo("server_error");
	}

	private static @Nullable Object claim(Answer answer) throws Exception {
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return json(answer.jwt("access_token").getPayload().toString());
	}

	private @Nullable Object introspect(String client, Answer tokens) throws Exception {
		return json(introspection(client, tokens).body());
	}

	private Answer introspection(String client, Answer tokens) {
		Answer answer = this.http.post("/oauth2/introspect", Http.form("token", tokens.string("access_token")),
				"Authorization", Http.basic(client, Http.secret(client)));
		assertThat(answer.json()).containsEntry("active", true);
		return answer;
	}

	@Test
	void writesNumbersBeyondIntWithAnExponent() throws Exception {
		Answer first = this.http.token("trusted-app", "grant_type", "password", "username", "alice", "password",
				"wonderland", "value", "long");
		assertWrittenWithAnExponent(first);
		assertWrittenWithAnExponent(this.http.token("trusted-app", "grant_type", "refresh_token", "refresh_token",
				first.string("refresh_token"), "value", "long"));
	}

	private void assertWrittenWithAnExponent(Answer answer) throws Exception {
		assertThat(answer.jwt("access_token").getPayload().toString()).contains("\"v\":1.099511627776E12");
		assertThat(introspection("trusted-app", answer).body()).contains("\"v\":1.099511627776E12");
	}

	private static @Nullable Object json(String text) throws Exception {
		return comparable(JSONObjectUtils.parse(text).get("v"));
	}

	/** Numbers are equal if their values are, as JSON has it. */
	private static @Nullable Object comparable(@Nullable Object value) {
		if (value instanceof Number number) {
			return new BigDecimal(number.toString()).stripTrailingZeros();
		}
		if (value instanceof List<?> list) {
			return Arrays.asList(list.stream().map(ClaimValueTests::comparable).toArray());
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> copy = new LinkedHashMap<>();
			map.forEach((key, member) -> copy.put(String.valueOf(key), comparable(member)));
			return copy;
		}
		return value;
	}

}

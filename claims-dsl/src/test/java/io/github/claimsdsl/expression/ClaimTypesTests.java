package io.github.claimsdsl.expression;

import java.io.File;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Which return types can be claims; each method of the two interfaces is a case.
 */
@SuppressWarnings({ "ArrayRecordComponent", "NonApiType", "TypeParameterUnusedInFormals", "unused" })
class ClaimTypesTests {

	record Point(int x, Point next) {
	}

	record Page<T>(List<T> items, long total) {
	}

	record Profile(String name, byte[] picture) {
	}

	record Wrapper(Optional<Profile> profile) {
	}

	record Keys(String apiKey) {
	}

	record Account(List<Keys> keys) {
	}

	record Ranked(Map<Long, String> ranks) {
	}

	sealed interface Shape {

		record Circle(double radius) implements Shape {
		}

		record Group(List<Shape> shapes) implements Shape {
		}

	}

	sealed interface Opaque {

		final class Only implements Opaque {

		}

	}

	static class Entity {

	}

	enum Color implements Supplier<String> {

		RED;

		@Override
		public String get() {
			return name();
		}

	}

	record Names(List<String> names) implements Iterable<String> {

		@Override
		public Iterator<String> iterator() {
			return this.names.iterator();
		}

	}

	static class Money extends BigDecimal {

		private static final long serialVersionUID = 1L;

		Money() {
			super(1);
		}

	}

	/** A list of texts, whatever its type argument. */
	static class Tagged<T> extends ArrayList<String> {

		private static final long serialVersionUID = 1L;

	}

	static class Entities extends ArrayList<Entity> {

		private static final long serialVersionUID = 1L;

	}

	static class Swapped<V, K> extends HashMap<K, V> {

		private static final long serialVersionUID = 1L;

	}

	static class Nodes extends ArrayList<Nodes> {

		private static final long serialVersionUID = 1L;

	}

	interface Anything {

	}

	interface Good<T, E extends Enum<E>> {

		String text();

		StringBuilder builder();

		boolean primitive();

		int[] ints();

		long[][] nested();

		String[] texts();

		AtomicLong atomic();

		BigDecimal decimal();

		LocalDate date();

		Date oldDate();

		ZoneId zone();

		TimeZone timeZone();

		DayOfWeek constant();

		E anyConstant();

		Optional<LocalDate> optional();

		List<Optional<Point>> list();

		Set<?> wildcard();

		List<? extends Number> numbers();

		ArrayList<String> arrayList();

		EnumSet<DayOfWeek> enums();

		Map<String, Object> map();

		Map<?, ?> unknownMap();

		@SuppressWarnings("rawtypes")
		Map rawMap();

		Map<String, List<Point>> deepMap();

		T variable();

		List<T> variables();

		T[] array();

		Object object();

		Number number();

		Comparable<?> comparable();

		Anything anything();

		Point recursive();

		Page<Point> page();

		Page<T> anyPage();

		Shape sealed();

		Record record();

		CharSequence sequence();

		Color color();

		Names names();

		Money money();

		Tagged<Entity> tagged();

		Swapped<Integer, String> swapped();

		Nodes nodes();

	}

	interface Bad {

		Entity entity();

		List<Entity> entities();

		Optional<Entity> optional();

		Entity[] array();

		List<Entity>[] arrayOfLists();

		Map<String, Entity> map();

		Page<Entity> page();

		List<? extends Entity> wildcard();

		byte[] bytes();

		char[] chars();

		List<byte[]> listOfBytes();

		Stream<String> stream();

		IntStream intStream();

		Iterator<String> iterator();

		Iterable<String> iterable();

		CompletableFuture<String> future();

		Flow.Publisher<String> publisher();

		Supplier<String> supplier();

		Callable<String> callable();

		Class<?> type();

		Exception exception();

		File file();

		InputStream input();

		LongAdder adder();

		Entities ownEntities();

		Swapped<String, Integer> swapped();

		Swapped<Entity, String> swappedEntities();

		Map<Long, String> keys();

		EnumMap<DayOfWeek, String> enumKeys();

		Profile profile();

		Wrapper wrapper();

		Ranked ranked();

		Opaque opaque();

		<T extends Entity> T variable();

	}

	interface Secret {

		Keys keys();

		List<Keys> list();

		Page<Keys> page();

		Account account();

	}

	static Stream<Method> good() {
		return Stream.of(Good.class.getDeclaredMethods());
	}

	static Stream<Method> bad() {
		return Stream.of(Bad.class.getDeclaredMethods());
	}

	static Stream<Method> secret() {
		return Stream.of(Secret.class.getDeclaredMethods());
	}

	@ParameterizedTest
	@MethodSource("good")
	void checkWhenTypeCanBeAClaimThenNoProblem(Method method) {
		assertThat(problem(method)).isNull();
	}

	@ParameterizedTest
	@MethodSource("bad")
	void checkWhenTypeCannotBeAClaimThenProblem(Method method) {
		ClaimTypes.Problem problem = problem(method);
		assertThat(problem).isNotNull();
		assertThat(problem.code()).isEqualTo("claim-type");
		assertThat(problem.message()).startsWith("the rule returns ").contains("cannot be a claim");
		assertThat(problem.help()).matches("(Return|Let the component be) .+\\.");
	}

	@ParameterizedTest
	@MethodSource("secret")
	void checkWhenComponentLooksLikeASecretThenProblemUnlessAllowed(Method method) {
		assertThat(problem(method)).extracting(ClaimTypes.Problem::code).isEqualTo("secret-property");
		assertThat(problem(method).help()).contains("allow the name 'apiKey'");
		assertThat(ClaimTypes.check(method.getGenericReturnType(), SecretNames.allowing(Set.of("apiKey")))).isNull();
	}

	@ParameterizedTest
	@MethodSource("messages")
	void checkWhenTypeCannotBeAClaimThenSaysWhereAndWhatInstead(String method, String message, String help)
			throws Exception {
		ClaimTypes.Problem problem = problem(Bad.class.getDeclaredMethod(method));
		assertThat(problem.message()).isEqualTo(message);
		assertThat(problem.help()).isEqualTo(help);
	}

	static Stream<Arguments> messages() {
		return Stream.of(
				arguments("entities", "the rule returns List<Entity>, and Entity cannot be a claim",
						"Return a record or a Map with what the token needs."),
				arguments("bytes", "the rule returns byte[], which cannot be a claim", "Return text, such as Base64."),
				arguments("profile",
						"the rule returns Profile, and Profile.picture holds byte[], which cannot be a claim",
						"Let the component be text, such as Base64, or leave it out."),
				arguments("wrapper",
						"the rule returns Wrapper, and Wrapper.profile.picture holds byte[], which cannot be a claim",
						"Let the component be text, such as Base64, or leave it out."),
				arguments("stream", "the rule returns Stream<String>, which cannot be a claim", "Return a List."));
	}

	private static ClaimTypes.Problem problem(Method method) {
		return ClaimTypes.check(method.getGenericReturnType(), SecretNames.DEFAULT);
	}

}

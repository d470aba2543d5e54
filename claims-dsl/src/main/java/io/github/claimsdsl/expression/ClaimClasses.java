package io.github.claimsdsl.expression;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
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
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.BaseStream;
import java.util.stream.Stream;

/**
 * Knows which classes can be claims, without regard to what their objects hold.
 */
final class ClaimClasses {

	private static final List<Class<?>> SCALARS = List.of(Void.class, Boolean.class, Character.class, Byte.class,
			Short.class, Integer.class, Long.class, Float.class, Double.class, UUID.class, URI.class, URL.class,
			Instant.class, LocalDate.class, LocalTime.class, LocalDateTime.class, OffsetDateTime.class,
			OffsetTime.class, ZonedDateTime.class, Year.class, YearMonth.class, MonthDay.class, Duration.class,
			Period.class, Locale.class, Currency.class, Optional.class, OptionalInt.class, OptionalLong.class,
			OptionalDouble.class);

	private static final List<Class<?>> WITH_SUBTYPES = List.of(CharSequence.class, Enum.class, Date.class,
			TimeZone.class, ZoneId.class, Collection.class, Map.class, Record.class, BigInteger.class, BigDecimal.class,
			AtomicInteger.class, AtomicLong.class, AtomicBoolean.class);

	private static final List<Class<?>> SEQUENCES = List.of(BaseStream.class, Iterator.class, Iterable.class,
			Enumeration.class);

	private static final List<Class<?>> DEFERRED = List.of(Supplier.class, Callable.class, Future.class,
			CompletionStage.class, Flow.Publisher.class);

	private ClaimClasses() {
	}

	static boolean canBeClaim(Class<?> type) {
		if (type.isPrimitive() || isOneOf(type, WITH_SUBTYPES)) {
			return true;
		}
		if (isRawText(type) || isOneOf(type, SEQUENCES) || isDeferred(type)) {
			return false;
		}
		return type.isInterface() || SCALARS.stream().anyMatch(type::isAssignableFrom)
				|| WITH_SUBTYPES.stream().anyMatch(type::isAssignableFrom);
	}

	/**
	 * Tells whether the type is an array of bytes or characters, which is meant as a text
	 * and not as a list.
	 */
	static boolean isRawText(Class<?> type) {
		return type == byte[].class || type == char[].class;
	}

	private static boolean isDeferred(Class<?> type) {
		return isOneOf(type, DEFERRED) || isPublisher(type);
	}

	private static boolean isOneOf(Class<?> type, List<Class<?>> known) {
		return known.stream().anyMatch((one) -> one.isAssignableFrom(type));
	}

	/**
	 * Tells whether the type is a publisher of Reactive Streams. It is found by its name,
	 * because Reactive Streams need not be on the class path.
	 */
	private static boolean isPublisher(Class<?> type) {
		return type.getName().equals("org.reactivestreams.Publisher")
				|| Stream.of(type.getInterfaces()).anyMatch(ClaimClasses::isPublisher)
				|| (type.getSuperclass() != null && isPublisher(type.getSuperclass()));
	}

	/** Names what a claim can be instead of a type. */
	static String instead(Class<?> type) {
		if (isRawText(type)) {
			return "text, such as Base64";
		}
		if (type == File.class || java.nio.file.Path.class.isAssignableFrom(type) || type == Class.class) {
			return "text";
		}
		if (isOneOf(type, SEQUENCES)) {
			return "a List";
		}
		if (isDeferred(type)) {
			return "the value itself";
		}
		if (Map.class.isAssignableFrom(type)) {
			return "a Map with texts as keys";
		}
		if (Number.class.isAssignableFrom(type)) {
			return "an int, a long or a double";
		}
		return type.getName().startsWith("java.") ? "text, a number, a boolean, an Instant, or a List or Map of these"
				: "a record or a Map with what the token needs";
	}

}

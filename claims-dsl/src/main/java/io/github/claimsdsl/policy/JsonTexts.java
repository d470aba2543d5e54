package io.github.claimsdsl.policy;

import java.net.URI;
import java.net.URL;
import java.time.Duration;
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
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Writes values that JSON has no type for as text: dates and times in ISO 8601, always
 * with seconds, and identifiers.
 */
final class JsonTexts {

	private static final Map<Class<?>, DateTimeFormatter> FORMATS = Map.of(LocalDate.class,
			DateTimeFormatter.ISO_LOCAL_DATE, LocalTime.class, DateTimeFormatter.ISO_LOCAL_TIME, LocalDateTime.class,
			DateTimeFormatter.ISO_LOCAL_DATE_TIME, OffsetDateTime.class, DateTimeFormatter.ISO_OFFSET_DATE_TIME,
			OffsetTime.class, DateTimeFormatter.ISO_OFFSET_TIME, ZonedDateTime.class,
			DateTimeFormatter.ISO_OFFSET_DATE_TIME, Year.class, DateTimeFormatter.ofPattern("uuuu", Locale.ROOT),
			YearMonth.class, DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT));

	private JsonTexts() {
	}

	/**
	 * Returns the text of a value, or {@code null} if values of its type do not become
	 * text.
	 */
	static @Nullable String of(Object value) {
		if (value instanceof CharSequence || value instanceof Character || value instanceof UUID || value instanceof URI
				|| value instanceof URL) {
			return value.toString();
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		DateTimeFormatter format = FORMATS.get(value.getClass());
		return (format != null) ? format.format((TemporalAccessor) value) : other(value);
	}

	private static @Nullable String other(Object value) {
		if (value instanceof Duration || value instanceof Period || value instanceof MonthDay) {
			return value.toString();
		}
		if (value instanceof Locale locale) {
			return locale.toLanguageTag();
		}
		if (value instanceof ZoneId zone) {
			return zone.getId();
		}
		if (value instanceof TimeZone zone) {
			return zone.getID();
		}
		return (value instanceof Currency currency) ? currency.getCurrencyCode() : null;
	}

}

package io.github.claimsdsl.expression;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;

/**
 * Converts between times and dates, in UTC.
 */
final class Times {

	private Times() {
	}

	static LocalDate date(Temporal value) {
		if (value instanceof LocalDate date) {
			return date;
		}
		if (value instanceof Instant time) {
			return time.atOffset(ZoneOffset.UTC).toLocalDate();
		}
		throw new EvaluationException("expected a date or a time but got a " + value.getClass().getName());
	}

	static Instant time(Temporal value) {
		return (value instanceof Instant time) ? time : date(value).atStartOfDay(ZoneOffset.UTC).toInstant();
	}

	static ZoneId zone(String name) {
		try {
			return ZoneId.of(name);
		}
		catch (DateTimeException ex) {
			throw new EvaluationException("there is no such time zone");
		}
	}

}

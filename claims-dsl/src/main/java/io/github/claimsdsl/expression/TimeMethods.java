package io.github.claimsdsl.expression;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;

import io.github.claimsdsl.expression.ClaimFunction.Result;

/**
 * The methods of times and dates, as rows of the {@link MethodTable}.
 */
final class TimeMethods {

	private TimeMethods() {
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean isBefore(Instant time, Instant other) {
		return time.isBefore(other);
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean isAfter(Instant time, Instant other) {
		return time.isAfter(other);
	}

	@ClaimFunction
	static Integer compareTo(Instant time, Instant other) {
		return time.compareTo(other);
	}

	@ClaimFunction
	static Long getEpochSecond(Instant time) {
		return time.getEpochSecond();
	}

	@ClaimFunction
	static Long toEpochMilli(Instant time) {
		return time.toEpochMilli();
	}

	@ClaimFunction
	static Instant plusSeconds(Instant time, Number seconds) {
		return time.plusSeconds(Numbers.whole(seconds));
	}

	@ClaimFunction
	static Instant minusSeconds(Instant time, Number seconds) {
		return time.minusSeconds(Numbers.whole(seconds));
	}

	@ClaimFunction
	static Instant plusMillis(Instant time, Number milliseconds) {
		return time.plusMillis(Numbers.whole(milliseconds));
	}

	@ClaimFunction
	static Instant minusMillis(Instant time, Number milliseconds) {
		return time.minusMillis(Numbers.whole(milliseconds));
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean isBefore(LocalDate date, LocalDate other) {
		return date.isBefore(other);
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean isAfter(LocalDate date, LocalDate other) {
		return date.isAfter(other);
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean isEqual(LocalDate date, LocalDate other) {
		return date.isEqual(other);
	}

	@ClaimFunction
	static Integer compareTo(LocalDate date, LocalDate other) {
		return date.compareTo(other);
	}

	@ClaimFunction
	static Integer getYear(LocalDate date) {
		return date.getYear();
	}

	@ClaimFunction
	static Integer getMonthValue(LocalDate date) {
		return date.getMonthValue();
	}

	@ClaimFunction
	static Month getMonth(LocalDate date) {
		return date.getMonth();
	}

	@ClaimFunction
	static Integer getDayOfMonth(LocalDate date) {
		return date.getDayOfMonth();
	}

	@ClaimFunction
	static Integer getDayOfYear(LocalDate date) {
		return date.getDayOfYear();
	}

	@ClaimFunction
	static DayOfWeek getDayOfWeek(LocalDate date) {
		return date.getDayOfWeek();
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean isLeapYear(LocalDate date) {
		return date.isLeapYear();
	}

	@ClaimFunction
	static Integer lengthOfMonth(LocalDate date) {
		return date.lengthOfMonth();
	}

	@ClaimFunction
	static Long toEpochDay(LocalDate date) {
		return date.toEpochDay();
	}

	@ClaimFunction
	static LocalDate plusDays(LocalDate date, Number days) {
		return date.plusDays(Numbers.whole(days));
	}

	@ClaimFunction
	static LocalDate minusDays(LocalDate date, Number days) {
		return date.minusDays(Numbers.whole(days));
	}

	@ClaimFunction
	static LocalDate plusWeeks(LocalDate date, Number weeks) {
		return date.plusWeeks(Numbers.whole(weeks));
	}

	@ClaimFunction
	static LocalDate plusMonths(LocalDate date, Number months) {
		return date.plusMonths(Numbers.whole(months));
	}

	@ClaimFunction
	static LocalDate minusMonths(LocalDate date, Number months) {
		return date.minusMonths(Numbers.whole(months));
	}

	@ClaimFunction
	static LocalDate plusYears(LocalDate date, Number years) {
		return date.plusYears(Numbers.whole(years));
	}

	@ClaimFunction
	static LocalDate minusYears(LocalDate date, Number years) {
		return date.minusYears(Numbers.whole(years));
	}

	@ClaimFunction
	static LocalDate withDayOfMonth(LocalDate date, Number day) {
		try {
			return date.withDayOfMonth(Numbers.index(day));
		}
		catch (DateTimeException ex) {
			throw new EvaluationException("the month has no such day");
		}
	}

	@ClaimFunction
	static Instant atStartOfDay(LocalDate date) {
		return date.atStartOfDay(ZoneOffset.UTC).toInstant();
	}

}

package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

import io.github.claimsdsl.expression.ClaimFunction.Result;

/**
 * The table of methods: what can be called on a value, under Java's name and with Java's
 * meaning. A row is a static method whose first parameter is the value. Arguments are
 * never {@code null}: where one is, the result is {@code null}, or as the row says.
 * Indexes are numbers, patterns are RE2, and no row changes a value.
 */
final class ClaimMethods {

	private ClaimMethods() {
	}

	// Any value

	/**
	 * Returns the text of a value, of an enum constant its name; lists and maps have
	 * none.
	 */
	@ClaimFunction
	static String toString(Object value) {
		return Values.scalar(value);
	}

	/** Tells whether two values are the same, as {@code ==} does. */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean equals(Object value, Object other) {
		return Values.same(value, other);
	}

	// Text

	/** Returns the number of UTF-16 units. */
	@ClaimFunction
	static Integer length(String text) {
		return text.length();
	}

	/** Tells whether the text has no characters; true of null. */
	@ClaimFunction(result = Result.TRUE_IF_ANY_ARGUMENT_IS)
	static Boolean isEmpty(String text) {
		return text.isEmpty();
	}

	/** Tells whether the text is only white space; true of null. */
	@ClaimFunction(result = Result.TRUE_IF_ANY_ARGUMENT_IS)
	static Boolean isBlank(String text) {
		return text.isBlank();
	}

	/** Returns the text in lower case, in no particular language. */
	@ClaimFunction
	static String toLowerCase(String text) {
		return Values.lower(text);
	}

	/** Returns the text in upper case, in no particular language. */
	@ClaimFunction
	static String toUpperCase(String text) {
		return text.toUpperCase(Locale.ROOT);
	}

	/** Returns the text without control characters and spaces at its ends. */
	@ClaimFunction
	static String trim(String text) {
		return text.trim();
	}

	/** Returns the text without white space at its ends. */
	@ClaimFunction
	static String strip(String text) {
		return text.strip();
	}

	/** Returns the text without white space at its beginning. */
	@ClaimFunction
	static String stripLeading(String text) {
		return text.stripLeading();
	}

	/** Returns the text without white space at its end. */
	@ClaimFunction
	static String stripTrailing(String text) {
		return text.stripTrailing();
	}

	/** Tells whether the text holds another. */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean contains(String text, String part) {
		return text.contains(part);
	}

	/** Tells whether the text starts with another. */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean startsWith(String text, String prefix) {
		return text.startsWith(prefix);
	}

	/** Tells whether the text has another at an index. */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean startsWith(String text, String prefix, Number from) {
		return text.startsWith(prefix, Values.index(from));
	}

	/** Tells whether the text ends with another. */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean endsWith(String text, String suffix) {
		return text.endsWith(suffix);
	}

	/** Tells whether two texts are the same, whatever their case. */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean equalsIgnoreCase(String text, String other) {
		return text.equalsIgnoreCase(other);
	}

	/** Tells whether the whole text matches a pattern. */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean matches(String text, @ClaimFunction.Pattern String pattern) {
		return matches(text, Pattern.compile(pattern));
	}

	static Boolean matches(String text, Pattern pattern) {
		return pattern.matches(text);
	}

	/** Returns where another text begins first, or -1. */
	@ClaimFunction
	static Integer indexOf(String text, String part) {
		return text.indexOf(part);
	}

	/** Returns where another text begins first, from an index on, or -1. */
	@ClaimFunction
	static Integer indexOf(String text, String part, Number from) {
		return text.indexOf(part, Values.index(from));
	}

	/** Returns where another text begins last, or -1. */
	@ClaimFunction
	static Integer lastIndexOf(String text, String part) {
		return text.lastIndexOf(part);
	}

	/** Returns where another text begins last, up to an index, or -1. */
	@ClaimFunction
	static Integer lastIndexOf(String text, String part, Number from) {
		return text.lastIndexOf(part, Values.index(from));
	}

	/** Returns the text from an index on. */
	@ClaimFunction
	static String substring(String text, Number start) {
		return substring(text, start, text.length());
	}

	/** Returns the text from an index to before another. */
	@ClaimFunction
	static String substring(String text, Number start, Number end) {
		int first = Values.index(start);
		int last = Values.index(end);
		if (first < 0 || last > text.length() || first > last) {
			throw new EvaluationException("substring got an index outside of the text");
		}
		return text.substring(first, last);
	}

	/** Returns the character at an index, as a text. */
	@ClaimFunction
	static String charAt(String text, Number index) {
		return substring(text, index, Values.index(index) + 1);
	}

	/** Returns the text with another at its end. */
	@ClaimFunction
	static String concat(String text, String other) {
		return Values.join(text, other);
	}

	/** Returns the text with each occurrence of another replaced. */
	@ClaimFunction
	static String replace(String text, String target, String replacement) {
		if (target.isEmpty()) {
			checkLength(text.length() + (text.length() + 1L) * replacement.length());
			return text.replace(target, replacement);
		}
		String replaced = ClaimFunctions.replace(text, target, replacement);
		return (replaced != null) ? replaced : text;
	}

	/** Returns the text with each match of a pattern replaced; {@code $1} is a group. */
	@ClaimFunction
	static String replaceAll(String text, @ClaimFunction.Pattern String pattern, String replacement) {
		return replaceAll(text, Pattern.compile(pattern), replacement);
	}

	static String replaceAll(String text, Pattern pattern, String replacement) {
		return replaced(text, pattern, replacement, Integer.MAX_VALUE);
	}

	/** Returns the text with the first match of a pattern replaced. */
	@ClaimFunction
	static String replaceFirst(String text, @ClaimFunction.Pattern String pattern, String replacement) {
		return replaceFirst(text, Pattern.compile(pattern), replacement);
	}

	static String replaceFirst(String text, Pattern pattern, String replacement) {
		return replaced(text, pattern, replacement, 1);
	}

	private static String replaced(String text, Pattern pattern, String replacement, int most) {
		Matcher matcher = pattern.matcher(new SearchedText(text));
		StringBuilder result = new StringBuilder();
		for (int i = 0; i < most && matcher.find(); i++) {
			matcher.appendReplacement(result, replacement);
			checkLength(result.length());
		}
		matcher.appendTail(result);
		checkLength(result.length());
		return result.toString();
	}

	/**
	 * Returns the parts between the matches of a pattern, without empty ones at the end.
	 */
	@ClaimFunction
	static List<String> split(String text, @ClaimFunction.Pattern String pattern) {
		return split(text, Pattern.compile(pattern));
	}

	static List<String> split(String text, Pattern pattern) {
		Matcher matcher = pattern.matcher(new SearchedText(text));
		List<String> parts = new ArrayList<>();
		int start = 0;
		while (matcher.find()) {
			if (matcher.end() > 0) {
				parts.add(text.substring(start, matcher.start()));
			}
			start = matcher.end();
		}
		if (start == 0) {
			return List.of(text);
		}
		parts.add(text.substring(start));
		while (!parts.isEmpty() && parts.get(parts.size() - 1).isEmpty()) {
			parts.remove(parts.size() - 1);
		}
		return parts;
	}

	/** Returns the text a number of times. */
	@ClaimFunction
	static String repeat(String text, Number count) {
		int times = Values.index(count);
		if (times < 0) {
			throw new EvaluationException("repeat got a negative number");
		}
		checkLength((long) text.length() * times);
		return text.repeat(times);
	}

	/** Compares two texts: negative, zero or positive. */
	@ClaimFunction
	static Integer compareTo(String text, String other) {
		return text.compareTo(other);
	}

	/** Compares two texts without regard to case: negative, zero or positive. */
	@ClaimFunction
	static Integer compareToIgnoreCase(String text, String other) {
		return text.compareToIgnoreCase(other);
	}

	private static void checkLength(long length) {
		if (length > Limits.LONGEST_TEXT) {
			throw new EvaluationException("a text is longer than " + Limits.LONGEST_TEXT);
		}
	}

	// Number

	/** Returns the number without decimals, in 32 bits as in Java. */
	@ClaimFunction
	static Integer intValue(Number number) {
		return Values.known(number).intValue();
	}

	/** Returns the number without decimals, in 64 bits as in Java. */
	@ClaimFunction
	static Long longValue(Number number) {
		return Values.known(number).longValue();
	}

	/** Returns the number as a double. */
	@ClaimFunction
	static Double doubleValue(Number number) {
		return Values.known(number).doubleValue();
	}

	/** Compares two numbers: negative, zero or positive. */
	@ClaimFunction
	static Integer compareTo(Number number, Number other) {
		return Values.compare(number, other);
	}

	/** Returns the number without its sign. */
	@ClaimFunction
	static Number abs(Number number) {
		return (Values.compare(number, 0) < 0) ? Arithmetic.negate(number) : number;
	}

	/** Returns the number with the other sign. */
	@ClaimFunction
	static Number negate(Number number) {
		return Arithmetic.negate(number);
	}

	/** Returns -1, 0 or 1, as the number is negative, zero or positive. */
	@ClaimFunction
	static Integer signum(Number number) {
		return Integer.signum(Values.compare(number, 0));
	}

	/** Returns the text of a number without an exponent. */
	@ClaimFunction
	static String toPlainString(Number number) {
		BigDecimal decimal = Values.decimal(number);
		checkLength((long) decimal.precision() + Math.abs((long) decimal.scale()));
		return decimal.toPlainString();
	}

	// Enum constants and identifiers

	/** Returns the name of a constant. */
	@ClaimFunction
	static String name(Enum<?> constant) {
		return constant.name();
	}

	/** Returns the position of a constant, from 0. */
	@ClaimFunction
	@SuppressWarnings("EnumOrdinal")
	static Integer ordinal(Enum<?> constant) {
		return constant.ordinal();
	}

	/** Returns the version of an identifier. */
	@ClaimFunction
	static Integer version(UUID identifier) {
		return identifier.version();
	}

	// Time

	/** Tells whether the time is before another. */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean isBefore(Instant time, Instant other) {
		return time.isBefore(other);
	}

	/** Tells whether the time is after another. */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean isAfter(Instant time, Instant other) {
		return time.isAfter(other);
	}

	/** Compares two times: negative, zero or positive. */
	@ClaimFunction
	static Integer compareTo(Instant time, Instant other) {
		return time.compareTo(other);
	}

	/** Returns the seconds since 1970. */
	@ClaimFunction
	static Long getEpochSecond(Instant time) {
		return time.getEpochSecond();
	}

	/** Returns the milliseconds since 1970. */
	@ClaimFunction
	static Long toEpochMilli(Instant time) {
		return time.toEpochMilli();
	}

	/** Returns the time a number of seconds later. */
	@ClaimFunction
	static Instant plusSeconds(Instant time, Number seconds) {
		return time.plusSeconds(Values.whole(seconds));
	}

	/** Returns the time a number of seconds earlier. */
	@ClaimFunction
	static Instant minusSeconds(Instant time, Number seconds) {
		return time.minusSeconds(Values.whole(seconds));
	}

	/** Returns the time a number of milliseconds later. */
	@ClaimFunction
	static Instant plusMillis(Instant time, Number milliseconds) {
		return time.plusMillis(Values.whole(milliseconds));
	}

	/** Returns the time a number of milliseconds earlier. */
	@ClaimFunction
	static Instant minusMillis(Instant time, Number milliseconds) {
		return time.minusMillis(Values.whole(milliseconds));
	}

	// Date

	/** Tells whether the date is before another. */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean isBefore(LocalDate date, LocalDate other) {
		return date.isBefore(other);
	}

	/** Tells whether the date is after another. */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean isAfter(LocalDate date, LocalDate other) {
		return date.isAfter(other);
	}

	/** Tells whether two dates are the same. */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean isEqual(LocalDate date, LocalDate other) {
		return date.isEqual(other);
	}

	/** Compares two dates: negative, zero or positive. */
	@ClaimFunction
	static Integer compareTo(LocalDate date, LocalDate other) {
		return date.compareTo(other);
	}

	/** Returns the year. */
	@ClaimFunction
	static Integer getYear(LocalDate date) {
		return date.getYear();
	}

	/** Returns the month, from 1 to 12. */
	@ClaimFunction
	static Integer getMonthValue(LocalDate date) {
		return date.getMonthValue();
	}

	/** Returns the month, such as {@code 'JUNE'}. */
	@ClaimFunction
	static Month getMonth(LocalDate date) {
		return date.getMonth();
	}

	/** Returns the day of the month, from 1. */
	@ClaimFunction
	static Integer getDayOfMonth(LocalDate date) {
		return date.getDayOfMonth();
	}

	/** Returns the day of the year, from 1. */
	@ClaimFunction
	static Integer getDayOfYear(LocalDate date) {
		return date.getDayOfYear();
	}

	/** Returns the day of the week, such as {@code 'SUNDAY'}. */
	@ClaimFunction
	static DayOfWeek getDayOfWeek(LocalDate date) {
		return date.getDayOfWeek();
	}

	/** Tells whether the year has 366 days. */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean isLeapYear(LocalDate date) {
		return date.isLeapYear();
	}

	/** Returns the number of days of the month. */
	@ClaimFunction
	static Integer lengthOfMonth(LocalDate date) {
		return date.lengthOfMonth();
	}

	/** Returns the days since 1970-01-01. */
	@ClaimFunction
	static Long toEpochDay(LocalDate date) {
		return date.toEpochDay();
	}

	/** Returns the date a number of days later. */
	@ClaimFunction
	static LocalDate plusDays(LocalDate date, Number days) {
		return date.plusDays(Values.whole(days));
	}

	/** Returns the date a number of days earlier. */
	@ClaimFunction
	static LocalDate minusDays(LocalDate date, Number days) {
		return date.minusDays(Values.whole(days));
	}

	/** Returns the date a number of weeks later. */
	@ClaimFunction
	static LocalDate plusWeeks(LocalDate date, Number weeks) {
		return date.plusWeeks(Values.whole(weeks));
	}

	/** Returns the date a number of months later. */
	@ClaimFunction
	static LocalDate plusMonths(LocalDate date, Number months) {
		return date.plusMonths(Values.whole(months));
	}

	/** Returns the date a number of months earlier. */
	@ClaimFunction
	static LocalDate minusMonths(LocalDate date, Number months) {
		return date.minusMonths(Values.whole(months));
	}

	/** Returns the date a number of years later. */
	@ClaimFunction
	static LocalDate plusYears(LocalDate date, Number years) {
		return date.plusYears(Values.whole(years));
	}

	/** Returns the date a number of years earlier. */
	@ClaimFunction
	static LocalDate minusYears(LocalDate date, Number years) {
		return date.minusYears(Values.whole(years));
	}

	/** Returns the date at another day of its month. */
	@ClaimFunction
	static LocalDate withDayOfMonth(LocalDate date, Number day) {
		try {
			return date.withDayOfMonth(Values.index(day));
		}
		catch (DateTimeException ex) {
			throw new EvaluationException("the month has no such day");
		}
	}

	/** Returns the time at which the date begins in UTC. */
	@ClaimFunction
	static Instant atStartOfDay(LocalDate date) {
		return date.atStartOfDay(ZoneOffset.UTC).toInstant();
	}

	// Lists and sets

	/** Returns the number of elements. */
	@ClaimFunction
	static Integer size(Collection<?> collection) {
		return collection.size();
	}

	/** Tells whether there are no elements; true of null. */
	@ClaimFunction(result = Result.TRUE_IF_ANY_ARGUMENT_IS)
	static Boolean isEmpty(Collection<?> collection) {
		return collection.isEmpty();
	}

	/** Tells whether there is an element that is the same. */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean contains(Collection<?> collection, Object value) {
		return Values.contains(collection, value);
	}

	/** Tells whether all of some values are elements. */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean containsAll(Collection<?> collection, Collection<?> values) {
		Set<Object> keys = collection.stream().map(Key::of).collect(Collectors.toSet());
		return values.stream().allMatch((value) -> value != null && keys.contains(Key.of(value)));
	}

	/** Returns where a value is first, or -1. */
	@ClaimFunction
	static Integer indexOf(List<?> list, Object value) {
		int index = 0;
		for (Object element : list) {
			if (Values.same(element, value)) {
				return index;
			}
			index++;
		}
		return -1;
	}

	/** Returns where a value is last, or -1. */
	@ClaimFunction
	static Integer lastIndexOf(List<?> list, Object value) {
		int last = -1;
		int index = 0;
		for (Object element : list) {
			last = Values.same(element, value) ? index : last;
			index++;
		}
		return last;
	}

	/** Returns the elements from an index to before another. */
	@ClaimFunction
	static <T> List<T> subList(List<T> list, Number start, Number end) {
		int first = Values.index(start);
		int last = Values.index(end);
		if (first < 0 || last > list.size() || first > last) {
			throw new EvaluationException("subList got an index outside of the list");
		}
		return new ArrayList<>(list.subList(first, last));
	}

	// Maps

	/** Returns the number of entries. */
	@ClaimFunction
	static Integer size(Map<String, ?> map) {
		return map.size();
	}

	/** Tells whether there are no entries; true of null. */
	@ClaimFunction(result = Result.TRUE_IF_ANY_ARGUMENT_IS)
	static Boolean isEmpty(Map<String, ?> map) {
		return map.isEmpty();
	}

	/** Tells whether there is such a key. */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean containsKey(Map<String, ?> map, String key) {
		return map.containsKey(key);
	}

	/** Returns the keys. */
	@ClaimFunction
	static List<String> keySet(Map<String, ?> map) {
		return new ArrayList<>(map.keySet());
	}

}

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
 * The table of the methods that expressions can call on values. They have the names and
 * the meaning that they have in Java. Each static method here is a row of the table, and
 * its first parameter is the value. A row is never called with {@code null}: if an
 * argument is {@code null}, the result is {@code null}, or what the annotation of the row
 * says. Indexes are numbers, patterns are in the syntax of RE2, and no row changes a
 * value. {@code language.tsv} describes what each row does.
 */
final class ClaimMethods {

	private ClaimMethods() {
	}

	// Any value

	@ClaimFunction
	static String toString(Object value) {
		return Values.scalar(value);
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean equals(Object value, Object other) {
		return Values.same(value, other);
	}

	// Text

	@ClaimFunction
	static Integer length(String text) {
		return text.length();
	}

	@ClaimFunction(result = Result.TRUE_IF_ANY_ARGUMENT_IS)
	static Boolean isEmpty(String text) {
		return text.isEmpty();
	}

	@ClaimFunction(result = Result.TRUE_IF_ANY_ARGUMENT_IS)
	static Boolean isBlank(String text) {
		return text.isBlank();
	}

	@ClaimFunction
	static String toLowerCase(String text) {
		return Values.lower(text);
	}

	@ClaimFunction
	static String toUpperCase(String text) {
		return text.toUpperCase(Locale.ROOT);
	}

	@ClaimFunction
	static String trim(String text) {
		return text.trim();
	}

	@ClaimFunction
	static String strip(String text) {
		return text.strip();
	}

	@ClaimFunction
	static String stripLeading(String text) {
		return text.stripLeading();
	}

	@ClaimFunction
	static String stripTrailing(String text) {
		return text.stripTrailing();
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean contains(String text, String part) {
		return text.contains(part);
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean startsWith(String text, String prefix) {
		return text.startsWith(prefix);
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean startsWith(String text, String prefix, Number from) {
		return text.startsWith(prefix, Values.index(from));
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean endsWith(String text, String suffix) {
		return text.endsWith(suffix);
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean equalsIgnoreCase(String text, String other) {
		return text.equalsIgnoreCase(other);
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean matches(String text, @ClaimFunction.Pattern String pattern) {
		return matches(text, Pattern.compile(pattern));
	}

	static Boolean matches(String text, Pattern pattern) {
		return pattern.matches(text);
	}

	@ClaimFunction
	static Integer indexOf(String text, String part) {
		return text.indexOf(part);
	}

	@ClaimFunction
	static Integer indexOf(String text, String part, Number from) {
		return text.indexOf(part, Values.index(from));
	}

	@ClaimFunction
	static Integer lastIndexOf(String text, String part) {
		return text.lastIndexOf(part);
	}

	@ClaimFunction
	static Integer lastIndexOf(String text, String part, Number from) {
		return text.lastIndexOf(part, Values.index(from));
	}

	@ClaimFunction
	static String substring(String text, Number start) {
		return substring(text, start, text.length());
	}

	@ClaimFunction
	static String substring(String text, Number start, Number end) {
		int first = Values.index(start);
		int last = Values.index(end);
		if (first < 0 || last > text.length() || first > last) {
			throw new EvaluationException("substring got an index outside of the text");
		}
		return text.substring(first, last);
	}

	@ClaimFunction
	static String charAt(String text, Number index) {
		return substring(text, index, Values.index(index) + 1);
	}

	@ClaimFunction
	static String concat(String text, String other) {
		return Values.join(text, other);
	}

	@ClaimFunction
	static String replace(String text, String target, String replacement) {
		if (target.isEmpty()) {
			checkLength(text.length() + (text.length() + 1L) * replacement.length());
			return text.replace(target, replacement);
		}
		String replaced = ClaimFunctions.replace(text, target, replacement);
		return (replaced != null) ? replaced : text;
	}

	@ClaimFunction
	static String replaceAll(String text, @ClaimFunction.Pattern String pattern, String replacement) {
		return replaceAll(text, Pattern.compile(pattern), replacement);
	}

	static String replaceAll(String text, Pattern pattern, String replacement) {
		return replaced(text, pattern, replacement, Integer.MAX_VALUE);
	}

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

	@ClaimFunction
	static String repeat(String text, Number count) {
		int times = Values.index(count);
		if (times < 0) {
			throw new EvaluationException("repeat got a negative number");
		}
		checkLength((long) text.length() * times);
		return text.repeat(times);
	}

	@ClaimFunction
	static Integer compareTo(String text, String other) {
		return text.compareTo(other);
	}

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

	@ClaimFunction
	static Integer intValue(Number number) {
		return Values.known(number).intValue();
	}

	@ClaimFunction
	static Long longValue(Number number) {
		return Values.known(number).longValue();
	}

	@ClaimFunction
	static Double doubleValue(Number number) {
		return Values.known(number).doubleValue();
	}

	@ClaimFunction
	static Integer compareTo(Number number, Number other) {
		return Values.compare(number, other);
	}

	@ClaimFunction
	static Number abs(Number number) {
		return (Values.compare(number, 0) < 0) ? Arithmetic.negate(number) : number;
	}

	@ClaimFunction
	static Number negate(Number number) {
		return Arithmetic.negate(number);
	}

	@ClaimFunction
	static Integer signum(Number number) {
		return Integer.signum(Values.compare(number, 0));
	}

	@ClaimFunction
	static String toPlainString(Number number) {
		BigDecimal decimal = Values.decimal(number);
		checkLength((long) decimal.precision() + Math.abs((long) decimal.scale()));
		return decimal.toPlainString();
	}

	// Enum constants and identifiers

	@ClaimFunction
	static String name(Enum<?> constant) {
		return constant.name();
	}

	@ClaimFunction
	@SuppressWarnings("EnumOrdinal")
	static Integer ordinal(Enum<?> constant) {
		return constant.ordinal();
	}

	@ClaimFunction
	static Integer version(UUID identifier) {
		return identifier.version();
	}

	// Time

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
		return time.plusSeconds(Values.whole(seconds));
	}

	@ClaimFunction
	static Instant minusSeconds(Instant time, Number seconds) {
		return time.minusSeconds(Values.whole(seconds));
	}

	@ClaimFunction
	static Instant plusMillis(Instant time, Number milliseconds) {
		return time.plusMillis(Values.whole(milliseconds));
	}

	@ClaimFunction
	static Instant minusMillis(Instant time, Number milliseconds) {
		return time.minusMillis(Values.whole(milliseconds));
	}

	// Date

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
		return date.plusDays(Values.whole(days));
	}

	@ClaimFunction
	static LocalDate minusDays(LocalDate date, Number days) {
		return date.minusDays(Values.whole(days));
	}

	@ClaimFunction
	static LocalDate plusWeeks(LocalDate date, Number weeks) {
		return date.plusWeeks(Values.whole(weeks));
	}

	@ClaimFunction
	static LocalDate plusMonths(LocalDate date, Number months) {
		return date.plusMonths(Values.whole(months));
	}

	@ClaimFunction
	static LocalDate minusMonths(LocalDate date, Number months) {
		return date.minusMonths(Values.whole(months));
	}

	@ClaimFunction
	static LocalDate plusYears(LocalDate date, Number years) {
		return date.plusYears(Values.whole(years));
	}

	@ClaimFunction
	static LocalDate minusYears(LocalDate date, Number years) {
		return date.minusYears(Values.whole(years));
	}

	@ClaimFunction
	static LocalDate withDayOfMonth(LocalDate date, Number day) {
		try {
			return date.withDayOfMonth(Values.index(day));
		}
		catch (DateTimeException ex) {
			throw new EvaluationException("the month has no such day");
		}
	}

	@ClaimFunction
	static Instant atStartOfDay(LocalDate date) {
		return date.atStartOfDay(ZoneOffset.UTC).toInstant();
	}

	// Lists and sets

	@ClaimFunction
	static Integer size(Collection<?> collection) {
		return collection.size();
	}

	@ClaimFunction(result = Result.TRUE_IF_ANY_ARGUMENT_IS)
	static Boolean isEmpty(Collection<?> collection) {
		return collection.isEmpty();
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean contains(Collection<?> collection, Object value) {
		return Values.contains(collection, value);
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean containsAll(Collection<?> collection, Collection<?> values) {
		Set<Object> keys = collection.stream().map(Key::of).collect(Collectors.toSet());
		return values.stream().allMatch((value) -> value != null && keys.contains(Key.of(value)));
	}

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

	@ClaimFunction
	static Integer size(Map<String, ?> map) {
		return map.size();
	}

	@ClaimFunction(result = Result.TRUE_IF_ANY_ARGUMENT_IS)
	static Boolean isEmpty(Map<String, ?> map) {
		return map.isEmpty();
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean containsKey(Map<String, ?> map, String key) {
		return map.containsKey(key);
	}

	@ClaimFunction
	static List<String> keySet(Map<String, ?> map) {
		return new ArrayList<>(map.keySet());
	}

}

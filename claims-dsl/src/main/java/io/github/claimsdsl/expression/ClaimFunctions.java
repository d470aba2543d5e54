package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.ClaimFunction.Result;

/**
 * The functions of the expression language. They have no side effects, are thread-safe,
 * and return {@code null} if an argument that they need is {@code null}. A function that
 * fails throws an {@link EvaluationException}. No function produces a text of more than
 * 65,536 characters or a list of more than 10,000 elements.
 *
 * @since 0.1.0
 */
public final class ClaimFunctions {

	private ClaimFunctions() {
	}

	/**
	 * Returns the functions as variables, by name, so that plain MVEL can call them.
	 * @return the methods, by name
	 */
	public static Map<String, Object> asVariables() {
		Map<String, Object> variables = new TreeMap<>();
		FunctionLibrary.methods(ClaimFunctions.class).forEach((method) -> variables.put(method.getName(), method));
		return variables;
	}

	// Text

	/**
	 * Returns a text in lower case, independent of any language: {@code lower('ABC')} is
	 * {@code 'abc'}.
	 * @param text the text
	 * @return the text in lower case
	 */
	@ClaimFunction
	public static @Nullable String lower(@Nullable String text) {
		return (text != null) ? Texts.lower(text) : null;
	}

	/**
	 * Returns a text in upper case, independent of any language: {@code upper('abc')} is
	 * {@code 'ABC'}.
	 * @param text the text
	 * @return the text in upper case
	 */
	@ClaimFunction
	public static @Nullable String upper(@Nullable String text) {
		return (text != null) ? text.toUpperCase(Locale.ROOT) : null;
	}

	/**
	 * Returns a text without white space at its ends: {@code trim(' a ')} is {@code 'a'}.
	 * @param text the text
	 * @return the trimmed text
	 */
	@ClaimFunction
	public static @Nullable String trim(@Nullable String text) {
		return (text != null) ? text.strip() : null;
	}

	/**
	 * Returns the number of UTF-16 code units of a text: {@code length('abc')} is
	 * {@code 3}.
	 * @param text the text
	 * @return the length
	 */
	@ClaimFunction
	public static @Nullable Integer length(@Nullable String text) {
		return (text != null) ? text.length() : null;
	}

	/**
	 * Returns the part of a text before the first delimiter, or the whole text if there
	 * is none: {@code substringBefore('a@b', '@')} is {@code 'a'}.
	 * @param text the text
	 * @param delimiter the delimiter
	 * @return the part before the delimiter
	 */
	@ClaimFunction
	public static @Nullable String substringBefore(@Nullable String text, @Nullable String delimiter) {
		if (text == null || delimiter == null) {
			return null;
		}
		int index = text.indexOf(delimiter);
		return (index >= 0) ? text.substring(0, index) : text;
	}

	/**
	 * Returns the part of a text after the first delimiter, or an empty text if there is
	 * none: {@code substringAfter('a@b', '@')} is {@code 'b'}.
	 * @param text the text
	 * @param delimiter the delimiter
	 * @return the part after the delimiter
	 */
	@ClaimFunction
	public static @Nullable String substringAfter(@Nullable String text, @Nullable String delimiter) {
		if (text == null || delimiter == null) {
			return null;
		}
		int index = text.indexOf(delimiter);
		return (index >= 0) ? text.substring(index + delimiter.length()) : "";
	}

	/**
	 * Tells whether a text starts with another: {@code startsWith('abc', 'ab')} is
	 * {@code true}.
	 * @param text the text
	 * @param prefix the prefix
	 * @return {@code true} if it starts with the prefix
	 */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	public static Boolean startsWith(@Nullable String text, @Nullable String prefix) {
		return text != null && prefix != null && text.startsWith(prefix);
	}

	/**
	 * Tells whether a text ends with another: {@code endsWith('abc', 'bc')} is
	 * {@code true}.
	 * @param text the text
	 * @param suffix the suffix
	 * @return {@code true} if it ends with the suffix
	 */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	public static Boolean endsWith(@Nullable String text, @Nullable String suffix) {
		return text != null && suffix != null && text.endsWith(suffix);
	}

	/**
	 * Replaces every occurrence of a text: {@code replace('a-b', '-', '_')} is
	 * {@code 'a_b'}.
	 * @param text the text
	 * @param target the text to replace; nothing is replaced if it is empty
	 * @param replacement the text to put in its place
	 * @return the text with the replacements
	 */
	@ClaimFunction
	public static @Nullable String replace(@Nullable String text, @Nullable String target,
			@Nullable String replacement) {
		if (text == null || target == null || replacement == null) {
			return null;
		}
		if (target.isEmpty()) {
			return text;
		}
		long count = 0;
		for (int i = text.indexOf(target); i >= 0; i = text.indexOf(target, i + target.length())) {
			count++;
		}
		checkText(text.length() + count * (replacement.length() - target.length()), "replace");
		return text.replace(target, replacement);
	}

	/**
	 * Splits a text at every delimiter: {@code split('a,b', ',')} is {@code ['a', 'b']}.
	 * @param text the text
	 * @param delimiter the delimiter; the text is not split if it is empty
	 * @return the parts, at least one
	 */
	@ClaimFunction
	public static @Nullable List<String> split(@Nullable String text, @Nullable String delimiter) {
		if (text == null || delimiter == null) {
			return null;
		}
		List<String> parts = new ArrayList<>();
		int start = 0;
		int end = delimiter.isEmpty() ? -1 : text.indexOf(delimiter);
		while (end >= 0) {
			parts.add(text.substring(start, end));
			checkElements(parts.size() + 1, "split");
			start = end + delimiter.length();
			end = text.indexOf(delimiter, start);
		}
		parts.add(text.substring(start));
		return parts;
	}

	/**
	 * Joins texts: {@code join(['a', 'b'], ' ')} is {@code 'a b'}. Elements that are null
	 * are left out.
	 * @param texts the texts
	 * @param delimiter the text to put between them
	 * @return the joined text
	 */
	@ClaimFunction
	public static @Nullable String join(@Nullable Collection<String> texts, @Nullable String delimiter) {
		if (texts == null || delimiter == null) {
			return null;
		}
		List<String> parts = select(texts, (text) -> true);
		long length = (long) delimiter.length() * Math.max(0, parts.size() - 1);
		for (String part : parts) {
			length += part.length();
		}
		checkText(length, "join");
		return String.join(delimiter, parts);
	}

	/**
	 * Tells whether the whole text matches a regular expression in the syntax of RE2:
	 * {@code matches('ab1', '[a-z]+[0-9]')} is {@code true}.
	 * @param text the text
	 * @param pattern the pattern, which must be a literal
	 * @return {@code true} if it matches
	 */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	public static Boolean matches(@Nullable String text, @ClaimFunction.Pattern @Nullable String pattern) {
		return pattern != null && matches(text, Pattern.compile(pattern));
	}

	static Boolean matches(@Nullable String text, Pattern pattern) {
		return text != null && pattern.matches(text);
	}

	// Collections

	/**
	 * Returns the number of elements: {@code size(['a', 'b'])} is {@code 2}.
	 * @param collection the collection
	 * @return the number of elements
	 */
	@ClaimFunction
	public static @Nullable Integer size(@Nullable Collection<?> collection) {
		return (collection != null) ? collection.size() : null;
	}

	/**
	 * Returns the first element, or null if there is none: {@code first(['a', 'b'])} is
	 * {@code 'a'}.
	 * @param collection the collection
	 * @param <T> the type of its elements
	 * @return the first element
	 */
	@ClaimFunction(result = Result.MAY_BE_NULL)
	public static <T> @Nullable T first(@Nullable Collection<T> collection) {
		return (collection != null && !collection.isEmpty()) ? collection.iterator().next() : null;
	}

	/**
	 * Tells whether a collection contains at least one of some values:
	 * {@code containsAny(['a', 'b'], ['b', 'c'])} is {@code true}.
	 * @param collection the collection
	 * @param values the values
	 * @param <T> the type of the elements
	 * @return {@code true} if they have an element in common
	 */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	public static <T> Boolean containsAny(@Nullable Collection<T> collection, @Nullable Collection<T> values) {
		if (collection == null || values == null) {
			return false;
		}
		Set<Object> keys = keys(collection);
		return values.stream().map(Key::of).anyMatch(keys::contains);
	}

	/**
	 * Tells whether a collection contains all of some values:
	 * {@code containsAll(['a', 'b'], ['b'])} is {@code true}.
	 * @param collection the collection
	 * @param values the values
	 * @param <T> the type of the elements
	 * @return {@code true} if every value is in the collection
	 */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	public static <T> Boolean containsAll(@Nullable Collection<T> collection, @Nullable Collection<T> values) {
		return collection != null && values != null && keys(collection).containsAll(keys(values));
	}

	/**
	 * Returns the elements of a collection without duplicates, in order of their first
	 * occurrence: {@code distinct(['a', 'b', 'a'])} is {@code ['a', 'b']}.
	 * @param collection the collection
	 * @param <T> the type of its elements
	 * @return a list
	 */
	@ClaimFunction
	public static <T> @Nullable List<T> distinct(@Nullable Collection<T> collection) {
		if (collection == null) {
			return null;
		}
		Map<Object, T> distinct = new LinkedHashMap<>();
		collection.forEach((element) -> distinct.putIfAbsent(Key.of(element), element));
		return new ArrayList<>(distinct.values());
	}

	/**
	 * Returns texts sorted by their UTF-16 code units, without nulls:
	 * {@code sorted(['b', 'a'])} is {@code ['a', 'b']}.
	 * @param texts the texts
	 * @return a sorted list
	 */
	@ClaimFunction
	public static @Nullable List<String> sorted(@Nullable Collection<String> texts) {
		if (texts == null) {
			return null;
		}
		List<String> sorted = select(texts, (text) -> true);
		Collections.sort(sorted);
		return sorted;
	}

	/**
	 * Returns the elements of one collection followed by those of another:
	 * {@code concat(['a'], ['b'])} is {@code ['a', 'b']}.
	 * @param first the first collection
	 * @param second the second collection
	 * @param <T> the type of the elements
	 * @return a list
	 */
	@ClaimFunction
	public static <T> @Nullable List<T> concat(@Nullable Collection<T> first, @Nullable Collection<T> second) {
		if (first == null || second == null) {
			return null;
		}
		checkElements((long) first.size() + second.size(), "concat");
		List<T> list = new ArrayList<>(first);
		list.addAll(second);
		return list;
	}

	/**
	 * Returns the texts that start with a prefix:
	 * {@code filterPrefix(['ROLE_a', 'b'], 'ROLE_')} is {@code ['ROLE_a']}.
	 * @param texts the texts
	 * @param prefix the prefix
	 * @return a list
	 */
	@ClaimFunction
	public static @Nullable List<String> filterPrefix(@Nullable Collection<String> texts, @Nullable String prefix) {
		return (texts != null && prefix != null) ? select(texts, (text) -> text.startsWith(prefix)) : null;
	}

	/**
	 * Returns the texts that as a whole match a regular expression in the syntax of RE2:
	 * {@code filterMatches(['a1', 'b'], '[a-z][0-9]')} is {@code ['a1']}.
	 * @param texts the texts
	 * @param pattern the pattern, which must be a literal
	 * @return a list
	 */
	@ClaimFunction
	public static @Nullable List<String> filterMatches(@Nullable Collection<String> texts,
			@ClaimFunction.Pattern @Nullable String pattern) {
		return (pattern != null) ? filterMatches(texts, Pattern.compile(pattern)) : null;
	}

	static @Nullable List<String> filterMatches(@Nullable Collection<String> texts, Pattern pattern) {
		return (texts != null) ? select(texts, pattern::matches) : null;
	}

	/**
	 * Removes a prefix from the texts that have it:
	 * {@code stripPrefix(['ROLE_a', 'b'], 'ROLE_')} is {@code ['a', 'b']}.
	 * @param texts the texts
	 * @param prefix the prefix
	 * @return a list
	 */
	@ClaimFunction
	public static @Nullable List<String> stripPrefix(@Nullable Collection<String> texts, @Nullable String prefix) {
		if (texts == null || prefix == null) {
			return null;
		}
		List<String> list = select(texts, (text) -> true);
		list.replaceAll((text) -> text.startsWith(prefix) ? text.substring(prefix.length()) : text);
		return list;
	}

	/**
	 * Applies a function to each element: {@code map(['A', 'B'], 'lower')} is
	 * {@code ['a', 'b']}.
	 * @param collection the collection
	 * @param function the name of a function with one parameter, which must be a literal
	 * @return a list of the function's results
	 */
	@ClaimFunction
	public static @Nullable List<@Nullable Object> map(@Nullable Collection<?> collection,
			@ClaimFunction.FunctionName @Nullable String function) {
		return (function != null) ? map(collection, named(function)) : null;
	}

	static @Nullable List<@Nullable Object> map(@Nullable Collection<?> collection, Function function) {
		if (collection == null) {
			return null;
		}
		List<@Nullable Object> list = new ArrayList<>(collection.size());
		for (Object element : collection) {
			list.add(function.apply(element));
		}
		return list;
	}

	private static Function named(String name) {
		return FunctionLibrary.methods(ClaimFunctions.class)
			.filter((method) -> method.getName().equals(name))
			.findFirst()
			.map(Function::of)
			.orElseThrow(() -> new EvaluationException("map needs the name of a function"));
	}

	// Null

	/**
	 * Returns the first value that is not null: {@code coalesce(user.tier, 'none')}.
	 * @param value the value
	 * @param otherwise what to return if the value is {@code null}
	 * @param <T> the type of both
	 * @return the value, or the other
	 */
	@ClaimFunction(result = Result.NULL_IF_ALL_ARGUMENTS_ARE)
	public static <T> @Nullable T coalesce(@Nullable T value, @Nullable T otherwise) {
		return (value != null) ? value : otherwise;
	}

	/**
	 * Returns a text unless it is null or blank: {@code defaultText(' ', 'none')} is
	 * {@code 'none'}.
	 * @param text the text
	 * @param otherwise what to return if the text is {@code null} or blank
	 * @return the text, or the other
	 */
	@ClaimFunction(result = Result.MAY_BE_NULL)
	public static @Nullable String defaultText(@Nullable String text, @Nullable String otherwise) {
		return (text != null && !text.isBlank()) ? text : otherwise;
	}

	// Conversion

	/**
	 * Converts a text, number, boolean, time, enum constant or other plain value to text:
	 * {@code text(5)} is {@code '5'}. Collections and maps have no text.
	 * @param value the value
	 * @return the text, or {@code null}
	 */
	@ClaimFunction(result = Result.MAY_BE_NULL)
	public static @Nullable String text(@Nullable Object value) {
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		return (value != null && Texts.PLAIN.contains(value.getClass())) ? Texts.toText(value) : null;
	}

	/**
	 * Converts the elements of a collection to text, as {@link #text} does:
	 * {@code texts([1, 'a'])} is {@code ['1', 'a']}. A single value becomes a list with
	 * one text. Elements without a text are left out.
	 * @param value the collection or value
	 * @return a list of texts
	 */
	@ClaimFunction
	public static @Nullable List<String> texts(@Nullable Object value) {
		if (value == null) {
			return null;
		}
		Collection<?> elements = (value instanceof Collection<?> collection) ? collection
				: (value instanceof Object[] array) ? Arrays.asList(array) : List.of(value);
		checkElements(elements.size(), "texts");
		List<String> list = new ArrayList<>(elements.size());
		for (Object element : elements) {
			String text = text(element);
			if (text != null) {
				list.add(text);
			}
		}
		return list;
	}

	/**
	 * Converts a number, or a text that holds one, to a number: {@code number('5')} is
	 * {@code 5}. The result is null for anything else, and for a number beyond 64 bits.
	 * @param value the value
	 * @return an {@link Integer}, {@link Long} or {@link Double}, or {@code null}
	 */
	@ClaimFunction(result = Result.MAY_BE_NULL)
	public static @Nullable Number number(@Nullable Object value) {
		return Numbers.toNumber(value);
	}

	/**
	 * Converts a boolean, or the text {@code 'true'} or {@code 'false'}, to a boolean:
	 * {@code bool('true')} is {@code true}. The result is null for anything else.
	 * @param value the value
	 * @return the boolean, or {@code null}
	 */
	@ClaimFunction(result = Result.MAY_BE_NULL)
	@SuppressWarnings("NullAway")
	public static @Nullable Boolean bool(@Nullable Object value) {
		if (value instanceof Boolean known) {
			return known;
		}
		return "true".equals(value) ? Boolean.TRUE : "false".equals(value) ? Boolean.FALSE : null;
	}

	// Numbers

	/**
	 * Returns the smaller of two numbers: {@code min(1, 2)} is {@code 1}.
	 * @param first a number
	 * @param second a number
	 * @return the smaller one, or the first if they are equal
	 */
	@ClaimFunction
	public static @Nullable Number min(@Nullable Number first, @Nullable Number second) {
		if (first == null || second == null) {
			return null;
		}
		return (Numbers.compare(first, second) <= 0) ? first : second;
	}

	/**
	 * Returns the larger of two numbers: {@code max(1, 2)} is {@code 2}.
	 * @param first a number
	 * @param second a number
	 * @return the larger one, or the first if they are equal
	 */
	@ClaimFunction
	public static @Nullable Number max(@Nullable Number first, @Nullable Number second) {
		if (first == null || second == null) {
			return null;
		}
		return (Numbers.compare(first, second) >= 0) ? first : second;
	}

	/**
	 * Multiplies two numbers: {@code multiply(2, 3)} is {@code 6}. The product of whole
	 * numbers is whole. The function fails if it is beyond 64 bits.
	 * @param first a number
	 * @param second a number
	 * @return the product
	 */
	@ClaimFunction
	public static @Nullable Number multiply(@Nullable Number first, @Nullable Number second) {
		if (first == null || second == null) {
			return null;
		}
		return Arithmetic.multiply(first, second);
	}

	/**
	 * Divides two numbers and rounds the quotient, a half away from zero:
	 * {@code divide(2, 3, 2)} is {@code 0.67}. Fails if the divisor is zero.
	 * @param dividend a number
	 * @param divisor a number that is not zero
	 * @param decimals how many decimals to keep, from 0 to 9
	 * @return the quotient, a {@link Double}
	 */
	@ClaimFunction
	public static @Nullable Double divide(@Nullable Number dividend, @Nullable Number divisor,
			@Nullable Number decimals) {
		if (dividend == null || divisor == null || decimals == null) {
			return null;
		}
		double scale = Numbers.known(decimals).doubleValue();
		if (Numbers.known(divisor).doubleValue() == 0 || !(scale >= 0 && scale <= 9) || scale != Math.rint(scale)) {
			throw new EvaluationException("divide needs a divisor other than zero and from 0 to 9 decimals");
		}
		return Numbers.decimal(dividend)
			.divide(Numbers.decimal(divisor), (int) scale, RoundingMode.HALF_UP)
			.doubleValue();
	}

	/**
	 * Rounds a number to a whole one, a half away from zero: {@code round(2.5)} is
	 * {@code 3}. Fails if the result is beyond 64 bits.
	 * @param number a number
	 * @return the whole number
	 */
	@ClaimFunction
	public static @Nullable Number round(@Nullable Number number) {
		if (number == null) {
			return null;
		}
		BigDecimal rounded = Numbers.decimal(number).setScale(0, RoundingMode.HALF_UP);
		try {
			return Numbers.narrow(rounded.longValueExact());
		}
		catch (ArithmeticException ex) {
			throw new EvaluationException("the result of round does not fit into 64 bits");
		}
	}

	// Time

	/**
	 * Converts an ISO 8601 text such as {@code '2026-01-31T12:00:00Z'} to a time. The
	 * result is null for any other text.
	 * @param text the text
	 * @return the time, or {@code null}
	 */
	@ClaimFunction(result = Result.MAY_BE_NULL)
	public static @Nullable Instant time(@Nullable String text) {
		try {
			return (text != null && text.length() <= 64) ? Instant.parse(text) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * Returns the seconds since 1970-01-01T00:00:00Z, which is the form of claims such as
	 * {@code auth_time}: {@code epochSeconds(now)}.
	 * @param time a time
	 * @return the seconds, rounded down
	 */
	@ClaimFunction
	public static @Nullable Long epochSeconds(@Nullable Instant time) {
		return (time != null) ? time.getEpochSecond() : null;
	}

	/**
	 * Returns the seconds from one time to another, for example the age of a login:
	 * {@code secondsBetween(user.lastLogin, now)}.
	 * @param from the first time
	 * @param to the second time
	 * @return the whole seconds; negative if the second time is before the first
	 */
	@ClaimFunction
	public static @Nullable Long secondsBetween(@Nullable Instant from, @Nullable Instant to) {
		return (from != null && to != null) ? ChronoUnit.SECONDS.between(from, to) : null;
	}

	/**
	 * Tells whether a time is before another: {@code before(user.lastLogin, now)}.
	 * @param time a time
	 * @param other another time
	 * @return {@code true} if it is before the other
	 */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	public static Boolean before(@Nullable Instant time, @Nullable Instant other) {
		return time != null && other != null && time.isBefore(other);
	}

	/**
	 * Tells whether a time is after another: {@code after(user.validUntil, now)}.
	 * @param time a time
	 * @param other another time
	 * @return {@code true} if it is after the other
	 */
	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	public static Boolean after(@Nullable Instant time, @Nullable Instant other) {
		return time != null && other != null && time.isAfter(other);
	}

	/**
	 * Converts an ISO 8601 text such as {@code '2026-01-31'} to a date. The result is
	 * null for any other text.
	 * @param text the text
	 * @return the date, or {@code null}
	 */
	@ClaimFunction(result = Result.MAY_BE_NULL)
	public static @Nullable LocalDate date(@Nullable String text) {
		try {
			return (text != null && text.length() <= 64) ? LocalDate.parse(text) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * Returns the whole years from one date or time to another, for example an age:
	 * {@code years(user.birthDate, now)}. A time counts as its date in UTC.
	 * @param from the first date or time
	 * @param to the second date or time
	 * @return the years, rounded down
	 */
	@ClaimFunction
	public static @Nullable Long years(@Nullable Temporal from, @Nullable Temporal to) {
		if (from == null || to == null) {
			return null;
		}
		LocalDate first = Times.date(from);
		LocalDate second = Times.date(to);
		long years = ChronoUnit.YEARS.between(first, second);
		return first.plusYears(years).isAfter(second) ? years - 1 : years;
	}

	/**
	 * Returns the whole days from one date or time to another:
	 * {@code days(user.createdAt, now)}. A date counts as its start in UTC.
	 * @param from the first date or time
	 * @param to the second date or time
	 * @return the days, rounded down
	 */
	@ClaimFunction
	public static @Nullable Long days(@Nullable Temporal from, @Nullable Temporal to) {
		return (from != null && to != null)
				? Math.floorDiv(Duration.between(Times.time(from), Times.time(to)).toSeconds(), 86_400L) : null;
	}

	/**
	 * Returns the hour of the day in a time zone: {@code hour(now, 'Europe/Oslo')}. Fails
	 * if there is no such time zone.
	 * @param time a time
	 * @param zone the name of a time zone, such as {@code 'UTC'}
	 * @return the hour, from 0 to 23
	 */
	@ClaimFunction
	public static @Nullable Integer hour(@Nullable Instant time, @Nullable String zone) {
		return (time != null && zone != null) ? time.atZone(Times.zone(zone)).getHour() : null;
	}

	/**
	 * Tells whether a value is null, an empty text, or a collection or map without
	 * elements: {@code isEmpty(user.roles)}.
	 * @param value a text, collection or map
	 * @return {@code true} if it is empty
	 */
	@ClaimFunction(result = Result.TRUE_IF_ANY_ARGUMENT_IS)
	public static Boolean isEmpty(@Nullable Object value) {
		return Boolean.TRUE.equals(Operator.EMPTY.apply(value, null));
	}

	/**
	 * Tells whether a text is null, empty or only white space:
	 * {@code isBlank(user.nick)}.
	 * @param text the text
	 * @return {@code true} if it is blank
	 */
	@ClaimFunction(result = Result.TRUE_IF_ANY_ARGUMENT_IS)
	public static Boolean isBlank(@Nullable String text) {
		return text == null || text.isBlank();
	}

	/**
	 * Returns a part of a text: {@code substring('abc', 0, 2)} is {@code 'ab'}. Positions
	 * beyond the end of the text do not fail.
	 * @param text the text
	 * @param start the index of the first character, from 0
	 * @param end the index after the last character
	 * @return the part
	 */
	@ClaimFunction
	public static @Nullable String substring(@Nullable String text, @Nullable Number start, @Nullable Number end) {
		if (text == null || start == null || end == null) {
			return null;
		}
		int last = Math.min(Numbers.index(end), text.length());
		return text.substring(Math.min(Math.max(Numbers.index(start), 0), Math.max(last, 0)), Math.max(last, 0));
	}

	private static Set<Object> keys(Collection<?> collection) {
		return collection.stream().map(Key::of).collect(Collectors.toSet());
	}

	private static List<String> select(Collection<String> texts, Predicate<String> predicate) {
		List<String> list = new ArrayList<>(texts.size());
		for (String text : texts) {
			if (text != null && predicate.test(text)) {
				list.add(text);
			}
		}
		return list;
	}

	private static void checkText(long length, String function) {
		if (length > Limits.LONGEST_TEXT) {
			throw new EvaluationException("the text of " + function + " is longer than " + Limits.LONGEST_TEXT);
		}
	}

	private static void checkElements(long size, String function) {
		if (size > Limits.MOST_ELEMENTS) {
			throw new EvaluationException(function + " has more than " + Limits.MOST_ELEMENTS + " elements");
		}
	}

}

package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What functions mean, for {@link ReferenceInterpreter}: as their documentation says.
 */
final class ReferenceFunctions {

	private static final Set<String> FALSE_OF_NULL = Set.of("startsWith", "endsWith", "matches", "containsAny",
			"containsAll", "before", "after");

	private static final Set<String> TRUE_OF_NULL = Set.of("isEmpty", "isBlank");

	private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

	private ReferenceFunctions() {
	}

	/** Whether null as an argument is not the end. */
	static boolean takesNull(String function) {
		return function.equals("defaultText");
	}

	static @Nullable Object ofNull(String function) {
		if (TRUE_OF_NULL.contains(function)) {
			return true;
		}
		return FALSE_OF_NULL.contains(function) ? false : null;
	}

	static @Nullable Object call(String function, List<@Nullable Object> arguments) {
		if (function.equals("defaultText")) {
			String text = (arguments.get(0) != null) ? text(arguments, 0) : "";
			String otherwise = (arguments.get(1) != null) ? text(arguments, 1) : null;
			return !text.isBlank() ? text : otherwise;
		}
		return arguments.contains(null) ? ofNull(function) : ofTexts(function, arguments);
	}

	private static @Nullable Object ofTexts(String function, List<@Nullable Object> of) {
		return switch (function) {
			case "lower" -> text(of, 0).toLowerCase(Locale.ROOT);
			case "upper" -> text(of, 0).toUpperCase(Locale.ROOT);
			case "trim" -> text(of, 0).strip();
			case "length" -> text(of, 0).length();
			case "substringBefore" -> before(text(of, 0), text(of, 1));
			case "substringAfter" -> after(text(of, 0), text(of, 1));
			case "startsWith" -> text(of, 0).startsWith(text(of, 1));
			case "endsWith" -> text(of, 0).endsWith(text(of, 1));
			case "replace" -> replace(text(of, 0), text(of, 1), text(of, 2));
			case "split" -> split(text(of, 0), text(of, 1));
			case "join" -> String.join(text(of, 1), texts(of));
			case "matches" -> text(of, 0).matches(text(of, 1));
			case "isBlank" -> text(of, 0).isBlank();
			case "substring" -> part(text(of, 0), index(of, 1), index(of, 2));
			default -> ofCollections(function, of);
		};
	}

	private static String replace(String text, String target, String replacement) {
		return target.isEmpty() ? text : text.replace(target, replacement);
	}

	private static List<String> split(String text, String delimiter) {
		return delimiter.isEmpty() ? List.of(text) : List.of(text.split(Pattern.quote(delimiter), -1));
	}

	private static String before(String text, String delimiter) {
		return text.contains(delimiter) ? text.substring(0, text.indexOf(delimiter)) : text;
	}

	private static String after(String text, String delimiter) {
		return text.contains(delimiter) ? text.substring(text.indexOf(delimiter) + delimiter.length()) : "";
	}

	/** What is beyond the text is left out. */
	private static String part(String text, int start, int end) {
		StringBuilder part = new StringBuilder();
		for (int i = Math.max(start, 0); i < Math.min(end, text.length()); i++) {
			part.append(text.charAt(i));
		}
		return part.toString();
	}

	private static @Nullable Object ofCollections(String function, List<@Nullable Object> of) {
		return switch (function) {
			case "size" -> elements(of, 0).size();
			case "first" -> elements(of, 0).isEmpty() ? null : elements(of, 0).get(0);
			case "containsAny" -> containsAny(elements(of, 0), elements(of, 1));
			case "containsAll" -> containsAll(elements(of, 0), elements(of, 1));
			case "distinct" -> distinct(elements(of, 0));
			case "sorted" -> texts(of).stream().sorted().toList();
			case "concat" -> concat(elements(of, 0), elements(of, 1));
			case "filterPrefix" -> withPrefix(texts(of), text(of, 1));
			case "filterMatches" -> texts(of).stream().filter((text) -> text.matches(text(of, 1))).toList();
			case "stripPrefix" -> withoutPrefix(texts(of), text(of, 1));
			case "map" -> map(elements(of, 0), text(of, 1));
			case "isEmpty" -> ReferenceValues.isEmpty(of.get(0));
			default -> ofScalars(function, of);
		};
	}

	private static List<String> withPrefix(List<String> texts, String prefix) {
		return texts.stream().filter((text) -> text.startsWith(prefix)).toList();
	}

	private static List<String> withoutPrefix(List<String> texts, String prefix) {
		return texts.stream().map((text) -> text.startsWith(prefix) ? text.substring(prefix.length()) : text).toList();
	}

	private static boolean containsAny(List<?> elements, List<?> values) {
		return values.stream().anyMatch((value) -> contains(elements, value));
	}

	private static boolean containsAll(List<?> elements, List<?> values) {
		return values.stream().allMatch((value) -> contains(elements, value));
	}

	private static boolean contains(List<?> elements, @Nullable Object value) {
		return elements.stream().anyMatch((element) -> ReferenceValues.identical(element, value));
	}

	private static List<Object> distinct(List<?> elements) {
		List<Object> distinct = new ArrayList<>();
		for (Object element : elements) {
			if (!contains(distinct, element)) {
				distinct.add(element);
			}
		}
		return distinct;
	}

	private static List<Object> concat(List<?> first, List<?> second) {
		List<Object> all = new ArrayList<>(first);
		all.addAll(second);
		return all;
	}

	private static List<@Nullable Object> map(List<?> elements, String function) {
		List<@Nullable Object> mapped = new ArrayList<>();
		elements.forEach((element) -> mapped.add(call(function, Arrays.asList(element))));
		return mapped;
	}

	private static @Nullable Object ofScalars(String function, List<@Nullable Object> of) {
		Object value = Objects.requireNonNull(of.get(0));
		return switch (function) {
			case "text" -> isScalar(value) ? ReferenceValues.text(value) : null;
			case "texts" -> ((value instanceof Collection<?>) ? elements(of, 0) : List.of(value)).stream()
				.filter((element) -> element != null && isScalar(element))
				.map(ReferenceValues::text)
				.toList();
			case "number" -> (value instanceof Number) ? value : (value instanceof String text) ? number(text) : null;
			case "bool" -> (value instanceof Boolean) ? value
					: value.equals("true") ? (Object) true : value.equals("false") ? (Object) false : null;
			case "min" -> (ReferenceValues.compare(number(of, 0), number(of, 1)) <= 0) ? value : of.get(1);
			case "max" -> (ReferenceValues.compare(number(of, 0), number(of, 1)) >= 0) ? value : of.get(1);
			case "multiply" -> ReferenceValues.arithmetic("*", number(of, 0), number(of, 1));
			case "divide" -> quotient(number(of, 0), number(of, 1), number(of, 2));
			case "round" -> ReferenceValues.whole(rounded(number(of, 0)));
			default -> ofTimes(function, of);
		};
	}

	private static boolean isScalar(Object value) {
		return !(value instanceof Collection<?> || value instanceof Map<?, ?> || value instanceof Record)
				&& (value instanceof Comparable<?> || value instanceof UUID);
	}

	private static @Nullable Number number(String text) {
		if (!NUMBER.matcher(text).matches()) {
			return null;
		}
		if (text.contains(".")) {
			return Double.valueOf(text);
		}
		BigInteger value = new BigInteger(text);
		return (value.bitLength() < 64) ? ReferenceValues.whole(value) : null;
	}

	private static Double quotient(Number dividend, Number divisor, Number decimals) {
		BigDecimal scale = ReferenceValues.decimal(decimals);
		if (scale.signum() < 0 || scale.compareTo(BigDecimal.valueOf(9)) > 0 || divisor.doubleValue() == 0) {
			throw new ReferenceFailure("divide");
		}
		return ReferenceValues.decimal(dividend)
			.divide(ReferenceValues.decimal(divisor), scale.intValueExact(), RoundingMode.HALF_UP)
			.doubleValue();
	}

	private static BigInteger rounded(Number number) {
		return ReferenceValues.decimal(number).setScale(0, RoundingMode.HALF_UP).toBigInteger();
	}

	private static @Nullable Object ofTimes(String function, List<@Nullable Object> of) {
		return switch (function) {
			case "time" -> parsed(() -> Instant.parse(text(of, 0)));
			case "date" -> parsed(() -> LocalDate.parse(text(of, 0)));
			case "epochSeconds" -> time(of, 0).getEpochSecond();
			case "secondsBetween" -> time(of, 0).until(time(of, 1), ChronoUnit.SECONDS);
			case "before" -> time(of, 0).isBefore(time(of, 1));
			case "after" -> time(of, 0).isAfter(time(of, 1));
			case "years" -> years(date(of, 0), date(of, 1));
			case "days" -> days(start(of, 0), start(of, 1));
			case "hour" -> time(of, 0).atZone(ZoneId.of(text(of, 1))).getHour();
			default -> throw new ReferenceFailure(function);
		};
	}

	private static @Nullable Object parsed(java.util.function.Supplier<Object> parser) {
		try {
			return parser.get();
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/** Counts birthdays as Java does: who was born on 29 February has them on 1 March. */
	private static long years(LocalDate first, LocalDate second) {
		if (first.isAfter(second) && first.getMonthValue() == 2 && first.getDayOfMonth() == 29) {
			throw ReferenceFailure.unsure("what is a year before 29 February");
		}
		long years = (long) second.getYear() - first.getYear();
		boolean before = second.getMonthValue() < first.getMonthValue()
				|| (second.getMonthValue() == first.getMonthValue() && second.getDayOfMonth() < first.getDayOfMonth());
		return before ? years - 1 : years;
	}

	private static long days(Instant first, Instant second) {
		long seconds = second.getEpochSecond() - first.getEpochSecond();
		return Math.floorDiv((second.getNano() < first.getNano()) ? seconds - 1 : seconds, 86_400L);
	}

	private static LocalDate date(List<@Nullable Object> arguments, int index) {
		return (arguments.get(index) instanceof LocalDate date) ? date
				: LocalDate.ofInstant(time(arguments, index), ZoneOffset.UTC);
	}

	private static Instant start(List<@Nullable Object> arguments, int index) {
		return (arguments.get(index) instanceof LocalDate date) ? date.atStartOfDay().toInstant(ZoneOffset.UTC)
				: time(arguments, index);
	}

	private static Instant time(List<@Nullable Object> arguments, int index) {
		return ReferenceMethods.cast(Instant.class, arguments.get(index));
	}

	private static String text(List<@Nullable Object> arguments, int index) {
		return ReferenceMethods.cast(String.class, arguments.get(index));
	}

	private static Number number(List<@Nullable Object> arguments, int index) {
		return ReferenceMethods.cast(Number.class, arguments.get(index));
	}

	private static int index(List<@Nullable Object> arguments, int index) {
		return ReferenceMethods.index(arguments.get(index));
	}

	private static List<?> elements(List<@Nullable Object> arguments, int index) {
		return new ArrayList<Object>(ReferenceMethods.collection(arguments.get(index)));
	}

	/** The texts of a collection, nulls left out. */
	private static List<String> texts(List<@Nullable Object> arguments) {
		List<String> texts = new ArrayList<>();
		for (Object element : elements(arguments, 0)) {
			if (element != null) {
				texts.add(ReferenceMethods.cast(String.class, element));
			}
		}
		return texts;
	}

}

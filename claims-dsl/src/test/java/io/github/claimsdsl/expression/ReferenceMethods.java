package io.github.claimsdsl.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What methods mean, for {@link ReferenceInterpreter}: those of Java.
 */
@SuppressWarnings({ "EnumOrdinal", "StringSplitter" })
final class ReferenceMethods {

	private static final Set<String> FALSE_OF_NULL = Set.of("contains", "startsWith", "endsWith", "equals",
			"equalsIgnoreCase", "matches", "isBefore", "isAfter", "isEqual", "isLeapYear", "containsAll",
			"containsKey");

	private static final Map<Class<?>, String> OWNERS = Map.of(Object.class, "equals toString", String.class,
			"length isEmpty isBlank toLowerCase toUpperCase trim strip stripLeading stripTrailing contains startsWith "
					+ "endsWith equalsIgnoreCase matches indexOf lastIndexOf substring charAt concat replace "
					+ "replaceAll replaceFirst split repeat compareTo compareToIgnoreCase",
			Number.class, "intValue longValue doubleValue compareTo abs negate signum toPlainString", Enum.class,
			"name ordinal", UUID.class, "version", Instant.class,
			"isBefore isAfter compareTo getEpochSecond toEpochMilli plusSeconds minusSeconds plusMillis minusMillis",
			LocalDate.class,
			"isBefore isAfter isEqual compareTo getYear getMonthValue getMonth getDayOfMonth getDayOfYear "
					+ "getDayOfWeek isLeapYear lengthOfMonth toEpochDay plusDays minusDays plusWeeks plusMonths "
					+ "minusMonths plusYears minusYears withDayOfMonth atStartOfDay",
			Collection.class, "size isEmpty contains containsAll", List.class, "indexOf lastIndexOf subList", Map.class,
			"size isEmpty containsKey keySet getOrDefault");

	private ReferenceMethods() {
	}

	/** The value where the receiver or an argument is null: a predicate answers. */
	static @Nullable Object ofNull(String method) {
		if (method.equals("isEmpty") || method.equals("isBlank")) {
			return true;
		}
		return FALSE_OF_NULL.contains(method) ? false : null;
	}

	/** The type of Java that has a method which can be called on a value. */
	static String owner(Object receiver, String method) {
		return OWNERS.keySet()
			.stream()
			.filter((type) -> type.isInstance(receiver) && Set.of(OWNERS.get(type).split(" ")).contains(method))
			.findFirst()
			.orElseThrow(() -> new ReferenceFailure("no method " + method))
			.getSimpleName();
	}

	/** Java's lists have no {@code indexOf} from an index on. */
	static void checkArity(Object receiver, String name, int count) {
		if (receiver instanceof List<?> && name.matches("indexOf|lastIndexOf") && count != 1) {
			throw new ReferenceFailure(name);
		}
	}

	static Object call(Object receiver, String name, List<Object> arguments) {
		if (name.equals("equals")) {
			return ReferenceValues.same(receiver, arguments.get(0));
		}
		if (name.equals("toString")) {
			return ReferenceValues.text(receiver);
		}
		if (receiver instanceof String text) {
			return ofText(text, name, arguments);
		}
		if (receiver instanceof Number number) {
			return ofNumber(number, name, arguments);
		}
		if (receiver instanceof Instant time) {
			return ofTime(time, name, arguments);
		}
		if (receiver instanceof LocalDate date) {
			return ofDate(date, name, arguments);
		}
		if (receiver instanceof Collection<?> collection) {
			return ofCollection(collection, name, arguments);
		}
		if (receiver instanceof Map<?, ?> map) {
			return ofMap(map, name, arguments);
		}
		if (receiver instanceof Enum<?> constant) {
			return name.equals("name") ? (Object) constant.name() : constant.ordinal();
		}
		if (receiver instanceof UUID identifier && name.equals("version")) {
			return identifier.version();
		}
		throw new ReferenceFailure(name);
	}

	private static Object ofText(String text, String name, List<Object> arguments) {
		int count = arguments.size();
		return switch (name) {
			case "length" -> text.length();
			case "isEmpty" -> text.isEmpty();
			case "isBlank" -> text.isBlank();
			case "toLowerCase" -> text.toLowerCase(Locale.ROOT);
			case "toUpperCase" -> text.toUpperCase(Locale.ROOT);
			case "trim" -> text.trim();
			case "strip" -> text.strip();
			case "stripLeading" -> text.stripLeading();
			case "stripTrailing" -> text.stripTrailing();
			case "substring" -> (count == 1) ? text.substring(index(arguments, 0))
					: text.substring(index(arguments, 0), index(arguments, 1));
			case "charAt" -> String.valueOf(text.charAt(index(arguments, 0)));
			case "repeat" -> repeat(text, index(arguments, 0));
			case "startsWith" -> (count == 1) ? text.startsWith(text(arguments, 0))
					: text.startsWith(text(arguments, 0), index(arguments, 1));
			case "indexOf" ->
				(count == 1) ? text.indexOf(text(arguments, 0)) : text.indexOf(text(arguments, 0), index(arguments, 1));
			case "lastIndexOf" -> (count == 1) ? text.lastIndexOf(text(arguments, 0))
					: text.lastIndexOf(text(arguments, 0), index(arguments, 1));
			case "split" -> split(text, text(arguments, 0));
			default -> ofTexts(text, name, arguments);
		};
	}

	private static String repeat(String text, int count) {
		if ((long) text.length() * count > 65_536) {
			throw new ReferenceFailure("too long");
		}
		return text.repeat(count);
	}

	private static Object ofTexts(String text, String name, List<Object> arguments) {
		String first = text(arguments, 0);
		return switch (name) {
			case "contains" -> text.contains(first);
			case "endsWith" -> text.endsWith(first);
			case "equalsIgnoreCase" -> text.equalsIgnoreCase(first);
			case "matches" -> text.matches(first);
			case "concat" -> text.concat(first);
			case "compareTo" -> text.compareTo(first);
			case "compareToIgnoreCase" -> text.compareToIgnoreCase(first);
			case "replace" -> replace(text, first, text(arguments, 1));
			case "replaceAll" -> text.replaceAll(first, text(arguments, 1));
			case "replaceFirst" -> text.replaceFirst(first, text(arguments, 1));
			default -> throw new ReferenceFailure(name);
		};
	}

	private static List<String> split(String text, String pattern) {
		return List.of(text.split(pattern));
	}

	private static String replace(String text, String target, String replacement) {
		return text.replace(target, replacement);
	}

	private static Object ofNumber(Number number, String name, List<Object> arguments) {
		return switch (name) {
			case "intValue" -> number.intValue();
			case "longValue" -> number.longValue();
			case "doubleValue" -> number.doubleValue();
			case "compareTo" -> Integer.signum(ReferenceValues.compare(number, number(arguments, 0)));
			case "abs" -> (ReferenceValues.compare(number, 0) < 0) ? minus(number) : number;
			case "negate" -> minus(number);
			case "signum" -> ReferenceValues.compare(number, 0);
			case "toPlainString" -> ReferenceValues.decimal(number).toPlainString();
			default -> throw new ReferenceFailure(name);
		};
	}

	private static Object minus(Number number) {
		Object negative = ReferenceValues.arithmetic("-", 0, number);
		if (negative == null) {
			throw new IllegalStateException();
		}
		return negative;
	}

	private static Object ofTime(Instant time, String name, List<Object> arguments) {
		return switch (name) {
			case "isBefore" -> time.isBefore(time(arguments));
			case "isAfter" -> time.isAfter(time(arguments));
			case "compareTo" -> time.compareTo(time(arguments));
			case "getEpochSecond" -> time.getEpochSecond();
			case "toEpochMilli" -> time.toEpochMilli();
			case "plusSeconds" -> time.plusSeconds(amount(arguments));
			case "minusSeconds" -> time.minusSeconds(amount(arguments));
			case "plusMillis" -> time.plusMillis(amount(arguments));
			case "minusMillis" -> time.minusMillis(amount(arguments));
			default -> throw new ReferenceFailure(name);
		};
	}

	private static Object ofDate(LocalDate date, String name, List<Object> arguments) {
		return switch (name) {
			case "isBefore" -> date.isBefore(date(arguments));
			case "isAfter" -> date.isAfter(date(arguments));
			case "isEqual" -> date.isEqual(date(arguments));
			case "compareTo" -> date.compareTo(date(arguments));
			case "getYear" -> date.getYear();
			case "getMonthValue" -> date.getMonthValue();
			case "getMonth" -> date.getMonth();
			case "getDayOfMonth" -> date.getDayOfMonth();
			case "getDayOfYear" -> date.getDayOfYear();
			case "getDayOfWeek" -> date.getDayOfWeek();
			case "isLeapYear" -> date.isLeapYear();
			case "lengthOfMonth" -> date.lengthOfMonth();
			case "toEpochDay" -> date.toEpochDay();
			case "withDayOfMonth" -> date.withDayOfMonth(index(arguments, 0));
			case "atStartOfDay" -> date.atStartOfDay().toInstant(ZoneOffset.UTC);
			default -> moved(date, name, amount(arguments));
		};
	}

	private static LocalDate moved(LocalDate date, String name, long amount) {
		return switch (name) {
			case "plusDays" -> date.plusDays(amount);
			case "minusDays" -> date.minusDays(amount);
			case "plusWeeks" -> date.plusWeeks(amount);
			case "plusMonths" -> date.plusMonths(amount);
			case "minusMonths" -> date.minusMonths(amount);
			case "plusYears" -> date.plusYears(amount);
			case "minusYears" -> date.minusYears(amount);
			default -> throw new ReferenceFailure(name);
		};
	}

	private static Object ofCollection(Collection<?> collection, String name, List<Object> arguments) {
		return switch (name) {
			case "size" -> collection.size();
			case "isEmpty" -> collection.isEmpty();
			case "contains" -> ReferenceValues.contains(collection, arguments.get(0));
			case "containsAll" -> collection(arguments.get(0)).stream()
				.allMatch((value) -> collection.stream()
					.anyMatch((element) -> element != null && ReferenceValues.identical(element, value)));
			default -> ofList(cast(List.class, collection), name, arguments);
		};
	}

	private static Object ofList(List<?> list, String name, List<Object> arguments) {
		if (name.equals("subList")) {
			return new ArrayList<>(list.subList(index(arguments, 0), index(arguments, 1)));
		}
		List<Integer> places = new ArrayList<>(List.of(-1));
		for (int i = 0; i < list.size(); i++) {
			if (ReferenceValues.same(list.get(i), arguments.get(0))) {
				places.add(i);
			}
		}
		return switch (name) {
			case "indexOf" -> places.get(Math.min(1, places.size() - 1));
			case "lastIndexOf" -> places.get(places.size() - 1);
			default -> throw new ReferenceFailure(name);
		};
	}

	private static Object ofMap(Map<?, ?> map, String name, List<Object> arguments) {
		return switch (name) {
			case "size" -> map.size();
			case "isEmpty" -> map.isEmpty();
			case "containsKey" -> map.containsKey(text(arguments, 0));
			case "keySet" -> new ArrayList<>(map.keySet());
			default -> throw new ReferenceFailure(name);
		};
	}

	static Collection<?> collection(@Nullable Object value) {
		return cast(Collection.class, value);
	}

	static <T> T cast(Class<T> type, @Nullable Object value) {
		if (!type.isInstance(value)) {
			throw new ReferenceFailure("no " + type);
		}
		return type.cast(value);
	}

	private static String text(List<Object> arguments, int index) {
		if (index >= arguments.size()) {
			throw new ReferenceFailure("arguments");
		}
		return cast(String.class, arguments.get(index));
	}

	private static Number number(List<Object> arguments, int index) {
		return cast(Number.class, arguments.get(index));
	}

	private static Instant time(List<Object> arguments) {
		return cast(Instant.class, arguments.get(0));
	}

	private static LocalDate date(List<Object> arguments) {
		return cast(LocalDate.class, arguments.get(0));
	}

	/** What Java takes as a long. */
	private static long amount(List<Object> arguments) {
		Number number = number(arguments, 0);
		if (number instanceof Double || number instanceof BigDecimal) {
			throw new ReferenceFailure("not a whole number");
		}
		return number.longValue();
	}

	/** What Java takes as an int. */
	static int index(@Nullable Object value) {
		Number number = cast(Number.class, value);
		if (number instanceof Double || number instanceof BigDecimal || number.longValue() != number.intValue()) {
			throw new ReferenceFailure("no index");
		}
		return number.intValue();
	}

	private static int index(List<Object> arguments, int index) {
		return index(arguments.get(index));
	}

}

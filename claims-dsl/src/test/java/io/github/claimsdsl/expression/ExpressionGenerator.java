package io.github.claimsdsl.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Generates texts over the whole grammar and the schema of {@link Natural}: by kinds of
 * value, so that most of them are accepted. The same seed gives the same text.
 */
final class ExpressionGenerator {

	/** Methods and functions, by what they give. */
	private static final Map<String, List<Row>> ROWS = rows("""
			text.length() -> number
			text.isEmpty() -> bool
			text.isBlank() -> bool
			text.toLowerCase() -> text
			text.toUpperCase() -> text
			text.trim() -> text
			text.strip() -> text
			text.stripLeading() -> text
			text.stripTrailing() -> text
			text.contains(text) -> bool
			text.startsWith(text) -> bool
			text.startsWith(text, index) -> bool
			text.endsWith(text) -> bool
			text.equalsIgnoreCase(text) -> bool
			text.matches(pattern) -> bool
			text.indexOf(text) -> number
			text.indexOf(text, index) -> number
			text.lastIndexOf(text) -> number
			text.lastIndexOf(text, index) -> number
			text.substring(index) -> text
			text.substring(index, index) -> text
			text.charAt(index) -> text
			text.concat(text) -> text
			text.replace(text, text) -> text
			text.replaceAll(pattern, replacement) -> text
			text.replaceFirst(pattern, replacement) -> text
			text.split(pattern) -> texts
			text.repeat(index) -> text
			text.compareTo(text) -> number
			text.compareToIgnoreCase(text) -> number
			number.intValue() -> number
			number.longValue() -> number
			number.doubleValue() -> number
			number.compareTo(number) -> number
			number.abs() -> number
			number.negate() -> number
			number.signum() -> number
			number.toPlainString() -> text
			enum.name() -> text
			enum.ordinal() -> number
			uuid.version() -> number
			time.isBefore(time) -> bool
			time.isAfter(time) -> bool
			time.compareTo(time) -> number
			time.getEpochSecond() -> number
			time.toEpochMilli() -> number
			time.plusSeconds(amount) -> time
			time.minusSeconds(amount) -> time
			time.plusMillis(amount) -> time
			time.minusMillis(amount) -> time
			date.isBefore(date) -> bool
			date.isAfter(date) -> bool
			date.isEqual(date) -> bool
			date.compareTo(date) -> number
			date.getYear() -> number
			date.getMonthValue() -> number
			date.getMonth() -> enum
			date.getDayOfMonth() -> number
			date.getDayOfYear() -> number
			date.getDayOfWeek() -> enum
			date.isLeapYear() -> bool
			date.lengthOfMonth() -> number
			date.toEpochDay() -> number
			date.plusDays(index) -> date
			date.minusDays(index) -> date
			date.plusWeeks(index) -> date
			date.plusMonths(index) -> date
			date.minusMonths(index) -> date
			date.plusYears(index) -> date
			date.minusYears(index) -> date
			date.withDayOfMonth(index) -> date
			date.atStartOfDay() -> time
			collection.size() -> number
			collection.isEmpty() -> bool
			texts.contains(text) -> bool
			list.contains(any) -> bool
			numbers.contains(number) -> bool
			texts.containsAll(texts) -> bool
			list.containsAll(list) -> bool
			texts.indexOf(text) -> number
			texts.lastIndexOf(text) -> number
			list.indexOf(any) -> number
			list.lastIndexOf(any) -> number
			texts.subList(index, index) -> texts
			list.subList(index, index) -> list
			map.size() -> number
			map.isEmpty() -> bool
			map.containsKey(key) -> bool
			map.keySet() -> texts
			map.get(key) -> any
			map.getOrDefault(key, text) -> any
			texts.get(index) -> text
			text.equals(text) -> bool
			number.equals(number) -> bool
			enum.equals(text) -> bool
			any.equals(any) -> bool
			text.toString() -> text
			number.toString() -> text
			bool.toString() -> text
			enum.toString() -> text
			uuid.toString() -> text
			time.toString() -> text
			date.toString() -> text
			any.toString() -> text
			any.length() -> number
			any.size() -> number
			any.isEmpty() -> bool
			any.toUpperCase() -> text
			any.contains(text) -> bool
			any.startsWith(text) -> bool
			any.abs() -> number
			any.get(index) -> any
			any.name() -> text
			any.getYear() -> number
			lower(text) -> text
			upper(text) -> text
			trim(text) -> text
			length(text) -> number
			substringBefore(text, text) -> text
			substringAfter(text, text) -> text
			startsWith(text, text) -> bool
			endsWith(text, text) -> bool
			replace(text, text, text) -> text
			split(text, text) -> texts
			join(texts, text) -> text
			matches(text, pattern) -> bool
			size(collection) -> number
			first(texts) -> text
			first(numbers) -> number
			first(list) -> any
			containsAny(texts, texts) -> bool
			containsAny(numbers, numbers) -> bool
			containsAny(list, list) -> bool
			containsAll(texts, texts) -> bool
			containsAll(numbers, numbers) -> bool
			containsAll(list, list) -> bool
			distinct(texts) -> texts
			distinct(list) -> list
			distinct(numbers) -> numbers
			sorted(texts) -> texts
			concat(texts, texts) -> texts
			concat(list, list) -> list
			filterPrefix(texts, text) -> texts
			filterMatches(texts, pattern) -> texts
			stripPrefix(texts, text) -> texts
			map(texts, textfunction) -> texts
			map(texts, lengthfunction) -> numbers
			map(list, anyfunction) -> list
			coalesce(text, text) -> text
			coalesce(text, text, text) -> text
			coalesce(number, number) -> number
			coalesce(any, any, any, any) -> any
			coalesce(time, time) -> time
			coalesce(date, date) -> date
			coalesce(texts, texts) -> texts
			coalesce(flag, bool) -> bool
			defaultText(text, text) -> text
			text(scalar) -> text
			texts(any) -> texts
			texts(numbers) -> texts
			number(text) -> number
			number(any) -> number
			bool(text) -> flag
			bool(any) -> flag
			min(number, number) -> number
			max(number, number) -> number
			multiply(number, number) -> number
			divide(number, number, decimals) -> number
			round(number) -> number
			time(isotime) -> time
			epochSeconds(time) -> number
			secondsBetween(time, time) -> number
			before(time, time) -> bool
			after(time, time) -> bool
			date(isodate) -> date
			years(temporal, temporal) -> number
			days(temporal, temporal) -> number
			hour(time, zone) -> number
			isEmpty(container) -> bool
			isBlank(text) -> bool
			substring(text, index, index) -> text
			""");

	private static final Map<String, List<String>> PATHS = Map.ofEntries(Map.entry("text",
			List.of("user.id", "user.username", "user.email", "user.givenName", "user.familyName", "user.nick",
					"user.phone", "user.locale", "user.address.street", "user.address.city", "user.address.country",
					"client.id", "client.name", "request.grantType", "request.issuance", "request.audience",
					"request.issuer", "request.parameters.tenant", "request.parameters['ui_locales']",
					"request.parameters.prompt", "token.type", "token.format", "actor.subject", "actor.issuer",
					"user.memberships[0].org", "user.memberships[1].role", "user.roles[0]", "user.roles[2]")),
			Map.entry("number",
					List.of("user.age", "user.age", "user.balance", "user.address.geo.lat", "user.address.geo.lon",
							"now.epochSecond", "user.birthDate.year")),
			Map.entry("bool", List.of("user.emailVerified")),
			Map.entry("flag", List.of("user.mfaEnabled", "user.memberships[0].active", "user.memberships[1].active")),
			Map.entry("time", List.of("now", "user.createdAt")), Map.entry("date", List.of("user.birthDate")),
			Map.entry("uuid", List.of("user.externalId")), Map.entry("enum", List.of("user.tier")),
			Map.entry("texts", List.of("user.roles", "user.roles")),
			Map.entry("textset", List.of("user.groups", "client.scopes", "request.scopes")),
			Map.entry("members", List.of("user.memberships")), Map.entry("map", List.of("user.attributes")),
			Map.entry("features", List.of("['beta': true, 'quota': 20.0]", "['beta': false, 'quota': 20.0]")),
			Map.entry("any", List.of("user.attributes.dept", "user.attributes.level", "user.attributes.tags",
					"user.attributes['cost-center']", "user.attributes.employeeNumber", "user.attributes.manager",
					"user.attributes.manager.name", "user.attributes.features", "user.attributes.features.quota",
					"user.attributes.features.beta", "user.attributes.tenant", "user.attributes.ratio",
					"user.attributes.note", "user.attributes.region", "user.attributes.blank", "user.attributes.flag",
					"user.attributes.tier", "user.attributes.uuid", "user.attributes.seen", "user.attributes.joined",
					"user.attributes.mixed", "user.attributes.teams", "user.attributes.numbers",
					"user.attributes.tags[0]", "user.attributes.numbers[0]", "user.attributes.numbers[3]",
					"user.attributes.mixed[2]")));

	private static final Map<String, List<Object>> LITERALS = Map.ofEntries(
			Map.entry("text",
					List.of("", "a", "b", "ROLE_", "viewer", "acme", "NO", "GOLD", "eng", "1", "1.5", "5", "true", " ",
							"@", ".", "-", "it's", "\\", "\"", "\u00e9", "\n", "web-portal", "ROLE_ADMIN", "Z")),
			Map.entry("number",
					List.of(0, 1, 2, 3, 7, -1, -7, 10, 18, 100, 5, 34, 3_000_000_000L, -3_000_000_000L,
							9_000_000_000_000_000_000L, 0.5, 1.5, 2.0, -2.5, 1234.5, 0.1, 0.0000001, 3.0)),
			Map.entry("index", List.of(0, 0, 0, 1, 1, 2, 3, 5)),
			Map.entry("amount", List.of(0, 1, 60, 3600, 86_400, -5, 3_000_000_000L)),
			Map.entry("decimals", List.of(0, 1, 2, 9)),
			Map.entry("pattern",
					List.of("[a-z]+", ".*", "[a-z]+[.][a-z]+", "ROLE_.*", "[^@]+@.*", ",", "(a)(b)?", "[-. ]", "a|b",
							"[0-9]+")),
			Map.entry("replacement", List.of("", "-", "$0", "x$0y", "\\$")),
			Map.entry("key", List.of("dept", "level", "none", "", "cost-center", "manager", "a", "size")),
			Map.entry("zone", List.of("UTC", "Europe/Oslo", "America/New_York", "+05:30", "nowhere")),
			Map.entry("isotime", List.of("2026-01-01T00:00:00Z", "2025-11-21T12:00:00Z", "yesterday")),
			Map.entry("isodate", List.of("2026-01-01", "2000-02-29", "1991-06-15", "soon")),
			Map.entry("textfunction", List.of("lower", "upper", "trim")),
			Map.entry("lengthfunction", List.of("length")),
			Map.entry("anyfunction", List.of("text", "number", "bool", "texts", "isEmpty", "isBlank")),
			Map.entry("constant", List.of("FREE", "GOLD", "PLATINUM")));

	private static final List<String> COMPARED = List.of("text", "text", "number", "number", "any", "time", "date",
			"enum", "uuid", "bool", "texts");

	private static final List<String> KINDS = List.of("bool", "bool", "bool", "bool", "text", "text", "text", "number",
			"number", "number", "any", "texts", "texts", "list", "numbers", "map", "time", "date", "enum", "uuid",
			"flag", "bare");

	private static final Map<String, Node> PARSED = new ConcurrentHashMap<>();

	private final Random random;

	/** The kinds of the elements of the projections around, the innermost first. */
	private final Deque<String> elements = new ArrayDeque<>();

	private boolean plain;

	ExpressionGenerator(long seed) {
		this.random = new Random(seed * 0x9E3779B97F4A7C15L);
		this.random.nextLong();
	}

	private record Row(@Nullable String receiver, String name, List<String> arguments, String result) {
	}

	private static Map<String, List<Row>> rows(String table) {
		Pattern row = Pattern.compile("(?:([a-z]+)[.])?([A-Za-z]+)\\((.*)\\) -> ([a-z]+)");
		return table.lines().map(row::matcher).filter(Matcher::matches).map((match) -> {
			List<String> arguments = match.group(3).isEmpty() ? List.of() : List.of(match.group(3).split(", "));
			return new Row(match.group(1), match.group(2), arguments, match.group(4));
		}).collect(Collectors.groupingBy(Row::result, TreeMap::new, Collectors.toList()));
	}

	/** Returns the next text. */
	String next() {
		return spelled(tree());
	}

	/** Returns the next tree, without positions. */
	Node tree() {
		this.plain = chance(15);
		int depth = chance(10) ? 5 : 1 + this.random.nextInt(4);
		return Trees.bare(this.plain ? bool(depth) : of(pick(KINDS), depth));
	}

	/** Spells a tree in one of many ways. */
	String spelled(Node tree) {
		return Trees.spelled(tree, this.random);
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private <T> T pick(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

	private Node of(String kind, int depth) {
		return switch (kind) {
			case "bool" -> bool(depth);
			case "index", "amount" -> index(kind, depth);
			case "collection" -> of(pick(List.of("texts", "textset", "list", "members", "numbers")), depth);
			case "container" -> of(pick(List.of("texts", "textset", "map", "text", "any", "list")), depth);
			case "temporal" -> of(pick(List.of("time", "date")), depth);
			case "scalar" -> of(pick(List.of("text", "number", "bool", "time", "date", "enum", "uuid", "any")), depth);
			case "bare" -> new Node.Literal(null, 0);
			default -> PATHS.containsKey(kind) || ROWS.containsKey(kind) ? value(kind, depth) : literal(kind);
		};
	}

	private Node value(String kind, int depth) {
		if (depth <= 0 || chance(25)) {
			return leaf(kind);
		}
		int choice = this.random.nextInt(100);
		if (choice < 12) {
			return new Node.Conditional(bool(depth - 1), of(kind, depth - 1), of(kind, depth - 1), 0);
		}
		if (choice < 16) {
			return narrowed((path) -> of(kind, depth - 1), () -> of(kind, depth - 1));
		}
		if (choice < 50 && isOperation(kind)) {
			return operation(kind, depth);
		}
		return (ROWS.containsKey(kind) && !this.plain) ? row(kind, depth) : leaf(kind);
	}

	private static boolean isOperation(String kind) {
		return List.of("text", "number", "any", "texts", "texts", "list", "numbers", "map", "members").contains(kind);
	}

	private Node operation(String kind, int depth) {
		return switch (kind) {
			case "text" -> chance(75) ? sum(depth) : lookup(depth);
			case "number" -> arithmetic(depth);
			case "any" -> chance(40) ? binary("+", of("any", depth - 1), of(pick(List.of("any", "number")), depth - 1))
					: lookup(depth);
			case "map" -> map(depth);
			case "members" -> projection("member", depth);
			default -> chance(50) ? list(kind, depth) : projection(kind, depth);
		};
	}

	private Node sum(int depth) {
		Node text = of("text", depth - 1);
		Node other = of(chance(50) ? "text" : "scalar", depth - 1);
		return chance(70) ? binary("+", text, other) : binary("+", other, text);
	}

	private Node arithmetic(int depth) {
		if (chance(12)) {
			Node operand = of("number", depth - 1);
			return new Node.Unary("-", operand, 0);
		}
		String operator = pick(List.of("+", "-", "*", "/", "%"));
		boolean sum = operator.equals("+");
		return binary(operator, of((!sum && chance(10)) ? "any" : "number", depth - 1),
				of((!sum && chance(10)) ? "any" : "number", depth - 1));
	}

	/** An element at an index, or a value at a key, some of them computed. */
	private Node lookup(int depth) {
		return switch (this.random.nextInt(4)) {
			case 0 -> new Node.Index(of("texts", depth - 1), of("index", depth - 1), 0);
			case 1 -> new Node.Index(of("map", depth - 1), chance(50) ? literal("key") : of("text", depth - 1), 0);
			case 2 -> new Node.Index(of("any", depth - 1), of(pick(List.of("index", "text", "any")), depth - 1), 0);
			default -> new Node.Property(of("map", depth - 1), pick(List.of("dept", "level", "k0", "k1")), 0);
		};
	}

	private Node list(String kind, int depth) {
		List<Node> elements = new ArrayList<>();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			elements.add(switch (kind) {
				case "texts" -> of("text", depth - 1);
				case "numbers" -> of("number", depth - 1);
				default -> of(pick(List.of("scalar", "text", "any", "bare", "flag", "texts", "map")), depth - 1);
			});
		}
		return new Node.ListOf(elements, 0);
	}

	private Node map(int depth) {
		List<Node> values = new ArrayList<>();
		List<String> keys = new ArrayList<>();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			keys.add("k" + values.size());
			values.add(of(pick(KINDS), depth - 1));
		}
		return new Node.MapOf(keys, values, 0);
	}

	/** A projection whose body reads the element. */
	private Node projection(String kind, int depth) {
		String collection = kind.equals("member") ? "members"
				: pick(List.of("members", "texts", "textset", "numbers", "any"));
		Node elements = (collection.equals("any") || chance(50)) ? leaf(collection)
				: (collection.equals("textset") || collection.equals("numbers")) ? of(collection, depth - 1)
						: (chance(40) && depth > 1)
								? projection(collection.equals("members") ? "member" : collection, depth - 1)
								: of(collection, depth - 1);
		this.elements.push(collection);
		Node condition = chance(50) ? elementCondition(depth - 1) : null;
		Node body = kind.equals("member") ? element() : body(kind, depth - 1);
		this.elements.pop();
		return new Node.Projection(body, elements, condition, 0);
	}

	private static Node element() {
		return new Node.Name("$", 0);
	}

	private Node body(String kind, int depth) {
		Node read = elementLeaf();
		return switch (kind) {
			case "texts" -> chance(40) ? binary("+", new Node.Call("text", List.of(read), 0), of("text", depth))
					: new Node.Call("text", List.of(read), 0);
			case "numbers" -> binary("+", new Node.Call("number", List.of(read), 0), of("number", depth));
			default -> chance(50) ? read : new Node.ListOf(List.of(read, of("scalar", depth)), 0);
		};
	}

	private Node elementCondition(int depth) {
		Node test = switch (String.valueOf(this.elements.peek())) {
			case "members" -> chance(50) ? elementPath("active")
					: binary(pick(List.of("==", "!=")), elementPath(pick(List.of("org", "role"))), of("text", depth));
			case "texts", "textset" -> chance(50) ? binary("!=", element(), of("text", depth))
					: new Node.Method(element(), "startsWith", List.of(of("text", depth)), 0);
			case "numbers" -> binary(pick(List.of("<", ">=", "!=")), element(), of("number", depth));
			default -> binary(pick(List.of("!=", "==")), elementLeaf(), of(pick(List.of("text", "number")), depth));
		};
		return chance(60) ? test : binary(pick(List.of("&&", "||")), test, bool(depth));
	}

	/** The element, or a part of it. */
	private Node elementLeaf() {
		return switch (String.valueOf(this.elements.peek())) {
			case "members" -> elementPath(pick(List.of("org", "role", "active")));
			case "any" -> chance(70) ? element() : elementPath(pick(List.of("name", "size")));
			default -> element();
		};
	}

	private Node elementPath(String property) {
		return chance(50) ? new Node.Name(property, 0) : new Node.Property(element(), property, 0);
	}

	private Node leaf(String kind) {
		Node element = chance(50) ? elementOf(kind) : null;
		if (element != null) {
			return element;
		}
		if (kind.equals("texts") && chance(30)) {
			return new Node.ListOf(List.of(literal("text"), literal("text")), 0);
		}
		if (kind.equals("numbers")) {
			return new Node.ListOf(List.of(literal("number"), path("number"), literal("number")), 0);
		}
		if (kind.equals("list")) {
			return chance(50) ? new Node.ListOf(List.of(path("any"), literal("text"), path("enum")), 0) : path("texts");
		}
		if (kind.equals("date") && chance(40)) {
			return new Node.Call("date", List.of(literal("isodate")), 0);
		}
		if (kind.equals("time") && chance(25)) {
			return new Node.Call("time", List.of(literal("isotime")), 0);
		}
		boolean literal = LITERALS.containsKey(kind) && chance(40);
		return literal ? literal(kind) : path(kind);
	}

	/** The element as a value of a kind, if it is one. */
	private @Nullable Node elementOf(String kind) {
		String of = this.elements.peek();
		if (of == null) {
			return null;
		}
		if (of.equals("members")) {
			return kind.equals("text") ? elementPath(pick(List.of("org", "role")))
					: kind.equals("flag") ? elementPath("active") : null;
		}
		boolean same = kind.equals("text") && (of.equals("texts") || of.equals("textset"));
		return (same || (kind.equals("number") && of.equals("numbers")) || (kind.equals("any") && of.equals("any")))
				? element() : null;
	}

	private Node literal(String kind) {
		return new Node.Literal(pick(LITERALS.get(kind)), 0);
	}

	private Node path(String kind) {
		return parsed(pick(PATHS.get(kind)));
	}

	private static Node parsed(String path) {
		return PARSED.computeIfAbsent(path, (text) -> {
			try {
				return Trees.bare(Parser.parse(text, Limits.DEFAULT).tree());
			}
			catch (SyntaxException ex) {
				throw new IllegalStateException(text, ex);
			}
		});
	}

	private Node index(String kind, int depth) {
		if (depth <= 0 || chance(80)) {
			return literal(kind);
		}
		Node text = of("text", depth - 1);
		return switch (this.random.nextInt(4)) {
			case 0 -> new Node.Method(text, "indexOf", List.of(literal("text")), 0);
			case 1 -> binary("-", new Node.Method(text, "length", List.of(), 0), literal("index"));
			case 2 -> path("any");
			default -> binary("%", path("number"), literal("index"));
		};
	}

	private Node row(String kind, int depth) {
		boolean function = chance(40);
		List<Row> rows = ROWS.get(kind).stream().filter((row) -> (row.receiver() == null) == function).toList();
		return row(pick(rows.isEmpty() ? ROWS.get(kind) : rows), depth);
	}

	private Node row(Row row, int depth) {
		List<Node> arguments = row.arguments().stream().map((kind) -> of(kind, depth - 1)).toList();
		if (row.receiver() == null) {
			return new Node.Call(row.name(), arguments, 0);
		}
		Node receiver = chance(60) && PATHS.containsKey(row.receiver()) ? path(row.receiver())
				: of(row.receiver(), depth - 1);
		return new Node.Method(receiver, row.name(), arguments, 0);
	}

	private Node bool(int depth) {
		if (depth <= 0) {
			return chance(30) ? path("bool") : comparison(0);
		}
		int less = depth - 1;
		switch (this.random.nextInt(this.plain ? 8 : 20)) {
			case 0, 1 -> {
				return binary(pick(List.of("&&", "||")), bool(less), bool(less));
			}
			case 2 -> {
				return new Node.Unary("!", bool(less), 0);
			}
			case 3 -> {
				return binary(pick(List.of("==", "!=")), bool(less), bool(less));
			}
			case 4 -> {
				return new Node.Conditional(bool(less), bool(less), bool(less), 0);
			}
			case 5, 6, 7 -> {
				return comparison(less);
			}
			case 8 -> {
				return binary(pick(List.of("==", "!=")), of("flag", less), new Node.Literal(chance(50), 0));
			}
			case 9 -> {
				return nothing();
			}
			case 10 -> {
				return contained(less);
			}
			case 11 -> {
				return binary("~=", of(chance(80) ? "text" : "any", less), literal("pattern"));
			}
			case 12 -> {
				return narrowedBoolean(less);
			}
			default -> {
				return row("bool", depth);
			}
		}
	}

	private Node comparison(int depth) {
		String kind = this.plain ? pick(List.of("text", "number", "text", "number", "bool")) : pick(COMPARED);
		Node input = kind.equals("texts") ? of("texts", depth) : path(kind);
		boolean ordered = List.of("text", "number", "time", "date", "any").contains(kind) && chance(50);
		String operator = ordered ? pick(List.of("<", "<=", ">", ">=")) : pick(List.of("==", "!="));
		Node other = (kind.equals("enum") && chance(70)) ? literal("constant") : (kind.equals("any") && chance(70))
				? of(pick(List.of("text", "number", "list", "map", "numbers", "features")), depth) : of(kind, depth);
		if (kind.equals("uuid") && chance(50)) {
			other = of("text", depth);
		}
		return chance(70) ? binary(operator, input, other) : binary(operator, other, input);
	}

	private Node contained(int depth) {
		return switch (this.random.nextInt(6)) {
			case 0 -> binary("contains", of("text", depth), of("text", depth));
			case 1 -> binary("contains", of("map", depth), of("text", depth));
			case 2 -> binary("contains", path("any"), of(pick(List.of("text", "any", "number")), depth));
			case 3 ->
				binary("contains", of(pick(List.of("list", "numbers")), depth), path(pick(List.of("any", "number"))));
			case 4 -> binary("contains", of("list", depth),
					chance(40) ? literal("constant") : path(pick(List.of("enum", "text", "uuid", "date"))));
			default -> binary("contains", of(pick(List.of("texts", "textset")), depth), of("text", depth));
		};
	}

	/** A test for null, or for nothing. */
	private Node nothing() {
		String operator = pick(List.of("==", "!="));
		if (chance(40)) {
			Node value = path(pick(List.of("text", "texts", "textset", "map", "any")));
			return chance(80) ? binary(operator, value, new Node.Empty(0)) : binary(operator, new Node.Empty(0), value);
		}
		Node value = chance(70) ? nullable()
				: of(pick(List.of("text", "number", "texts", "any", "enum", "time", "flag")), 1);
		Node nothing = new Node.Literal(null, 0);
		return chance(80) ? binary(operator, value, nothing) : binary(operator, nothing, value);
	}

	private Node nullable() {
		return path(pick(List.of("text", "texts", "any", "enum", "date", "uuid", "flag", "map", "members")));
	}

	/** A condition in which a path is used behind a test of it. */
	private Node narrowedBoolean(int depth) {
		String kind = pick(List.of("flag", "text", "number", "any", "enum"));
		Node path = kind.equals("flag") ? parsed("user.mfaEnabled") : path(kind);
		boolean present = chance(50);
		Node test = binary(present ? "!=" : "==", path,
				(kind.equals("text") && chance(30)) ? new Node.Empty(0) : new Node.Literal(null, 0));
		Node use = switch (kind) {
			case "flag" -> chance(50) ? path : new Node.Unary("!", path, 0);
			case "text" -> new Node.Method(path, "startsWith", List.of(of("text", depth)), 0);
			case "number" -> binary(">", path, of("number", depth));
			case "enum" -> binary("!=", new Node.Method(path, "name", List.of(), 0), literal("constant"));
			default -> chance(50) ? path : binary("==", path, of("text", depth));
		};
		Node inverted = chance(30)
				? new Node.Unary("!", binary(present ? "==" : "!=", path, new Node.Literal(null, 0)), 0) : test;
		return chance(70) ? binary(present ? "&&" : "||", inverted, use)
				: present ? new Node.Conditional(inverted, use, bool(depth), 0)
						: new Node.Conditional(inverted, bool(depth), use, 0);
	}

	/** A value that depends on whether a path is null. */
	private Node narrowed(Function<Node, Node> use, Supplier<Node> other) {
		Node path = nullable();
		Node nothing = new Node.Literal(null, 0);
		return chance(50) ? new Node.Conditional(binary("!=", path, nothing), use.apply(path), other.get(), 0)
				: new Node.Conditional(binary("==", path, nothing), other.get(), use.apply(path), 0);
	}

	private static Node binary(String operator, Node left, Node right) {
		return new Node.Binary(operator, left, right, 0);
	}

}

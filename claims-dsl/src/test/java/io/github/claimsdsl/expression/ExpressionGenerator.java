package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Generates source texts over the whole grammar, directed by types so that most are
 * accepted, with white space in every place.
 */
final class ExpressionGenerator {

	private static final String[] TEXTS = { "''", "'a'", "'admin'", "\"it's\"", "'it\\'s'", "\"say \\\"x\\\"\"",
			"'\\\\'", "'a]b'", "'['", "'('", "')'", "':'", "','", "'?'", "'{}'", "'//'", "'/* */'", "'#'", "'@'",
			"'\u00e9'", "'\ud83d\ude00'", "'\\n'", "'\\t\\r'", "'\\u0041'", "'a.b'", "' '", "'true'", "'1'", "'0x1'",
			"'$'", "';'", "'=='", "' && '", "'in'", "\"\"", "'null'", "'1.5'", "'ROLE_'", "'-'",
			"'2026-01-31T12:00:00Z'" };

	private static final String[] NUMBERS = { "0", "1", "-1", "5", "7", "42", "2147483647", "-2147483648", "2147483648",
			"9007199254740993", "9223372036854775807", "-9223372036854775807", "1.5", "-0.5", "0.1", "0.0", "-0.0",
			"100.0", "1.0", "123456789.25" };

	private static final String[] PATTERNS = { "'[a-z]+'", "'.*@mydomain\\\\.com'", "'a|b'", "'(?i)ADMIN'", "''" };

	private static final String[] UNARY = { "lower", "upper", "trim", "text", "number", "bool", "length", "time" };

	private final SplittableRandom random;

	private final List<String> tokens = new ArrayList<>();

	ExpressionGenerator(long seed) {
		this.random = new SplittableRandom(seed);
	}

	String next() {
		this.tokens.clear();
		int depth = 1 + this.random.nextInt(5);
		switch (this.random.nextInt(8)) {
			case 0 -> text(depth);
			case 1 -> number(depth);
			case 2 -> list(depth);
			case 3 -> map(depth);
			case 4 -> conditional(depth);
			case 5 -> nullableText(depth);
			default -> or(depth);
		}
		return joined();
	}

	private String joined() {
		StringBuilder text = new StringBuilder(space());
		boolean roomy = this.random.nextInt(3) > 0;
		String before = "";
		for (String token : this.tokens) {
			boolean words = isWord(before, before.length() - 1) && isWord(token, 0);
			boolean minus = before.equals("-") && token.startsWith("-");
			String space = (roomy || words || minus) ? space() : "";
			text.append(((words || minus) && space.isEmpty()) ? " " : space).append(token);
			before = token;
		}
		return text.append(space()).toString();
	}

	private static boolean isWord(String token, int index) {
		return !token.isEmpty() && (Character.isLetterOrDigit(token.charAt(index)) || token.charAt(index) == '_');
	}

	private String space() {
		return switch (this.random.nextInt(12)) {
			case 0, 1, 2 -> "";
			case 3 -> "  ";
			case 4 -> "\n";
			case 5 -> "\t";
			case 6 -> "\r\n ";
			default -> " ";
		};
	}

	private String pick(String... options) {
		return options[this.random.nextInt(options.length)];
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private void emit(String... words) {
		this.tokens.addAll(List.of(words));
	}

	private void or(int depth) {
		and(depth);
		while (chance(20)) {
			emit("||");
			and(depth);
		}
	}

	private void and(int depth) {
		not(depth);
		while (chance(20)) {
			emit("&&");
			not(depth);
		}
	}

	private void not(int depth) {
		if (depth > 0 && chance(15)) {
			emit("!", "(");
			or(depth - 1);
			emit(")");
		}
		else {
			comparison(depth);
		}
	}

	private void comparison(int depth) {
		switch (this.random.nextInt(13)) {
			case 0, 1 -> {
				text(depth);
				emit(pick("==", "!="));
				maybeNull(depth);
			}
			case 2, 3 -> {
				number(depth);
				emit(pick("==", "!=", "<", "<=", ">", ">="));
				maybeNumber(depth);
			}
			case 4, 5 -> {
				list(depth);
				emit("contains");
				text(depth);
			}
			case 6 -> {
				text(depth);
				emit("contains");
				text(depth);
			}
			case 7 -> {
				emit(pick("user.tier", "user.age", "user.vip", "user.tags", "user.address", "actor",
						"user.?address.zip", "user.?address.?country.code", "user.validUntil", "user.anything",
						"user.attributes['team']"));
				emit(pick("==", "!="), "null");
			}
			case 8 -> emit("user.verified");
			case 9 -> {
				emit("(", "user.vip", pick("==", "!="), pick("true", "false"), ")");
			}
			case 10 -> narrowed();
			case 11 -> booleanCall(depth);
			default -> {
				emit("(");
				or(Math.max(0, depth - 1));
				emit(")");
			}
		}
	}

	private void maybeNull(int depth) {
		if (chance(30)) {
			nullableText(depth);
		}
		else {
			text(depth);
		}
	}

	private void maybeNumber(int depth) {
		if (chance(20)) {
			emit("user.age");
		}
		else {
			number(depth);
		}
	}

	private void narrowed() {
		emit("(");
		switch (this.random.nextInt(4)) {
			case 0 -> emit("user.tier", "!=", "null", "&&", "user.roles", "contains", "user.tier");
			case 1 -> emit("user.address", "!=", "null", "&&", "user.address.city", "==", pick(TEXTS));
			case 2 ->
				emit("user.tier", "==", "null", "||", "(", "user.tier", "+", pick(TEXTS), ")", "==", "user.email");
			default -> emit("user.age", "!=", "null", "&&", "(", "user.age", pick("+", "-"), pick(NUMBERS), ")", ">",
					"user.level");
		}
		emit(")");
	}

	private void booleanCall(int depth) {
		switch (this.random.nextInt(5)) {
			case 0 -> call(pick("startsWith", "endsWith"), () -> text(depth - 1), () -> text(depth - 1));
			case 1 -> call(pick("containsAny", "containsAll"), () -> list(depth - 1), () -> list(depth - 1));
			case 2 -> call("matches", () -> text(depth - 1), () -> emit(pick(PATTERNS)));
			case 3 -> call(pick("before", "after"), () -> emit("user.lastLogin"), () -> emit("now"));
			default -> {
				emit("(");
				call("bool", () -> text(depth - 1));
				emit(pick("==", "!="), "true", ")");
			}
		}
	}

	private void call(String name, Runnable... arguments) {
		emit(name, "(");
		for (int i = 0; i < arguments.length; i++) {
			if (i > 0) {
				emit(",");
			}
			arguments[i].run();
		}
		emit(")");
	}

	private void text(int depth) {
		if (depth <= 0 || chance(40)) {
			emit(chance(50) ? pick(TEXTS) : pick("user.email", "client.id", "request.grantType", "token.type"));
			return;
		}
		int less = depth - 1;
		switch (this.random.nextInt(10)) {
			case 0 -> call(pick("lower", "upper", "trim"), () -> text(less));
			case 1 -> call(pick("substringBefore", "substringAfter"), () -> text(less), () -> text(less));
			case 2 -> call("replace", () -> text(less), () -> text(less), () -> text(less));
			case 3 -> call("join", () -> list(less), () -> text(less));
			case 4 -> call("coalesce", () -> nullableText(less), () -> text(less));
			case 5 -> {
				emit("(");
				text(less);
				emit("+");
				text(less);
				emit(")");
			}
			case 6 -> {
				emit("(");
				conditionalOf(less, () -> text(less));
				emit(")");
			}
			case 7 -> {
				emit("(");
				text(less);
				emit(")");
			}
			case 8 -> call("coalesce", () -> call("first", () -> list(less)), () -> text(less));
			default -> emit("user.email");
		}
	}

	private void nullableText(int depth) {
		switch (this.random.nextInt(9)) {
			case 0 -> emit("user.tier");
			case 1 -> emit("user.?address.city");
			case 2 -> emit("user.?address.?country.code");
			case 3 -> emit("user.attributes[", pick("'team'", "'it\\'s'", "''", "\"none\""), "]");
			case 4 -> emit("user.roles[", pick("0", "1", "9"), "]");
			case 5 -> call(pick(UNARY), () -> emit("user.tier"));
			case 6 -> call("defaultText", () -> text(depth - 1), () -> emit(pick("user.tier", "'x'", "null")));
			case 7 -> emit("request.parameters['tenant']");
			default -> call("text", () -> any(depth - 1));
		}
	}

	private void any(int depth) {
		switch (this.random.nextInt(6)) {
			case 0 -> number(depth);
			case 1 -> emit("user.anything");
			case 2 -> emit(pick("null", "true", "false"));
			case 3 -> emit("now");
			case 4 -> comparison(depth);
			default -> text(depth);
		}
	}

	private void number(int depth) {
		if (depth <= 0 || chance(40)) {
			emit(chance(50) ? pick(NUMBERS) : pick("user.level", "user.credits", "user.score"));
			return;
		}
		int less = depth - 1;
		switch (this.random.nextInt(9)) {
			case 0, 1 -> {
				emit("(");
				number(less);
				emit(pick("+", "-"));
				number(less);
				emit(")");
			}
			case 2 -> call("size", () -> list(less));
			case 3 -> call("length", () -> text(less));
			case 4 -> call(pick("min", "max", "multiply"), () -> number(less), () -> number(less));
			case 5 -> call("divide", () -> number(less), () -> number(less), () -> emit(pick("0", "2", "9")));
			case 6 -> call("round", () -> number(less));
			case 7 -> call("epochSeconds", () -> emit("now"));
			default -> call("secondsBetween", () -> emit("user.lastLogin"), () -> emit("now"));
		}
	}

	private void list(int depth) {
		if (depth <= 0 || chance(40)) {
			emit(pick("user.roles", "user.groups", "request.scopes"));
			return;
		}
		int less = depth - 1;
		switch (this.random.nextInt(9)) {
			case 0, 1 -> {
				emit("[");
				int size = this.random.nextInt(4);
				for (int i = 0; i < size; i++) {
					if (i > 0) {
						emit(",");
					}
					text(less);
				}
				emit("]");
			}
			case 2 -> call("split", () -> text(less), () -> text(less));
			case 3 -> call(pick("distinct", "sorted"), () -> list(less));
			case 4 -> call("concat", () -> list(less), () -> list(less));
			case 5 -> call(pick("filterPrefix", "stripPrefix"), () -> list(less), () -> text(less));
			case 6 -> call("filterMatches", () -> list(less), () -> emit(pick(PATTERNS)));
			case 7 -> call("map", () -> list(less), () -> emit(pick("'lower'", "'upper'", "'length'", "'trim'")));
			default -> call("texts", () -> emit(pick("user.marks", "user.anything", "user.tags")));
		}
	}

	private void map(int depth) {
		emit("[");
		int size = this.random.nextInt(4);
		if (size == 0) {
			emit(":");
		}
		for (int i = 0; i < size; i++) {
			if (i > 0) {
				emit(",");
			}
			emit("'k" + i + "'", ":");
			switch (this.random.nextInt(5)) {
				case 0 -> number(depth - 1);
				case 1 -> list(depth - 1);
				case 2 -> emit(pick("user.tier", "true", "null", "user.marks"));
				case 3 -> {
					if (depth > 1) {
						map(depth - 2);
					}
					else {
						emit("'x'");
					}
				}
				default -> text(depth - 1);
			}
		}
		emit("]");
	}

	private void conditional(int depth) {
		conditionalOf(depth - 1, () -> {
			switch (this.random.nextInt(4)) {
				case 0 -> number(depth - 1);
				case 1 -> list(depth - 1);
				case 2 -> nullableText(depth - 1);
				default -> text(depth - 1);
			}
		});
	}

	private void conditionalOf(int depth, Runnable branch) {
		emit("(");
		or(Math.max(0, depth));
		emit(")", "?");
		branch.run();
		emit(":");
		branch.run();
	}

}

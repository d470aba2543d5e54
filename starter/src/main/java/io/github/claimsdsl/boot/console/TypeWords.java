package io.github.claimsdsl.boot.console;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type;

/**
 * Describes a type in words that an author of expressions uses.
 *
 * @param type the type
 */
record TypeWords(Type type) {

	private static final int MOST = 12;

	String phrase() {
		return phrase(this.type) + (this.type.nullable() ? ", may be null" : "");
	}

	private static String phrase(Type type) {
		return switch (type.kind()) {
			case BOOLEAN -> "true or false";
			case ENUM -> constants(type.bean());
			case LIST, SET, MAP -> type.kind() + elements(type.element());
			case BEAN -> "object";
			case ANY -> (type.bean() != null) ? type.bean().getSimpleName() + ", which cannot be a claim"
					: "of undeclared type";
			case TEXT, NUMBER, TIME, DATE, UUID, NULL -> type.kind().toString();
		};
	}

	private static String elements(@Nullable Type element) {
		if (element == null) {
			return "";
		}
		return switch (element.kind()) {
			case TEXT -> " of texts";
			case NUMBER, TIME, DATE, UUID -> " of " + element.kind() + "s";
			case BEAN -> " of objects";
			case ENUM -> ", each " + constants(element.bean());
			case ANY, NULL -> "";
			case BOOLEAN, LIST, SET, MAP -> ", each " + phrase(element);
		};
	}

	/** Lists the constants of an enum, in words. */
	static String constants(@Nullable Class<?> type) {
		List<String> names = constantsOf(type);
		return "one of " + names.stream().limit(MOST).collect(Collectors.joining(", "))
				+ ((names.size() > MOST) ? ", …" : "");
	}

	static List<String> constantsOf(@Nullable Class<?> type) {
		Object[] constants = (type != null) ? type.getEnumConstants() : null;
		return (constants == null) ? List.of()
				: Arrays.stream(constants).map((constant) -> ((Enum<?>) constant).name()).toList();
	}

}

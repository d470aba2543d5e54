package io.github.claimsdsl.test;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts as a lock shows them: on one line, with nothing that cannot be seen. Such
 * characters and backticks become an escape as in Java.
 */
final class VisibleText {

	/**
	 * Backticks, control and format characters, what no font shows, spaces that look like
	 * another, and a backslash that would start an escape.
	 */
	private static final Pattern HIDDEN = Pattern
		.compile("[`\\p{C}\\p{Zl}\\p{Zp}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164\\uFE00-\\uFE0F\\uFFA0"
				+ "\\x{E0100}-\\x{E01EF}]|[\\p{Zs}&&[^ ]]|\\\\(?=u)");

	private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

	private VisibleText() {
	}

	static String of(String text) {
		return HIDDEN.matcher(text).replaceAll((match) -> Matcher.quoteReplacement(escape(match.group())));
	}

	private static String escape(String hidden) {
		StringBuilder escape = new StringBuilder();
		hidden.chars().forEach((c) -> escape.append(String.format("\\u%04x", c)));
		return escape.toString();
	}

	/** The text between backticks. */
	static String quoted(String text) {
		return "`" + of(text) + "`";
	}

	/** The text that is shown so. */
	static String parse(String shown) {
		return ESCAPE.matcher(shown)
			.replaceAll(
					(match) -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
	}

}

package io.github.claimsdsl.test;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts texts to the form in which a lock shows them: on one line and without
 * invisible characters, so that a reviewer sees everything. Invisible characters and
 * backticks become Java escapes.
 */
final class VisibleText {

	/**
	 * The characters to escape: backticks, control and format characters, characters that
	 * no font shows, spaces other than the usual one, and a backslash that would start an
	 * escape.
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

	/** Returns the shown text between backticks. */
	static String quoted(String text) {
		return "`" + of(text) + "`";
	}

	/** Returns the text that is shown in this form. */
	static String parse(String shown) {
		return ESCAPE.matcher(shown)
			.replaceAll(
					(match) -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
	}

}

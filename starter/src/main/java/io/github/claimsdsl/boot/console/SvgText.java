package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import static io.github.claimsdsl.boot.console.Html.attribute;
import static io.github.claimsdsl.boot.console.Html.css;
import static io.github.claimsdsl.boot.console.Html.element;

/**
 * Prepares text for an SVG file. It replaces characters that XML cannot hold, that are
 * invisible, or that change the direction of other text. It shortens text that is too
 * long for its place.
 */
final class SvgText {

	private static final int NARROW = 7;

	private static final int WIDE = 13;

	/**
	 * The first code point of scripts whose characters may be as wide as they are high.
	 */
	private static final int FIRST_WIDE = 0x1100;

	private SvgText() {
	}

	/** Returns the text with U+FFFD in place of each character that is not printed. */
	static String printable(String text) {
		StringBuilder printable = new StringBuilder();
		text.codePoints().map((c) -> isPrinted(c) ? c : '\ufffd').forEach(printable::appendCodePoint);
		return printable.toString();
	}

	private static boolean isPrinted(int c) {
		return switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

	/** Returns the width of a text at most, in pixels. */
	static int width(String text) {
		return text.codePoints().map((c) -> (c < FIRST_WIDE) ? NARROW : WIDE).sum();
	}

	/**
	 * Draws a text and shortens it to the room. The full text is then its title. Returns
	 * {@code null} if the text is empty.
	 * @param x the left edge
	 * @param y the baseline
	 * @param style the CSS classes, or {@code null}
	 * @param text the text
	 * @param room the room, in pixels
	 */
	static @Nullable Html at(int x, int y, @Nullable String style, String text, int room) {
		String printable = printable(text);
		String fitted = fit(printable, room);
		return text.isEmpty() ? null : element("text", attribute("x", x), attribute("y", y), css(style),
				fitted.equals(printable) ? null : element("title", printable), fitted);
	}

	private static String fit(String text, int room) {
		return (width(text) <= room) ? text : text.substring(0, end(text, room - WIDE)) + "\u2026";
	}

	/** Breaks a text into lines. The last line holds the rest, however long it is. */
	static List<String> lines(String text, int room, int most) {
		List<String> lines = new ArrayList<>();
		String rest = printable(text);
		while (lines.size() < most - 1 && width(rest) > room) {
			int end = breakBefore(rest, end(rest, room));
			lines.add(rest.substring(0, end));
			rest = rest.substring(end);
		}
		lines.add(rest);
		return lines;
	}

	/** Returns the best index to break a name: after punctuation, near the middle. */
	private static int breakBefore(String text, int end) {
		int middle = Math.min(text.length() / 2, end);
		return IntStream.rangeClosed(1, end)
			.filter((i) -> "/.:-".indexOf(text.charAt(i - 1)) >= 0)
			.boxed()
			.min(Comparator.comparing((i) -> Math.abs(i - middle)))
			.orElse(end);
	}

	/** Returns the end of the part that fits into the room. */
	private static int end(String text, int room) {
		int end = 0;
		int width = 0;
		while (end < text.length()) {
			width += (text.codePointAt(end) < FIRST_WIDE) ? NARROW : WIDE;
			if (width > room) {
				break;
			}
			end = text.offsetByCodePoints(end, 1);
		}
		return end;
	}

}

package io.github.claimsdsl.spring.token;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Computes the size of values as JSON, in bytes of UTF-8, without making the JSON.
 */
final class JsonSize {

	/**
	 * The length of a NumericDate (RFC 7519 section 2). It is also used for {@code null},
	 * which is shorter.
	 */
	private static final int NUMBER = 10;

	/** The largest size of a character: that of an escaped control character. */
	static final long LONGEST = 6;

	/** The largest size of any other character. */
	static final long LONGEST_VISIBLE = 3;

	private JsonSize() {
	}

	static long of(@Nullable Object value) {
		return of(value, JsonSize::ofText);
	}

	/**
	 * Returns an upper bound of the size, which is fast because it does not look at
	 * characters.
	 */
	static long atMost(@Nullable Object value) {
		return of(value, (text) -> 2 + LONGEST * text.length());
	}

	/**
	 * Returns the size of a value. Classes are checked before interfaces, which is
	 * faster.
	 */
	private static long of(@Nullable Object value, ToLongFunction<String> texts) {
		if (value instanceof String text) {
			return texts.applyAsLong(text);
		}
		if (value instanceof Integer number) {
			return ofInteger(number);
		}
		if (value instanceof Number || value instanceof Boolean) {
			return value.toString().length();
		}
		if (value == null || value instanceof Instant || value instanceof Date) {
			return NUMBER;
		}
		if (value instanceof Map<?, ?> map) {
			long size = 1;
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				size += texts.applyAsLong(String.valueOf(entry.getKey())) + of(entry.getValue(), texts) + 2;
			}
			return size;
		}
		if (value instanceof Collection<?> collection) {
			long size = 1;
			for (Object element : collection) {
				size += of(element, texts) + 1;
			}
			return size;
		}
		return texts.applyAsLong(value.toString());
	}

	private static long ofInteger(int number) {
		long size = (number < 0) ? 2 : 1;
		for (int rest = number / 10; rest != 0; rest /= 10) {
			size++;
		}
		return size;
	}

	/**
	 * Returns the size of a text. Plain characters are counted in a fast loop, because
	 * most texts have no others.
	 */
	private static long ofText(String text) {
		int plain = 0;
		while (plain < text.length() && isPlain(text.charAt(plain))) {
			plain++;
		}
		return 2 + plain + ((plain < text.length()) ? ofRest(text, plain) : 0);
	}

	private static boolean isPlain(char c) {
		return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
	}

	private static long ofRest(String text, int start) {
		long size = 0;
		for (int i = start; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c < 0x20 || c == '"' || c == '\\') {
				size += (c < 0x20) ? 6 : 2;
			}
			else {
				size += (c < 0x80) ? 1 : (c < 0x800 || Character.isSurrogate(c)) ? 2 : 3;
			}
		}
		return size;
	}

}

package io.github.claimsdsl.spring;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The size of values as JSON, in bytes of UTF-8, without making the JSON.
 */
final class JsonSize {

	/** A NumericDate (RFC 7519 section 2), and more than {@code null}. */
	private static final int NUMBER = 10;

	/** The text of a {@code long}. */
	private static final int LONGEST_NUMBER = 20;

	private JsonSize() {
	}

	static long of(@Nullable Object value) {
		return of(value, true);
	}

	/**
	 * An upper bound of the size of claims: exact for names, by their length alone for
	 * texts.
	 */
	static long atMost(Map<String, Object> claims) {
		long size = 1;
		for (Map.Entry<String, Object> claim : claims.entrySet()) {
			size += of(claim.getKey(), true) + of(claim.getValue(), false) + 2;
		}
		return size;
	}

	/** Classes are asked for before interfaces, which is faster. */
	private static long of(@Nullable Object value, boolean exact) {
		if (value instanceof String text) {
			return exact ? ofText(text) : 6L * text.length() + 2;
		}
		if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
			return exact ? value.toString().length() : LONGEST_NUMBER;
		}
		if (value instanceof Number) {
			return value.toString().length();
		}
		if (value == null || value instanceof Instant || value instanceof Date) {
			return NUMBER;
		}
		if (value instanceof Map<?, ?> map) {
			long size = 1;
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				size += of(String.valueOf(entry.getKey()), exact) + of(entry.getValue(), exact) + 2;
			}
			return size;
		}
		if (value instanceof Collection<?> collection) {
			long size = 1;
			for (Object element : collection) {
				size += of(element, exact) + 1;
			}
			return size;
		}
		return of(value.toString(), exact);
	}

	private static long ofText(String text) {
		long size = 2;
		for (int i = 0; i < text.length(); i++) {
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

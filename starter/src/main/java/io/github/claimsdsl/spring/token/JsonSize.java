package io.github.claimsdsl.spring.token;

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

	private JsonSize() {
	}

	/** Asks for classes before interfaces, which is faster. */
	static long of(@Nullable Object value) {
		if (value instanceof String text) {
			return ofText(text);
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
				size += ofText(String.valueOf(entry.getKey())) + of(entry.getValue()) + 2;
			}
			return size;
		}
		if (value instanceof Collection<?> collection) {
			long size = 1;
			for (Object element : collection) {
				size += of(element) + 1;
			}
			return size;
		}
		return ofText(value.toString());
	}

	private static long ofInteger(int number) {
		long size = (number < 0) ? 2 : 1;
		for (int rest = number / 10; rest != 0; rest /= 10) {
			size++;
		}
		return size;
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

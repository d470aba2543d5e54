package io.github.claimsdsl.spring;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The size of values as JSON, in bytes of UTF-8, without making the JSON.
 */
final class JsonSize {

	/** A NumericDate (RFC 7519 section 2), and what is not known better. */
	private static final int NUMBER = 10;

	private JsonSize() {
	}

	static int of(@Nullable Object value) {
		if (value instanceof CharSequence text) {
			return ofText(text.toString());
		}
		if (value instanceof Map<?, ?> map) {
			int size = 1;
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				size += ofText(String.valueOf(entry.getKey())) + of(entry.getValue()) + 2;
			}
			return size;
		}
		if (value instanceof Collection<?> collection) {
			int size = 1;
			for (Object element : collection) {
				size += of(element) + 1;
			}
			return size;
		}
		return (value instanceof Number || value instanceof Boolean) ? value.toString().length() : NUMBER;
	}

	private static int ofText(String text) {
		int size = 2;
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

package io.github.claimsdsl.spring.server;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Type;

/**
 * The type of a metadata value that a client states when it registers (RFC 7591 section
 * 2).
 */
public enum MetadataType {

	/** A text or a URL. */
	TEXT(Type.TEXT) {

		@Override
		@Nullable Object read(Object value) {
			String text = (value instanceof URL url) ? url.toString()
					: (value instanceof String string) ? string : null;
			return (text != null && StandardCharsets.UTF_8.newEncoder().canEncode(text)) ? text : null;
		}

	},

	/** A number. */
	NUMBER(Type.NUMBER) {

		@Override
		@Nullable Object read(Object value) {
			return (value instanceof Integer || value instanceof Double) ? value : null;
		}

	},

	/** {@code true} or {@code false}. */
	BOOLEAN(Type.BOOLEAN) {

		@Override
		@Nullable Object read(Object value) {
			return (value instanceof Boolean) ? value : null;
		}

	},

	/** A collection of texts. */
	TEXTS(Type.setOf(Type.TEXT)) {

		@Override
		@Nullable Object read(Object value) {
			if (!(value instanceof Collection<?> elements)) {
				return null;
			}
			List<Object> texts = new ArrayList<>(elements.size());
			for (Object element : elements) {
				Object text = (element != null) ? TEXT.read(element) : null;
				if (text == null) {
					return null;
				}
				texts.add(text);
			}
			return texts;
		}

	};

	private final Type type;

	MetadataType(Type type) {
		this.type = type;
	}

	/**
	 * Returns the type that the value has in expressions.
	 * @return the type
	 */
	public Type type() {
		return this.type;
	}

	/** Returns the value to keep, or {@code null} if the value is of another type. */
	abstract @Nullable Object read(Object value);

}

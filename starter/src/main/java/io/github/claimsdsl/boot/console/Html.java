package io.github.claimsdsl.boot.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An element of a page, or several elements and texts. Texts and attribute values are
 * always escaped, so only elements can write markup. Immutable once it is built.
 */
final class Html {

	private static final Set<String> VOID = Set.of("input", "link", "meta", "img", "br", "wbr");

	/** Elements after whose start tag an HTML parser drops a line end. */
	private static final Set<String> DROPS_LINE_END = Set.of("pre", "textarea");

	private final @Nullable String name;

	private final List<Attribute> attributes = new ArrayList<>();

	private final List<Object> content = new ArrayList<>();

	private Html(@Nullable String name) {
		this.name = name;
	}

	/**
	 * An attribute.
	 *
	 * @param name the name
	 * @param value the value, not yet escaped
	 */
	record Attribute(String name, String value) {
	}

	/** Returns an attribute, or {@code null} if the value is {@code null}. */
	static @Nullable Attribute attribute(String name, @Nullable Object value) {
		return (value != null) ? new Attribute(name, value.toString()) : null;
	}

	/** Returns an attribute without a value, or {@code null} if it is not set. */
	static @Nullable Attribute flag(String name, boolean set) {
		return set ? new Attribute(name, "") : null;
	}

	/** Returns the class attribute, or {@code null} if there are no classes. */
	static @Nullable Attribute css(@Nullable String classes) {
		return attribute("class", classes);
	}

	/**
	 * Returns an element.
	 * @param name the name of the element. It is not escaped, so it must never come from
	 * a request
	 * @param parts attributes, elements, texts, and lists of those. {@code null} is left
	 * out
	 */
	static Html element(String name, @Nullable Object... parts) {
		return new Html(name).add(parts);
	}

	/** Returns several elements and texts, without an element around them. */
	static Html all(@Nullable Object... parts) {
		return new Html(null).add(parts);
	}

	private Html add(@Nullable Object... parts) {
		for (Object part : parts) {
			if (part instanceof Attribute attribute) {
				this.attributes.add(attribute);
			}
			else if (part instanceof List<?> list) {
				add(list.toArray());
			}
			else if (part != null) {
				this.content.add(part);
			}
		}
		return this;
	}

	private void write(StringBuilder out) {
		if (this.name == null) {
			writeContent(out);
			return;
		}
		out.append('<').append(this.name);
		this.attributes.forEach((attribute) -> {
			out.append(' ').append(attribute.name()).append("=\"");
			escape(attribute.value(), out);
			out.append('"');
		});
		out.append('>');
		if (VOID.contains(this.name)) {
			return;
		}
		if (DROPS_LINE_END.contains(this.name)) {
			out.append('\n');
		}
		writeContent(out);
		out.append("</").append(this.name).append('>');
	}

	private void writeContent(StringBuilder out) {
		for (Object part : this.content) {
			if (part instanceof Html html) {
				html.write(out);
			}
			else {
				escape(part.toString(), out);
			}
		}
	}

	private static void escape(String text, StringBuilder out) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '&' -> out.append("&amp;");
				case '<' -> out.append("&lt;");
				case '>' -> out.append("&gt;");
				case '"' -> out.append("&quot;");
				case '\'' -> out.append("&#39;");
				case '\n', '\t' -> out.append(c);
				default -> out.append((c < ' ' || c == '\u007f') ? '\ufffd' : c);
			}
		}
	}

	/** Returns the markup. */
	@Override
	public String toString() {
		StringBuilder out = new StringBuilder();
		write(out);
		return out.toString();
	}

}

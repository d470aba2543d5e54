package io.github.claimsdsl.boot;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

/**
 * Writes what an author meant as YAML, so that a message can show it.
 */
final class Written {

	/** What needs no quotes: letters and dots. */
	private static final Pattern PLAIN = Pattern.compile("[A-Za-z]+(\\.[A-Za-z]+)*");

	/** An expression, in contrast to a text that its author forgot to put in quotes. */
	private static final Pattern EXPRESSION = Pattern
		.compile("-?\\d+(\\.\\d+)?|true|false|null|'.*'|(user|client|request|token|actor)\\..*|\\w+\\(.*");

	/** Other words for the parts of an entry, by the property that holds the entries. */
	private static final Map<String, Map<String, String>> OTHER_WORDS = Map.of("policies",
			Map.of("condition", "when", "if", "when", "rules", "claims", "denials", "deny", "api", "audience"),
			"claims",
			Map.of("expression", "value", "expr", "value", "source", "value", "from", "value", "condition", "when",
					"if", "when", "mandatory", "required", "description", "error-description", "message",
					"error-description"),
			"deny",
			Map.of("condition", "when", "if", "when", "expression", "when", "value", "when", "reason", "description",
					"message", "description", "error-description", "description"),
			"audiences", Map.of("uri", "id", "url", "id", "audience", "id", "aud", "id"));

	private static final Set<String> DEFAULTS = Set.of("default", "default-value", "fallback", "otherwise", "or-else");

	private Written() {
	}

	/**
	 * Returns the property that an author meant by another word, or {@code null} if the
	 * word is not known.
	 */
	static @Nullable String meant(String holder, String word) {
		return OTHER_WORDS.getOrDefault(holder, Map.of()).get(word);
	}

	/**
	 * Returns the value of a claim that is written with other words, such as {@code {
	 * expression: user.email, default: x }}.
	 * @param property a part of the claim
	 * @param element the index of the element that names the part
	 * @return the value, in quotes, or {@code null} if the part is about something else
	 */
	static @Nullable String value(ConfigurationProperty property, int element) {
		String part = property.getName().getElement(element, Form.DASHED);
		if (!DEFAULTS.contains(part) && !"value".equals(meant("claims", part))) {
			return null;
		}
		String value = first(property, element, Stream.of("value", "expression", "expr", "source", "from"));
		String otherwise = first(property, element, DEFAULTS.stream().sorted());
		if (otherwise == null) {
			return (value != null) ? quoted(value) : null;
		}
		return quoted(
				(value != null) ? "coalesce(" + value + ", " + expression(otherwise) + ")" : expression(otherwise));
	}

	private static @Nullable String first(ConfigurationProperty property, int element, Stream<String> parts) {
		ConfigurationPropertyName entry = property.getName().chop(element);
		ConfigurationPropertySource source = property.getSource();
		if (source == null) {
			return null;
		}
		return parts.flatMap((part) -> Stream.ofNullable(source.getConfigurationProperty(entry.append(part))))
			.map((found) -> String.valueOf(found.getValue()))
			.filter((found) -> !found.isBlank())
			.findFirst()
			.orElse(null);
	}

	private static String expression(String text) {
		return EXPRESSION.matcher(text).matches() ? text : "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
	}

	/** Returns a text as a scalar in double quotes. */
	static String quoted(String text) {
		return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

	/** Returns a text as a scalar, in double quotes where YAML needs them. */
	static String scalar(String text) {
		return PLAIN.matcher(text).matches() ? text : quoted(text);
	}

	/**
	 * Returns the last elements of a property's name and its value on one line, such as
	 * {@code claims: { email: user.email }}.
	 * @param property the property
	 * @param element the index of the first element
	 */
	static String below(ConfigurationProperty property, int element) {
		ConfigurationPropertyName name = property.getName();
		String key = name.getElement(element, Form.ORIGINAL);
		if (element + 1 == name.getNumberOfElements()) {
			return key + ": " + scalar(String.valueOf(property.getValue()));
		}
		if (!name.isNumericIndex(element + 1)) {
			return key + ": { " + below(property, element + 1) + " }";
		}
		return key + ": [" + ((element + 2 < name.getNumberOfElements()) ? "{ " + below(property, element + 2) + " }"
				: scalar(String.valueOf(property.getValue()))) + "]";
	}

}

package io.github.claimsdsl.boot;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.boot.ClaimsDslProperties.AttributeType;
import io.github.claimsdsl.boot.ClaimsDslProperties.AudienceProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.ClaimProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.ExchangeProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.ExpressionProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.PolicyProperties;
import io.github.claimsdsl.spring.server.MetadataType;

/**
 * Finds scalars that YAML reads as another value than the one written: {@code 0123} is
 * 83, {@code no} is false, {@code 1_000} is 1000.
 */
final class YamlScalars {

	/** The types of properties that are not texts, by the uniform form of their names. */
	private static final Map<String, Class<?>> NO_TEXTS = Stream
		.of(ClaimsDslProperties.class, ExchangeProperties.class, ExpressionProperties.class, AudienceProperties.class,
				PolicyProperties.class, ClaimProperties.class)
		.flatMap((type) -> Arrays.stream(type.getRecordComponents()))
		.filter((component) -> isNoText(component.getType()))
		.collect(Collectors.toMap((component) -> component.getName().toLowerCase(Locale.ROOT), RecordComponent::getType,
				(first, second) -> first));

	private final Issues issues;

	private final Map<Resource, List<String>> lines = new HashMap<>();

	YamlScalars(Issues issues) {
		this.issues = issues;
	}

	private static boolean isNoText(Class<?> type) {
		return type.isPrimitive() || type.isEnum() || type == Integer.class || type == DataSize.class;
	}

	void check(Iterable<ConfigurationPropertySource> sources) {
		PropertyOrigins.declared(sources)
			.filter((property) -> property.getName().getNumberOfElements() > 1
					&& !(property.getValue() instanceof CharSequence))
			.forEach(this::check);
	}

	private void check(ConfigurationProperty property) {
		Object value = property.getValue();
		String written = written(property.getOrigin());
		Class<?> type = type(property.getName());
		boolean reportedByBinding = type != null && type.isEnum();
		if (written != null && !reportedByBinding && !written.equals(String.valueOf(value))
				&& !(value instanceof Boolean && written.equalsIgnoreCase(String.valueOf(value)))) {
			this.issues.add("yaml-scalar",
					new Origin(property.getName().toString(), PropertyOrigins.location(property.getOrigin())),
					"YAML reads '" + written + "' as " + value, help(property.getName(), written, value));
		}
	}

	/**
	 * Returns the type of a property that is not a text, or {@code null} if it is a text.
	 */
	private static @Nullable Class<?> type(ConfigurationPropertyName name) {
		EntryKind holder = EntryKind.ofEntry(name);
		if (holder != null && holder.isTyped()) {
			return (holder == EntryKind.METADATA) ? MetadataType.class : AttributeType.class;
		}
		return (holder == null) ? NO_TEXTS.get(name.getLastElement(Form.UNIFORM)) : null;
	}

	private static String help(ConfigurationPropertyName name, String written, Object value) {
		if (type(name) != null) {
			return "Write " + value + ".";
		}
		String last = name.getLastElement(Form.UNIFORM);
		boolean expression = last.equals("when") || last.equals("value")
				|| EntryKind.isEntry(name, name.getNumberOfElements() - 1);
		String text = expression ? "\"'" + written + "'\" for a text" : "\"" + written + "\"";
		return "Write " + text + ", or " + value + ".";
	}

	/**
	 * Returns the text that the file holds for a value, or {@code null} if it cannot be
	 * read.
	 */
	private @Nullable String written(org.springframework.boot.origin.@Nullable Origin origin) {
		org.springframework.boot.origin.Origin inText = (origin instanceof PropertySourceOrigin inSource)
				? inSource.getOrigin() : origin;
		if (!(inText instanceof TextResourceOrigin text) || text.getResource() == null || text.getLocation() == null) {
			return null;
		}
		List<String> lines = this.lines.computeIfAbsent(text.getResource(), YamlScalars::read);
		int line = text.getLocation().getLine();
		return (line < lines.size()) ? written(lines.get(line), text.getLocation().getColumn()) : null;
	}

	/**
	 * Returns the scalar at a column, which YAML counts in code points. A scalar with a
	 * tag is not compared, because its tag decides its value.
	 */
	private static @Nullable String written(String line, int column) {
		if (column > line.codePointCount(0, line.length())) {
			return null;
		}
		String rest = line.substring(line.offsetByCodePoints(0, column)).replaceFirst("^(&\\S+\\s+)+", "");
		return rest.startsWith("!") ? null : rest.split("[,\\]}#]|$", 2)[0].strip();
	}

	private static List<String> read(Resource resource) {
		try {
			return Arrays.asList(resource.getContentAsString(StandardCharsets.UTF_8).split("\\R", -1));
		}
		catch (IOException ex) {
			return List.of();
		}
	}

}

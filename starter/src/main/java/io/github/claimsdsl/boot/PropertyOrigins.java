package io.github.claimsdsl.boot;

import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.Environment;

import io.github.claimsdsl.Origin;

/**
 * Finds where properties were declared: file, line and column.
 */
final class PropertyOrigins {

	private final Iterable<ConfigurationPropertySource> sources;

	PropertyOrigins(Environment environment) {
		this.sources = ConfigurationPropertySources.get(environment);
	}

	/** The origin of a property, or of the first one below it. */
	Origin of(String name) {
		String location = location(name);
		return new Origin(name, (location != null) ? location : location(name.toLowerCase(Locale.ROOT)));
	}

	private @Nullable String location(String name) {
		if (!ConfigurationPropertyName.isValid(name)) {
			return null;
		}
		ConfigurationPropertyName property = ConfigurationPropertyName.of(name);
		for (ConfigurationPropertySource source : this.sources) {
			Optional<String> location = find(source, property).flatMap((found) -> location(source, found));
			if (location.isPresent()) {
				return location.get();
			}
		}
		return null;
	}

	private static Optional<ConfigurationPropertyName> find(ConfigurationPropertySource source,
			ConfigurationPropertyName name) {
		if (source.getConfigurationProperty(name) != null) {
			return Optional.of(name);
		}
		return (source instanceof IterableConfigurationPropertySource iterable)
				? iterable.stream().filter(name::isAncestorOf).findFirst() : Optional.empty();
	}

	private static Optional<String> location(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		return Optional.ofNullable(source.getConfigurationProperty(name))
			.map((property) -> location(property.getOrigin()));
	}

	static @Nullable String location(org.springframework.boot.origin.@Nullable Origin origin) {
		if (origin instanceof PropertySourceOrigin inSource && inSource.getOrigin() != null) {
			return location(inSource.getOrigin());
		}
		if (!(origin instanceof TextResourceOrigin text) || text.getResource() == null || text.getLocation() == null) {
			return (origin != null) ? origin.toString() : null;
		}
		return text.getResource().getFilename() + ":" + (text.getLocation().getLine() + 1) + ":"
				+ (text.getLocation().getColumn() + 1);
	}

}

package io.github.claimsdsl.boot;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.github.claimsdsl.Origin;
import io.github.claimsdsl.Origin.Location;

/**
 * Finds where properties are declared: file, line and column.
 */
final class PropertyOrigins {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(ClaimsDslProperties.PREFIX);

	private final Iterable<ConfigurationPropertySource> sources;

	/** The first property below each name, by source. */
	private final Map<ConfigurationPropertySource, Map<ConfigurationPropertyName, ConfigurationPropertyName>> first = new ConcurrentHashMap<>();

	PropertyOrigins(Environment environment) {
		this(ConfigurationPropertySources.get(environment));
	}

	PropertyOrigins(Iterable<ConfigurationPropertySource> sources) {
		this.sources = sources;
	}

	/**
	 * Returns the origin of a property. Its location is that of the property itself, else
	 * of the first property below it, else of its parent.
	 */
	Origin of(String name) {
		Location location = Stream.of(name, name.toLowerCase(Locale.ROOT), plain(name), parent(name))
			.map(this::location)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		return new Origin(name, location);
	}

	/** Returns the property that a missing part would belong to. */
	private static String parent(String name) {
		return name.substring(0, Math.max(name.lastIndexOf('.'), 0));
	}

	/**
	 * Returns the name in the form that it has when a file does not put the entry in
	 * brackets.
	 */
	private static String plain(String name) {
		return name.toLowerCase(Locale.ROOT).replaceFirst("\\.claims\\[([a-z0-9_-]+)]", ".claims.$1").replace("_", "");
	}

	private @Nullable Location location(String name) {
		if (!ConfigurationPropertyName.isValid(name)) {
			return null;
		}
		ConfigurationPropertyName property = ConfigurationPropertyName.of(name);
		for (ConfigurationPropertySource source : this.sources) {
			Optional<Location> location = find(source, property).flatMap((found) -> location(source, found));
			if (location.isPresent()) {
				return location.get();
			}
		}
		return null;
	}

	private Optional<ConfigurationPropertyName> find(ConfigurationPropertySource source,
			ConfigurationPropertyName name) {
		if (source.getConfigurationProperty(name) != null) {
			return Optional.of(name);
		}
		return (source instanceof IterableConfigurationPropertySource iterable)
				? Optional.ofNullable(this.first.computeIfAbsent(source, (absent) -> first(iterable)).get(name))
				: Optional.empty();
	}

	/**
	 * Returns the first property below each name. It is built once, because a search
	 * through all names for each origin would take seconds for thousands of rules.
	 */
	private static Map<ConfigurationPropertyName, ConfigurationPropertyName> first(
			IterableConfigurationPropertySource source) {
		Map<ConfigurationPropertyName, ConfigurationPropertyName> first = new HashMap<>();
		source.stream().filter(PREFIX::isAncestorOf).forEach((name) -> {
			ConfigurationPropertyName ancestor = name.getParent();
			while (!ancestor.isEmpty() && first.putIfAbsent(ancestor, name) == null) {
				ancestor = ancestor.getParent();
			}
		});
		return first;
	}

	private static Optional<Location> location(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		return Optional.ofNullable(source.getConfigurationProperty(name))
			.map((property) -> location(property.getOrigin()));
	}

	/**
	 * Returns all properties at and below the prefix, from every source that can list its
	 * properties.
	 */
	static Stream<ConfigurationProperty> declared(Iterable<ConfigurationPropertySource> sources) {
		return StreamSupport.stream(sources.spliterator(), false)
			.filter(IterableConfigurationPropertySource.class::isInstance)
			.map(IterableConfigurationPropertySource.class::cast)
			.flatMap((source) -> source.stream()
				.filter((name) -> PREFIX.equals(name) || PREFIX.isAncestorOf(name))
				.map(source::getConfigurationProperty))
			.filter(Objects::nonNull);
	}

	static Origin of(ConfigurationProperty property) {
		return new Origin(property.getName().toString(), location(property.getOrigin()));
	}

	/**
	 * Returns whether a source holds environment variables, which cannot spell property
	 * names exactly.
	 */
	static boolean isVariable(@Nullable ConfigurationPropertySource source) {
		return source != null && source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
	}

	static @Nullable Location location(org.springframework.boot.origin.@Nullable Origin origin) {
		if (origin instanceof PropertySourceOrigin inSource && inSource.getOrigin() != null) {
			return location(inSource.getOrigin());
		}
		if (!(origin instanceof TextResourceOrigin text) || text.getResource() == null || text.getLocation() == null) {
			return (origin != null) ? Location.of(origin.toString()) : null;
		}
		return new Location(String.valueOf(text.getResource().getFilename()), text.getLocation().getLine() + 1,
				text.getLocation().getColumn() + 1);
	}

}

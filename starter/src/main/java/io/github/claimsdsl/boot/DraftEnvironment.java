package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.PropertySourceInfo;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Builds the environment of a draft: the server's properties under {@code claims-dsl},
 * with the parts that the draft declares replaced by the draft's. Of the server's other
 * properties it holds only those that the server's own policies name in placeholders. So
 * a placeholder in a draft cannot read a secret.
 */
final class DraftEnvironment {

	/**
	 * The parts that a draft cannot replace. A preview does not use them, or they decide
	 * which data rules can read.
	 */
	private static final Set<String> FIXED = Set.of("enabled", "console", "issuers", "user", "client", "expressions",
			"tokengenerator");

	private static final Set<String> PARTS = ClaimsDslProperties.names(ClaimsDslProperties.class);

	private static final String LEGACY = "claims_dsl_";

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^:}]+)");

	private final ConfigurableEnvironment server;

	private final Set<String> ignored = new TreeSet<>();

	DraftEnvironment(ConfigurableEnvironment server) {
		this.server = server;
	}

	/** Returns the uniform names of the draft's parts that are ignored. */
	Set<String> ignored() {
		return this.ignored;
	}

	/**
	 * Returns the environment, or {@code null} if all parts of the draft are ignored.
	 * @param documents the documents of the draft; a later one overrides an earlier one
	 */
	@Nullable ConfigurableEnvironment of(List<PropertySource<?>> documents) {
		ConfigurableEnvironment environment = new StandardEnvironment();
		MutablePropertySources sources = environment.getPropertySources();
		sources.stream().toList().forEach((source) -> sources.remove(source.getName()));
		sources.addLast(placeholders());
		Predicate<String> profiles = (profile) -> this.server.acceptsProfiles(Profiles.of(profile));
		Set<String> declared = new HashSet<>();
		List<PartOfProperties> counted = new ArrayList<>();
		PlaceholderBounds bounds = new PlaceholderBounds(environment);
		for (PropertySource<?> document : documents) {
			if (document instanceof EnumerablePropertySource<?> properties && bounds.check(properties)
					&& YamlDocuments.isActive(document, environment, profiles)) {
				PartOfProperties part = new PartOfProperties(properties, (name) -> counts(name, declared));
				sources.addFirst(part);
				counted.add(part);
			}
		}
		if (declared.isEmpty()) {
			return null;
		}
		own().forEach((source) -> sources.addLast(without(source, declared)));
		ConfigurationPropertySources.attach(environment);
		counted.forEach(bounds::check);
		return environment;
	}

	private boolean counts(String name, Set<String> declared) {
		String part = PartOfProperties.part(name);
		if (part != null && FIXED.contains(part)) {
			this.ignored.add(part);
			return false;
		}
		if (part != null) {
			declared.add(part);
		}
		return true;
	}

	private List<EnumerablePropertySource<?>> own() {
		return this.server.getPropertySources()
			.stream()
			.filter(EnumerablePropertySource.class::isInstance)
			.<EnumerablePropertySource<?>>map((source) -> (EnumerablePropertySource<?>) source)
			.toList();
	}

	private static PropertySource<?> without(EnumerablePropertySource<?> source, Set<String> declared) {
		if (source instanceof SystemEnvironmentPropertySource) {
			return variables(source, declared);
		}
		return new PartOfProperties(source, (name) -> {
			String part = PartOfProperties.part(name);
			return part != null && !declared.contains(part);
		});
	}

	/** Filters environment variables, in whose names underscores enclose the part. */
	private static PropertySource<?> variables(EnumerablePropertySource<?> source, Set<String> declared) {
		Map<String, Object> kept = new HashMap<>();
		for (String name : source.getPropertyNames()) {
			String variable = withoutPrefix(source, name);
			String part = variablePart(variable);
			Object value = source.getProperty(name);
			if (part != null && !declared.contains(part) && value != null) {
				kept.put(variable, value);
			}
		}
		return new SystemEnvironmentPropertySource(source.getName(), kept);
	}

	/**
	 * Returns the name of a variable without the prefix that the application has set with
	 * {@code SpringApplication.setEnvironmentPrefix}, or an empty text if it does not
	 * have that prefix.
	 */
	private static String withoutPrefix(PropertySource<?> source, String name) {
		String prefix = (source instanceof PropertySourceInfo info) ? info.getPrefix() : null;
		if (prefix == null) {
			return name;
		}
		String start = prefix.replace("-", "").replace('.', '_') + "_";
		return name.regionMatches(true, 0, start, 0, start.length()) ? name.substring(start.length()) : "";
	}

	private static @Nullable String variablePart(String name) {
		String variable = name.toLowerCase(Locale.ROOT);
		if (variable.startsWith(LEGACY)) {
			return legacyPart(variable.substring(LEGACY.length()) + "_");
		}
		String[] words = variable.split("_");
		return (words.length > 1 && words[0].equals("claimsdsl")) ? words[1] : null;
	}

	/**
	 * Reads the older form of a variable, which has an underscore for each dash. Spring
	 * Boot still binds it.
	 */
	private static @Nullable String legacyPart(String rest) {
		return PARTS.stream()
			.filter((part) -> rest.startsWith(part.replace('-', '_') + "_"))
			.max(Comparator.comparing(String::length))
			.map((part) -> part.replace("-", ""))
			.orElse(null);
	}

	/** Returns the properties that the server's own policies name in placeholders. */
	private PropertySource<?> placeholders() {
		Map<String, Object> values = new HashMap<>();
		for (EnumerablePropertySource<?> source : own()) {
			Arrays.stream(source.getPropertyNames())
				.filter((name) -> PartOfProperties.part(name) != null
						|| variablePart(withoutPrefix(source, name)) != null)
				.map(source::getProperty)
				.filter(String.class::isInstance)
				.map((value) -> PLACEHOLDER.matcher((String) value))
				.flatMap(Matcher::results)
				.map((named) -> named.group(1).strip())
				.forEach((named) -> values.computeIfAbsent(named, this.server::getProperty));
		}
		return new MapPropertySource("placeholders", values);
	}

}

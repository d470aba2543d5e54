package io.github.claimsdsl.boot;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.env.PropertySourceInfo;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * A property source that shows some properties of another one, with their origins.
 */
final class PartOfProperties extends EnumerablePropertySource<EnumerablePropertySource<?>>
		implements OriginLookup<String>, PropertySourceInfo {

	private static final String PREFIX = ConfigurationPropertyName.of(ClaimsDslProperties.PREFIX)
		.getLastElement(Form.UNIFORM);

	private final Set<String> names;

	PartOfProperties(EnumerablePropertySource<?> source, Predicate<String> names) {
		super(source.getName(), source);
		this.names = Arrays.stream(source.getPropertyNames())
			.filter(names)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Returns the uniform name of the part of {@code claims-dsl} that a property belongs
	 * to, such as {@code policies}, or {@code null} if it belongs to none.
	 */
	static @Nullable String part(String name) {
		ConfigurationPropertyName property = adapt(name);
		return (property.getNumberOfElements() > 1 && property.getElement(0, Form.UNIFORM).equals(PREFIX))
				? property.getElement(1, Form.UNIFORM) : null;
	}

	private static ConfigurationPropertyName adapt(String name) {
		try {
			return ConfigurationPropertyName.adapt(name, '.');
		}
		catch (RuntimeException ex) {
			return ConfigurationPropertyName.EMPTY;
		}
	}

	@Override
	public String[] getPropertyNames() {
		return this.names.toArray(String[]::new);
	}

	@Override
	public @Nullable Object getProperty(String name) {
		return this.names.contains(name) ? this.source.getProperty(name) : null;
	}

	@Override
	public @Nullable Origin getOrigin(String name) {
		return OriginLookup.getOrigin(this.source, name);
	}

	/**
	 * The source does not change while a draft is read. Spring Boot then adapts the names
	 * only once, which is faster.
	 */
	@Override
	public boolean isImmutable() {
		return true;
	}

}

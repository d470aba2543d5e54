package io.github.claimsdsl.boot;

import java.util.List;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.core.convert.support.ConfigurableConversionService;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.unit.DataSize;

import io.github.claimsdsl.Issues;

/**
 * Binds the properties under {@code claims-dsl} and reports everything that binding would
 * drop or change. Unknown keys, keys that would lose characters, and values that cannot
 * be converted become issues, which are reported together.
 */
final class PropertiesReader {

	private static final Bindable<ClaimsDslProperties> PROPERTIES = Bindable.of(ClaimsDslProperties.class);

	private final ConfigurableEnvironment environment;

	private final Issues issues = new Issues();

	private final Issues warnings = new Issues();

	PropertiesReader(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	Issues issues() {
		return this.issues;
	}

	/** Returns the issues that are only logged and do not stop the start. */
	Issues warnings() {
		return this.warnings;
	}

	ClaimsDslProperties read() {
		Iterable<ConfigurationPropertySource> sources = ConfigurationPropertySources.get(this.environment);
		new MisplacedKeys(this.issues, this.warnings).check(this.environment);
		new RawKeys(this.issues).check(this.environment);
		new EntryShapes(this.issues).check(sources);
		new YamlScalars(this.issues).check(sources);
		ConfigurableConversionService conversion = new ApplicationConversionService();
		conversion.addConverter(new ScalarClaimConverter());
		conversion.addConverter(String.class, Boolean.class, PropertiesReader::toBoolean);
		conversion.addConverterFactory(new NoOrdinals());
		conversion.addConverter(Double.class, Integer.class, PropertiesReader::toWhole);
		conversion.addConverter(Double.class, DataSize.class, (number) -> DataSize.ofBytes(toWhole(number)));
		Binder binder = new Binder(sources, new PropertySourcesPlaceholdersResolver(this.environment), conversion, null,
				null);
		try {
			return binder.bindOrCreate(ClaimsDslProperties.PREFIX, PROPERTIES, new CollectingBindHandler(this.issues));
		}
		catch (BindException ex) {
			if (this.issues.isEmpty()) {
				throw ex;
			}
			return new Binder(List.of()).bindOrCreate(ClaimsDslProperties.PREFIX, PROPERTIES);
		}
	}

	/** Refuses a decimal number, because conversion would drop its fraction. */
	private static Integer toWhole(Double number) {
		throw new IllegalArgumentException(number + " is not a whole number");
	}

	private static Boolean toBoolean(String text) {
		if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
			return Boolean.valueOf(text);
		}
		throw new IllegalArgumentException("neither true nor false");
	}

	/**
	 * Refuses a number where the name of a constant is expected. Otherwise
	 * {@code mode: 1} would be the second mode.
	 */
	private static final class NoOrdinals implements ConverterFactory<Integer, Enum<?>> {

		@Override
		public <T extends Enum<?>> Converter<Integer, T> getConverter(Class<T> type) {
			return (number) -> {
				throw new IllegalArgumentException("a number is not the name of a constant");
			};
		}

	}

}

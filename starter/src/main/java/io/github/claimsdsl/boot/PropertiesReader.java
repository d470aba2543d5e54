package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.support.ConfigurableConversionService;
import org.springframework.core.env.ConfigurableEnvironment;

import io.github.claimsdsl.Issue;

/**
 * Binds the properties under {@code claims-dsl} so that nothing is dropped: unknown keys,
 * keys that binding would change and values that cannot be converted become issues, all
 * at once.
 */
final class PropertiesReader {

	private final ConfigurableEnvironment environment;

	private final List<Issue> issues = new ArrayList<>();

	PropertiesReader(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	List<Issue> issues() {
		return this.issues;
	}

	ClaimsDslProperties read() {
		new RawKeys(this.issues).check(this.environment);
		ConfigurableConversionService conversion = new ApplicationConversionService();
		conversion.addConverter(new ScalarClaimConverter());
		Binder binder = new Binder(ConfigurationPropertySources.get(this.environment),
				new PropertySourcesPlaceholdersResolver(this.environment), conversion, null, null);
		return binder.bindOrCreate(ClaimsDslProperties.PREFIX, Bindable.of(ClaimsDslProperties.class),
				new CollectingBindHandler(this.issues));
	}

}

package io.github.claimsdsl.boot;

import java.util.List;
import java.util.function.Predicate;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.PropertySource;

/**
 * Decides which documents of a YAML file are active, as Spring Boot does when a server
 * starts.
 */
public final class YamlDocuments {

	private static final String ACTIVATE = "spring.config.activate";

	private YamlDocuments() {
	}

	/**
	 * Returns whether a document is active. A document for a cloud platform is not
	 * active. One for profiles is active if they match.
	 * @param document the properties of the document
	 * @param environment resolves the placeholders of the conditions
	 * @param active tests whether a profile is active
	 * @return whether the document is active
	 */
	public static boolean isActive(PropertySource<?> document, Environment environment, Predicate<String> active) {
		ConfigurationPropertySource source = ConfigurationPropertySource.from(document);
		if (source == null) {
			return true;
		}
		Binder binder = new Binder(List.of(source), new PropertySourcesPlaceholdersResolver(environment));
		return !binder.bind(ACTIVATE + ".on-cloud-platform", String.class).isBound()
				&& binder.bind(ACTIVATE + ".on-profile", String[].class)
					.map((profiles) -> profiles.length == 0 || Profiles.of(profiles).matches(active))
					.orElse(true);
	}

}

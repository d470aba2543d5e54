package io.github.claimsdsl.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.Resource;

import io.github.claimsdsl.boot.YamlDocuments;

/**
 * The properties of a tester. They come from single properties and from the YAML
 * documents whose profiles are active. Environment variables and system properties are
 * not read. Not thread-safe.
 */
final class TestedProperties {

	private static final String SINGLE = "properties";

	private static final Set<String> DEFAULT = Set.of("default");

	private final Map<String, Object> single = new HashMap<>();

	private final List<PropertySource<?>> documents = new ArrayList<>();

	private Set<String> profiles = DEFAULT;

	private int files;

	void put(String name, Object value) {
		this.single.put(name, value);
	}

	void profiles(String... profiles) {
		this.profiles = (profiles.length > 0) ? Set.copyOf(List.of(profiles)) : DEFAULT;
	}

	void load(Resource file) {
		this.files++;
		try {
			this.documents.addAll(new YamlPropertySourceLoader().load(this.files + ". " + file.getDescription(), file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean hasFiles() {
		return this.files > 0;
	}

	/**
	 * Returns an environment with the properties. A later document wins over an earlier
	 * one, and a single property wins over all documents.
	 */
	ConfigurableEnvironment environment() {
		ConfigurableEnvironment environment = new StandardEnvironment();
		MutablePropertySources sources = environment.getPropertySources();
		sources.stream().toList().forEach((source) -> sources.remove(source.getName()));
		sources.addFirst(new MapPropertySource(SINGLE, new HashMap<>(this.single)));
		for (PropertySource<?> document : this.documents) {
			if (YamlDocuments.isActive(document, environment, this.profiles::contains)) {
				sources.addAfter(SINGLE, document);
			}
		}
		return environment;
	}

}

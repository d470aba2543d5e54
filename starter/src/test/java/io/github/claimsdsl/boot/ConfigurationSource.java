package io.github.claimsdsl.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import io.github.claimsdsl.boot.YamlLeaves.Leaf;

/**
 * One source of configuration.
 *
 * @param source as Spring sees it
 * @param leaves what it says
 */
record ConfigurationSource(PropertySource<?> source, List<Leaf> leaves) {

	/** The documents of a file; later ones come first. */
	static List<ConfigurationSource> sources(String text) {
		ByteArrayResource resource = new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)) {

			@Override
			public String getFilename() {
				return "application.yml";
			}

		};
		try {
			List<PropertySource<?>> loaded = new YamlPropertySourceLoader().load("application.yml", resource);
			List<List<Leaf>> leaves = YamlLeaves.of(text);
			List<ConfigurationSource> sources = new ArrayList<>();
			for (int i = 0; i < loaded.size(); i++) {
				sources.add(new ConfigurationSource(loaded.get(i), leaves.get(i)));
			}
			return sources;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

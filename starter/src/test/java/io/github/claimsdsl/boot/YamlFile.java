package io.github.claimsdsl.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * A YAML file that is only a text, so that messages show its name, line and column.
 */
final class YamlFile extends ByteArrayResource {

	private final String name;

	private YamlFile(String name, String text) {
		super(text.getBytes(StandardCharsets.UTF_8));
		this.name = name;
	}

	static PropertySource<?> load(String name, String text) {
		try {
			return new YamlPropertySourceLoader().load(name, new YamlFile(name, text)).get(0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String getFilename() {
		return this.name;
	}

}

package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.github.claimsdsl.boot.YamlLeaves.Leaf;

/**
 * A source beside the file that sets one or two of its properties.
 */
final class ConfigurationOverlay {

	private ConfigurationOverlay() {
	}

	static ConfigurationSource of(Random random, List<Leaf> all) {
		List<Leaf> some = all.stream().filter((leaf) -> leaf.path().get(0).equals("claimsdsl")).toList();
		int kind = random.nextInt(4);
		Map<String, String> properties = new LinkedHashMap<>();
		List<Leaf> leaves = new ArrayList<>();
		for (int i = 0; i <= random.nextInt(2); i++) {
			Leaf leaf = some.get(random.nextInt(some.size()));
			Leaf changed = new Leaf(leaf.path(), List.copyOf(leaf.names()), leaf.value());
			if (random.nextInt(4) == 0 && leaf.path().size() > 2) {
				changed = shortened(leaf);
			}
			String value = (random.nextInt(3) > 0) ? leaf.value()
					: List.of("", "x", "no", "any", "a,b", "user.email", " ").get(random.nextInt(7));
			String key = key(changed, random, kind == 0);
			if (properties.putIfAbsent(key, value) == null) {
				leaves.add((kind == 0) ? new Leaf(changed.path(), changed.names(), value) : Leaf.of(key, value));
			}
		}
		return new ConfigurationSource(source(kind, properties), leaves);
	}

	private static Leaf shortened(Leaf leaf) {
		int last = leaf.path().size() - 1;
		return new Leaf(leaf.path().subList(0, last), leaf.names().subList(0, last), leaf.value());
	}

	private static PropertySource<?> source(int kind, Map<String, String> properties) {
		Map<String, Object> values = new LinkedHashMap<>(properties);
		java.util.Properties all = new java.util.Properties();
		all.putAll(properties);
		return switch (kind) {
			case 0 -> new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					values);
			case 1 -> new MapPropertySource(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, values);
			case 2 -> new PropertiesPropertySource("application.properties", all);
			default -> new MapPropertySource("config tree", values);
		};
	}

	/** The name of a property, in one of the spellings that binding takes. */
	static String key(Leaf leaf, Random random, boolean variable) {
		StringBuilder key = new StringBuilder();
		for (String name : leaf.names()) {
			boolean exact = !name.matches("[A-Za-z0-9_-]+");
			boolean index = name.matches("\\d+");
			if (variable) {
				key.append(key.isEmpty() ? "" : "_").append(name.replace("-", "").toUpperCase(Locale.ROOT));
			}
			else if (exact || index) {
				key.append('[').append(name).append(']');
			}
			else {
				key.append(key.isEmpty() ? "" : ".")
					.append((random.nextInt(12) == 0 && !key.isEmpty()) ? name.replace('-', '_') : name);
			}
		}
		return key.toString();
	}

}

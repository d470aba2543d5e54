package io.github.claimsdsl.expression;

import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.claimsdsl.Client;

/**
 * Describes the maps of a client, {@code settings} and {@code selfAsserted}. Expressions
 * can read only their declared entries.
 */
final class ClientMaps {

	private ClientMaps() {
	}

	/** Stands for the type of {@code client.settings}. */
	static final class Settings {

		private Settings() {
		}

	}

	/** Stands for the type of {@code client.selfAsserted}. */
	static final class SelfAsserted {

		private SelfAsserted() {
		}

	}

	static boolean isMap(Class<?> bean) {
		return bean == Settings.class || bean == SelfAsserted.class;
	}

	/** Returns the properties of a client. Each map has the type that stands for it. */
	static Map<String, BeanProperty> properties() {
		Map<String, BeanProperty> properties = BeanProperty.of(Client.class);
		properties.computeIfPresent("settings", (name, map) -> of(map, Settings.class));
		properties.computeIfPresent("selfAsserted", (name, map) -> of(map, SelfAsserted.class));
		return properties;
	}

	private static BeanProperty of(BeanProperty map, Class<?> type) {
		return new BeanProperty(map.name(), Type.bean(type), map.getter());
	}

	/** Returns the properties that read the declared entries of a map. */
	static Map<String, BeanProperty> entries(String map, Map<String, Type> types) {
		Map<String, BeanProperty> properties = new TreeMap<>();
		types.forEach((name, type) -> {
			MethodHandle getter = AttributeReader.getter(map + "['" + name + "']", name, type);
			properties.put(name, new BeanProperty(name, type.orNull(), getter));
		});
		return properties;
	}

	/** Returns the problem of reading an entry that is not declared. */
	static Problem undeclared(Class<?> map, String name, int position, Set<String> declared) {
		String help = DidYouMean.nearest(name, declared).map((near) -> "Did you mean '" + near + "'?").orElse(null);
		return (map == Settings.class)
				? new Problem("unknown-setting", position, "the client setting '" + name + "' is not declared", help)
				: new Problem("unknown-metadata", position, "the metadata '" + name + "' of a client is not declared",
						help);
	}

}

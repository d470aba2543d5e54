package io.github.claimsdsl.boot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

/**
 * A property that holds entries.
 *
 * @param kind what it holds
 * @param elements the sources that list entries, with the indices
 * @param names the names of entries, with the first source of each
 * @param places a property of each source
 */
record Entries(EntryKind kind, Map<ConfigurationPropertySource, Set<Integer>> elements,
		Map<String, ConfigurationProperty> names, Map<ConfigurationPropertySource, ConfigurationProperty> places) {

	Entries(EntryKind kind) {
		this(kind, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
	}

	void add(ConfigurationProperty property, int element) {
		ConfigurationPropertySource source = Objects.requireNonNull(property.getSource());
		String name = property.getName().getElement(element, Form.ORIGINAL);
		this.places.putIfAbsent(source, property);
		if (property.getName().isNumericIndex(element) && ClaimsDslProperties.isIndex(name)) {
			this.elements.computeIfAbsent(source, (key) -> new TreeSet<>()).add(Integer.valueOf(name));
		}
		else {
			this.names.putIfAbsent(name, property);
		}
	}

}

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
 * The entries below one property, such as {@code claims-dsl.audiences}, from all sources.
 *
 * @param kind the kind of entries
 * @param elements the indices of listed entries, by source
 * @param names the first property of each named entry, by name
 * @param places one property of each source, to show where it stands
 * @param parts the parts of each named entry, by name
 */
record Entries(EntryKind kind, Map<ConfigurationPropertySource, Set<Integer>> elements,
		Map<String, ConfigurationProperty> names, Map<ConfigurationPropertySource, ConfigurationProperty> places,
		Map<String, Set<String>> parts) {

	Entries(EntryKind kind) {
		this(kind, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
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
			if (property.getName().getNumberOfElements() > element + 1) {
				this.parts.computeIfAbsent(name, (key) -> new TreeSet<>())
					.add(property.getName().getElement(element + 1, Form.DASHED));
			}
		}
	}

}

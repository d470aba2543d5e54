package io.github.claimsdsl.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.Origin.Location;

/**
 * Checks the shape of properties that hold entries. They are maps by name; audiences and
 * denials may be lists too. Without this check, binding would silently drop or replace
 * entries of another shape.
 */
final class EntryShapes {

	private static final Set<ConfigurationPropertyName> OBJECTS = Stream
		.of("user", "client", "console", "expressions", "token-exchange")
		.map((name) -> ConfigurationPropertyName.of(ClaimsDslProperties.PREFIX).append(name))
		.collect(Collectors.toUnmodifiableSet());

	private final Issues issues;

	/** The entries, by the property that holds them. */
	private final Map<ConfigurationPropertyName, Entries> entries = new LinkedHashMap<>();

	private final Map<ConfigurationPropertyName, ConfigurationProperty> empty = new LinkedHashMap<>();

	EntryShapes(Issues issues) {
		this.issues = issues;
	}

	void check(Iterable<ConfigurationPropertySource> sources) {
		List<ConfigurationProperty> all = PropertyOrigins.declared(sources).toList();
		all.forEach((property) -> read(property, all));
		this.entries.forEach(this::check);
		this.empty.forEach(this::empty);
	}

	/**
	 * Reports an empty list or map. It does not remove the entries of another source, and
	 * alone it declares nothing.
	 */
	private void empty(ConfigurationPropertyName holder, ConfigurationProperty property) {
		EntryKind kind = Objects.requireNonNull(EntryKind.of(holder));
		if (kind.isListAllowed() || this.entries.containsKey(holder)) {
			issue("empty-entries", property, holder.getLastElement(Form.DASHED) + " is empty"
					+ (this.entries.containsKey(holder) ? ", which does not remove what is declared elsewhere" : ""),
					"Add " + kind.entry() + ", or remove it.");
		}
	}

	/** Returns an example of an entry below the property that holds it, after a colon. */
	private static String example(EntryKind kind, String holder) {
		return ": " + holder + ": { some-name: { " + kind.example() + " } }";
	}

	private void read(ConfigurationProperty property, List<ConfigurationProperty> all) {
		ConfigurationPropertyName name = property.getName();
		if (isObject(name)) {
			boolean blank = String.valueOf(property.getValue()).isBlank();
			issue("no-object", property,
					(blank ? "nothing" : "a text") + " stands where " + describe(name) + " should be",
					partsOf(property) + (blank ? elsewhere(name, all) : ""));
		}
		for (int size = 2; size <= Math.min(name.getNumberOfElements(), 4); size++) {
			ConfigurationPropertyName holder = name.chop(size);
			EntryKind kind = EntryKind.of(holder);
			if (kind != null && size == name.getNumberOfElements()) {
				text(kind, property);
			}
			else if (kind != null) {
				this.entries.computeIfAbsent(holder, (key) -> new Entries(kind)).add(property, size);
			}
		}
	}

	/** Returns a sentence that tells where the parts of a property stand, if they do. */
	private static String elsewhere(ConfigurationPropertyName name, List<ConfigurationProperty> all) {
		return all.stream()
			.filter((other) -> name.isAncestorOf(other.getName()))
			.findFirst()
			.map((other) -> " What stands below it elsewhere is kept, such as " + PropertyOrigins.of(other) + ".")
			.orElse("");
	}

	/** Returns whether the property has parts, so that its value cannot be a text. */
	private static boolean isObject(ConfigurationPropertyName name) {
		int size = name.getNumberOfElements();
		EntryKind holder = EntryKind.ofEntry(name);
		return size == 1 || OBJECTS.contains(name)
				|| (holder == EntryKind.POLICIES && !EntryNames.isPartOfPolicy(name.getLastElement(Form.DASHED)))
				|| (holder != null && holder.isListAllowed() && !holder.isPart(name.getLastElement(Form.DASHED)));
	}

	private static String partsOf(ConfigurationProperty property) {
		ConfigurationPropertyName name = property.getName();
		EntryKind holder = EntryKind.ofEntry(name);
		if (holder == null || !holder.isListAllowed() || String.valueOf(property.getValue()).isBlank()) {
			return "Write its parts below it, or remove it.";
		}
		String last = name.isLastElementIndexed() ? "-" : name.getLastElement(Form.ORIGINAL) + ":";
		return "Write " + last + " { " + holder.written(property.getValue()) + " }.";
	}

	private static String describe(ConfigurationPropertyName name) {
		EntryKind holder = EntryKind.ofEntry(name);
		return (holder != null) ? holder.entry() : "the parts of " + name.getLastElement(Form.DASHED);
	}

	private void text(EntryKind kind, ConfigurationProperty property) {
		String value = String.valueOf(property.getValue());
		String last = property.getName().getLastElement(Form.DASHED);
		if (value.isBlank() || value.equals("[]") || value.equals("{}")) {
			this.empty.put(property.getName(), property);
		}
		else {
			issue("entries", property, last + " is a text, but holds entries by name",
					kind.isListAllowed() ? "Write " + last + ": { some-name: { " + kind.written(value) + " } }."
							: "Write the name of " + kind.entry() + " below it" + named(kind, last, value) + ".");
		}
	}

	private static String named(EntryKind kind, String holder, String value) {
		return (kind == EntryKind.POLICIES) ? example(kind, holder)
				: (kind == EntryKind.CLAIMS) ? ": " + holder + ": { some-name: " + Written.scalar(value) + " }" : "";
	}

	private void check(ConfigurationPropertyName holder, Entries entries) {
		new EntryNames(this.issues).check(holder.getNumberOfElements(), entries);
		if (!entries.kind().isListAllowed()) {
			entries.elements()
				.entrySet()
				.stream()
				.filter((listed) -> (entries.kind() == EntryKind.POLICIES || entries.names().isEmpty())
						&& isList(listed.getValue()))
				.forEach((listed) -> listed(holder, entries, listed.getKey()));
			return;
		}
		checkGaps(holder, entries);
		if (entries.elements().size() > 1) {
			severalSources(holder, entries);
		}
		else if (!entries.elements().isEmpty() && !entries.names().isEmpty()) {
			issue("entries", entries.names().values().iterator().next(),
					holder.getLastElement(Form.DASHED) + " has names here and is a list elsewhere",
					"Name all of them, so that they merge, or list all of them in one place.");
		}
	}

	/**
	 * Returns whether the numbers are the indices of a list. A claim may have a number as
	 * its name, too.
	 */
	private static boolean isList(Set<Integer> indices) {
		return IntStream.range(0, indices.size()).allMatch(indices::contains);
	}

	private void listed(ConfigurationPropertyName holder, Entries entries, ConfigurationPropertySource source) {
		ConfigurationProperty first = entries.places().get(source);
		this.issues.add("entries",
				new Origin(holder.toString(), (first != null) ? PropertyOrigins.of(first).location() : null),
				holder.getLastElement(Form.DASHED) + " is a list, but holds entries by name",
				inPlaceOfDashes(holder, entries.kind(), source));
	}

	private static String inPlaceOfDashes(ConfigurationPropertyName holder, EntryKind kind,
			ConfigurationPropertySource source) {
		ConfigurationProperty named = source.getConfigurationProperty(holder.append("[0]").append("name"));
		String last = holder.getLastElement(Form.DASHED);
		if (named == null) {
			return (kind == EntryKind.POLICIES)
					? "Write the name of a policy in place of each dash" + example(kind, last) + "."
					: "Remove each dash, so that " + kind.entry() + " is a key of " + last + ".";
		}
		return "Write the name of " + kind.entry() + " in place of each dash: '" + named.getValue()
				+ ":' instead of '- name: " + named.getValue() + "'.";
	}

	private void checkGaps(ConfigurationPropertyName holder, Entries entries) {
		entries.elements().forEach((source, indices) -> {
			List<Integer> missing = IntStream.range(0, indices.size())
				.boxed()
				.filter((index) -> !indices.contains(index))
				.toList();
			if (!missing.isEmpty()) {
				issue("index-gap", entries.places().get(source),
						holder.getLastElement(Form.DASHED) + "[" + missing.get(0)
								+ "] is missing, so the entries after it would be lost",
						"Number them from 0 without a gap, or name them.");
			}
		});
	}

	private void severalSources(ConfigurationPropertyName holder, Entries entries) {
		List<String> places = new ArrayList<>(new LinkedHashSet<>(
				entries.elements().keySet().stream().map((source) -> place(entries.places().get(source))).toList()));
		String last = holder.getLastElement(Form.DASHED);
		issue("listed-twice", entries.places().get(entries.elements().keySet().iterator().next()),
				last + " is listed in more than one place: " + places.stream().collect(Collectors.joining(" and "))
						+ ". One list would replace the other",
				"Name the entries, so that they merge: " + last + ": { some-name: { " + entries.kind().example()
						+ " } }.");
	}

	private static String place(@Nullable ConfigurationProperty property) {
		Location location = (property != null) ? PropertyOrigins.location(property.getOrigin()) : null;
		return (location != null) ? location.toString() : "an unknown source";
	}

	private void issue(String code, @Nullable ConfigurationProperty property, String message, String help) {
		Origin origin = (property != null) ? PropertyOrigins.of(property) : Origin.of(ClaimsDslProperties.PREFIX);
		this.issues.add(code, origin, message, help);
	}

}

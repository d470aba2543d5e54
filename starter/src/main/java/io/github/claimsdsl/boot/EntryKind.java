package io.github.claimsdsl.boot;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

import io.github.claimsdsl.boot.ClaimsDslProperties.AudienceProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.DenyProperties;

/**
 * The kinds of properties that hold entries: lists or maps of entries by name.
 */
enum EntryKind {

	AUDIENCES("an audience", "id", "https://api.example.com", ClaimsDslProperties.names(AudienceProperties.class)),

	DENIALS("a denial", "when", "...", ClaimsDslProperties.names(DenyProperties.class)),

	POLICIES("a policy", "", "", Set.of()),

	CLAIMS("a claim", "", "", Set.of()),

	ATTRIBUTES("an attribute", "", "", Set.of()),

	SETTINGS("a setting", "", "", Set.of()),

	METADATA("metadata", "", "", Set.of());

	private final String entry;

	private final String first;

	private final String example;

	private final Set<String> parts;

	EntryKind(String entry, String first, String example, Set<String> parts) {
		this.entry = entry;
		this.first = first;
		this.example = example;
		this.parts = parts;
	}

	boolean isListAllowed() {
		return !this.parts.isEmpty();
	}

	/** Returns the first part of an entry with a value, as YAML. */
	String written(Object value) {
		return this.first + ": \"" + String.valueOf(value).replace("\"", "\\\"") + '"';
	}

	/** Returns the kind of a property, or {@code null} if it holds no entries. */
	static @Nullable EntryKind of(ConfigurationPropertyName name) {
		int size = name.getNumberOfElements();
		String last = name.getLastElement(Form.UNIFORM);
		String second = (size > 1) ? name.getElement(1, Form.UNIFORM) : "";
		return switch (size) {
			case 2 -> last.equals("audiences") ? AUDIENCES : last.equals("policies") ? POLICIES : null;
			case 3 -> typed(second, last);
			case 4 -> !second.equals("policies") ? null
					: last.equals("deny") ? DENIALS : last.equals("claims") ? CLAIMS : null;
			default -> null;
		};
	}

	/**
	 * Returns the kind of a property whose entries are names of types, or {@code null}.
	 */
	private static @Nullable EntryKind typed(String holder, String last) {
		return switch (holder + "." + last) {
			case "user.attributes" -> ATTRIBUTES;
			case "client.settings" -> SETTINGS;
			case "client.selfasserted" -> METADATA;
			default -> null;
		};
	}

	/** Returns whether the value of an entry is the name of a type. */
	boolean isTyped() {
		return this == ATTRIBUTES || this == SETTINGS || this == METADATA;
	}

	/**
	 * Returns the kind of entry that a property is, or {@code null} if it is not an
	 * entry.
	 */
	static @Nullable EntryKind ofEntry(ConfigurationPropertyName name) {
		return (name.getNumberOfElements() > 1) ? of(name.getParent()) : null;
	}

	/** Returns whether an element of a property's name is the name of an entry. */
	static boolean isEntry(ConfigurationPropertyName name, int element) {
		return element > 1 && of(name.chop(element)) != null;
	}

	/**
	 * Returns whether an element is in brackets, so that Spring Boot compares it exactly.
	 */
	static boolean isBracketed(ConfigurationPropertyName name, int element) {
		return name.chop(element + 1).toString().endsWith("]");
	}

	String entry() {
		return this.entry;
	}

	boolean isPart(String name) {
		return this.parts.contains(name);
	}

	/** Returns an example of an entry, as YAML. */
	String example() {
		return (this == POLICIES) ? "audience: any, claims: { email: user.email }" : written(this.example);
	}

}

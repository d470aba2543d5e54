package io.github.claimsdsl.boot;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

import io.github.claimsdsl.Issues;

/**
 * Checks that the names of entries are well-formed and that Spring Boot can tell them
 * apart.
 */
final class EntryNames {

	private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

	private final Issues issues;

	EntryNames(Issues issues) {
		this.issues = issues;
	}

	/**
	 * Checks the entries of a property.
	 * @param element the index of the property name's element that names the entry
	 * @param entries the entries
	 */
	void check(int element, Entries entries) {
		checkSameNames(element, entries);
		checkVariables(element, entries);
		if (entries.kind().isListAllowed()) {
			checkParts(entries);
		}
	}

	/**
	 * Finds names that differ only in dashes, underscores or case. They set the same
	 * properties.
	 */
	private void checkSameNames(int element, Entries entries) {
		Map<String, String> uniform = new HashMap<>();
		entries.names().forEach((name, property) -> {
			String other = isExact(property, element) ? null
					: uniform.putIfAbsent(property.getName().getElement(element, Form.UNIFORM), name);
			if (other != null) {
				issue("same-name", property, "Spring Boot reads '" + name + "' and '" + other + "' as the same name",
						(entries.kind() == EntryKind.CLAIMS) ? "Write '[" + name + "]' and '[" + other + "]'."
								: "Rename one of them.");
			}
		});
	}

	/**
	 * Returns whether the name needs no check: it is in brackets, or an environment
	 * variable may use it for a name of another spelling.
	 */
	private static boolean isExact(ConfigurationProperty property, int element) {
		return EntryKind.isBracketed(property.getName(), element) || PropertyOrigins.isVariable(property.getSource());
	}

	/**
	 * Finds environment variables that are meant to set an entry in brackets. They
	 * cannot, and would add another entry.
	 */
	private void checkVariables(int element, Entries entries) {
		Map<String, String> bracketed = new HashMap<>();
		entries.names().forEach((name, property) -> {
			if (EntryKind.isBracketed(property.getName(), element)) {
				bracketed.put(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""), name);
			}
		});
		entries.names().forEach((name, property) -> {
			if (PropertyOrigins.isVariable(property.getSource()) && bracketed.containsKey(name)) {
				issue("same-name", property, "an environment variable cannot set '[" + bracketed.get(name)
						+ "]', and would add '" + name + "'", "Name it without brackets, or set it in another source.");
			}
		});
	}

	/**
	 * Finds parts of one entry that stand where entries should, because a dash is
	 * missing.
	 */
	private void checkParts(Entries entries) {
		entries.names().forEach((name, property) -> {
			if (entries.kind().isPart(name)) {
				issue("entries", property,
						"'" + name + "' is a part of " + entries.kind().entry() + ", but stands where "
								+ entries.kind().entry() + " should be",
						"Put a dash before the first part, or a name above it: - " + entries.kind().example() + ".");
			}
			else if (!NAME.matcher(name).matches()) {
				issue("entry-name", property, "'" + name + "' cannot be the name of " + entries.kind().entry(),
						"Start with a letter, and use lower-case letters, digits and dashes.");
			}
		});
	}

	private void issue(String code, ConfigurationProperty property, String message, String help) {
		this.issues.add(code, PropertyOrigins.of(property), message, help);
	}

}

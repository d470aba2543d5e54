package io.github.claimsdsl.boot;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.boot.ClaimsDslProperties.PolicyProperties;

/**
 * Checks that the names of entries are well-formed and that Spring Boot can tell them
 * apart.
 */
final class EntryNames {

	private static final Set<String> POLICY_PARTS = ClaimsDslProperties.names(PolicyProperties.class);

	/** The parts that every policy has at least one of. */
	private static final Set<String> RULES = Set.of("claims", "deny");

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
		else if (entries.kind() == EntryKind.POLICIES) {
			checkPolicies(entries);
		}
	}

	/** Returns whether a name is that of a part of a policy, such as {@code claims}. */
	static boolean isPartOfPolicy(String name) {
		return POLICY_PARTS.contains(name);
	}

	/**
	 * Finds parts of a policy that stand where policies should. A policy may have such a
	 * name, too, but then it has claims or denials of its own.
	 */
	private void checkPolicies(Entries entries) {
		Set<String> misplaced = new TreeSet<>(entries.names().keySet());
		misplaced.removeIf((name) -> !isPartOfPolicy(name)
				|| entries.parts().getOrDefault(name, Set.of()).stream().anyMatch(RULES::contains));
		String policy = entries.names()
			.keySet()
			.stream()
			.filter((name) -> !misplaced.contains(name))
			.findFirst()
			.orElse("some-name");
		misplaced.forEach((name) -> {
			ConfigurationProperty property = Objects.requireNonNull(entries.names().get(name));
			this.issues.add("entries",
					new Origin("claims-dsl.policies." + name, PropertyOrigins.of(property).location()),
					"'" + name + "' is a part of a policy, but stands where the name of a policy should be",
					"Write it below a policy: " + policy + ": { " + Written.below(property, 2) + " }.");
		});
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

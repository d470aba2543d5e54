package io.github.claimsdsl.boot;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.Origin.Location;
import io.github.claimsdsl.boot.ClaimsDslProperties.ClaimProperties;

/**
 * Finds keys that relaxed binding would silently drop or change, such as claim names with
 * characters other than letters, digits, dots, dashes and underscores. Also checks the
 * names of policies.
 */
final class RawKeys {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(ClaimsDslProperties.PREFIX);

	private static final Pattern POLICY = Pattern
		.compile("(?i)claims[-_]*dsl\\.policies(?:\\.([^.\\[]+)|\\[([^\\]]*)\\])(.*)");

	private static final Pattern CLAIM = Pattern.compile("(?i)\\.claims\\.(.*)");

	/** Keys that binding keeps as they are. It keeps anything in brackets. */
	private static final Pattern PLAIN = Pattern.compile("(\\[[^\\]]*]|[A-Za-z0-9._-])*");

	/** What YAML makes of the names {@code no}, {@code on} and {@code ~}. */
	private static final Pattern SCALAR = Pattern.compile("\\[(true|false|null)]");

	private static final Pattern PLAIN_CLAIM = Pattern.compile("[A-Za-z0-9._-]+");

	/**
	 * What YAML makes of {@code tier:} above a line such as {@code (a == b) ? (c) : (d)}:
	 * a key that holds the start of the expression.
	 */
	private static final Pattern EXPRESSION = Pattern.compile("[A-Za-z0-9_-]+\\..*\\s.*");

	/** The start of an expression, after the name of the claim if that is known. */
	private static final Pattern OPERATION = Pattern.compile(
			"(?:(?!(?:user|client|request|token|actor)\\.)([A-Za-z0-9_-]+)\\.)?((?:[!(]|\\S+\\s+(?:[?+*/%<>-]|[=!&|]=?|&&|\\|\\|)(?![A-Za-z])).*)");

	private static final Set<String> CLAIM_PARTS = ClaimsDslProperties.names(ClaimProperties.class);

	private final Issues issues;

	private final Set<String> seen = new TreeSet<>();

	RawKeys(Issues issues) {
		this.issues = issues;
	}

	void check(ConfigurableEnvironment environment) {
		environment.getPropertySources()
			.stream()
			.filter((source) -> !source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME))
			.filter(EnumerablePropertySource.class::isInstance)
			.forEach((source) -> check((EnumerablePropertySource<?>) source));
	}

	private void check(EnumerablePropertySource<?> source) {
		Map<ConfigurationPropertyName, ConfigurationPropertyName> spellings = new HashMap<>();
		Arrays.stream(source.getPropertyNames()).sorted().forEach((key) -> {
			ConfigurationPropertyName name = adapt(key);
			if (PREFIX.isAncestorOf(name)) {
				check(source, key);
				checkSpelling(source, key, name, spellings.putIfAbsent(name, name));
			}
		});
	}

	/** Returns the name as binding reads it. */
	private static ConfigurationPropertyName adapt(String key) {
		try {
			return ConfigurationPropertyName.adapt(key, '.');
		}
		catch (RuntimeException ex) {
			return ConfigurationPropertyName.EMPTY;
		}
	}

	/** Finds a property that one source sets twice, in two spellings. */
	private void checkSpelling(PropertySource<?> source, String key, ConfigurationPropertyName name,
			@Nullable ConfigurationPropertyName other) {
		for (int i = 0; other != null && i < name.getNumberOfElements(); i++) {
			String spelling = name.getElement(i, Form.ORIGINAL);
			if (!EntryKind.isEntry(name, i) && !spelling.equals(other.getElement(i, Form.ORIGINAL))) {
				issue("same-name", name.toString(), source, key, "Spring Boot reads '" + spelling + "' and '"
						+ other.getElement(i, Form.ORIGINAL) + "' as the same name", "Remove one of them.");
				return;
			}
		}
	}

	private void check(PropertySource<?> source, String key) {
		Matcher policy = POLICY.matcher(key);
		boolean matches = policy.matches();
		String unnamed = matches ? CLAIM.matcher(policy.group(3)).replaceFirst("") : key;
		if (!PLAIN.matcher(unnamed).matches()) {
			issue("key-characters", key, source, key, "the key has characters that Spring Boot does not keep",
					"Use letters, digits and dashes.");
		}
		Matcher scalar = SCALAR.matcher(key);
		if (scalar.find()) {
			issue("yaml-scalar", key.substring(0, scalar.end()), source, key,
					"YAML reads a name here as " + scalar.group(1), "Put the name in quotes.");
		}
		if (!matches) {
			return;
		}
		String name = (policy.group(1) != null) ? policy.group(1) : policy.group(2);
		if (!name.matches("[a-z0-9-]+")) {
			issue("policy-name", "claims-dsl.policies." + name, source, key,
					"'" + name + "' cannot be the name of a policy", "Use lower-case letters, digits and dashes.");
		}
		Matcher claim = CLAIM.matcher(policy.group(3));
		if (claim.matches()) {
			checkClaim(source, key, "claims-dsl.policies." + name + ".claims", claim.group(1));
		}
	}

	private void checkClaim(PropertySource<?> source, String key, String parent, String rest) {
		String name = claimName(rest);
		if (name.startsWith("[")) {
			issue("claim-key", parent + name, source, key, "there is a dot before the bracket",
					"Write claims" + name + ", without the dot.");
			return;
		}
		if (PLAIN_CLAIM.matcher(name).matches()) {
			return;
		}
		int list = name.indexOf('[');
		if (list > 0 && PLAIN_CLAIM.matcher(name.substring(0, list)).matches()) {
			issue("yaml-list", parent + "." + name.substring(0, list), source, key,
					"the value of a claim is one expression, but YAML reads a list here",
					"Put the expression in quotes, such as \"['a', 'b']\".");
			return;
		}
		issue("claim-key", parent + "." + name, source, key,
				"Spring Boot would not keep the claim name '" + name
						+ "', because it has characters that a key cannot have",
				help(name, String.valueOf(source.getProperty(key))));
	}

	private static String help(String name, String value) {
		Matcher operation = OPERATION.matcher(name);
		boolean isOperation = operation.matches();
		if (!isOperation && !EXPRESSION.matcher(name).matches()) {
			return "Write '[" + name + "]'.";
		}
		return "If it holds an expression, put that in quotes" + (isOperation ? written(operation, value) : "")
				+ "; if it is a name, write '[" + name + "]'.";
	}

	/** Returns the claim whose expression YAML has read as a key, after a colon. */
	private static String written(Matcher operation, String value) {
		String claim = (operation.group(1) != null) ? operation.group(1) : "some-name";
		String rest = value.isBlank() ? "" : (operation.group(2).endsWith("?") ? ": " : " : ")
				+ (value.matches("[A-Za-z ]+") ? "'" + value + "'" : value);
		return ": " + claim + ": " + Written.quoted(operation.group(2) + rest);
	}

	/** Returns the claim name in a key, without the part of the claim that follows it. */
	private static String claimName(String rest) {
		int dot = rest.lastIndexOf('.');
		return (dot > 0 && CLAIM_PARTS.contains(DataObjectPropertyName.toDashedForm(rest.substring(dot + 1))))
				? rest.substring(0, dot) : rest;
	}

	private void issue(String code, String subject, PropertySource<?> source, String key, String message, String help) {
		if (this.seen.add(subject)) {
			Location location = PropertyOrigins.location(OriginLookup.getOrigin(source, key));
			this.issues.add(code, new Origin(subject, location), message, help);
		}
	}

}

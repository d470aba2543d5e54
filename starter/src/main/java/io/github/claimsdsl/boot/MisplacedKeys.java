package io.github.claimsdsl.boot;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.Origin.Location;
import io.github.claimsdsl.expression.DidYouMean;

/**
 * Finds keys that belong below {@code claims-dsl} but stand elsewhere. Below a misspelled
 * prefix or another key they are an issue. One level too high they are only a warning,
 * because an application may have similar keys of its own.
 */
final class MisplacedKeys {

	private static final String PREFIX = ClaimsDslProperties.PREFIX;

	private static final String UNIFORM = uniform(PREFIX);

	private static final Set<String> PARTS = ClaimsDslProperties.names(ClaimsDslProperties.class)
		.stream()
		.map(MisplacedKeys::uniform)
		.collect(Collectors.toUnmodifiableSet());

	/** Parts with names that hardly occur below other prefixes. */
	private static final Set<String> OWN = Set.of("audience-required", "audience-source", "owned-claims",
			"warn-token-size", "max-token-size", "token-generator", "token-exchange", "grant-types");

	private static final Pattern NESTED = Pattern.compile("(.+)\\." + PREFIX + "\\.([^.\\[]+).*");

	/** The key that Spring Boot gives to a YAML file that is a list. */
	private static final Pattern LISTED = Pattern.compile("document\\[\\d+]\\." + PREFIX);

	private static final Pattern ENVIRONMENT = Pattern.compile("([A-Z]+(?:_DSL)?)_([A-Z]+)(?:_.*)?");

	/**
	 * An entry that stands one level too high, directly or below another part that does.
	 */
	private static final Pattern ENTRY = Pattern
		.compile("((?:token-exchange|expressions|user|grant-types|audiences|policies)\\.)?"
				+ "(policies|audiences)(?:\\.[^.\\[]+|\\[\\d+])\\.([^.\\[]+).*");

	private static final Pattern DENIAL = Pattern.compile("(?:[^.]+\\.)?deny(?:\\[\\d+]|\\.[^.]+)\\.when");

	private final Issues issues;

	private final Issues warnings;

	private final Set<String> reported = new HashSet<>();

	MisplacedKeys(Issues issues, Issues warnings) {
		this.issues = issues;
		this.warnings = warnings;
	}

	void check(ConfigurableEnvironment environment) {
		List<EnumerablePropertySource<?>> sources = environment.getPropertySources()
			.stream()
			.filter(EnumerablePropertySource.class::isInstance)
			.<EnumerablePropertySource<?>>map((source) -> (EnumerablePropertySource<?>) source)
			.toList();
		Set<String> keys = new TreeSet<>();
		sources.forEach((source) -> keys.addAll(Arrays.asList(source.getPropertyNames())));
		for (EnumerablePropertySource<?> source : sources) {
			boolean variables = source instanceof SystemEnvironmentPropertySource;
			for (String key : source.getPropertyNames()) {
				if (variables) {
					checkVariable(source, key);
				}
				else {
					checkKey(source, key, keys);
				}
			}
		}
	}

	private void checkVariable(EnumerablePropertySource<?> source, String key) {
		Matcher variable = ENVIRONMENT.matcher(key);
		if (!variable.matches()) {
			return;
		}
		String first = uniform(variable.group(1));
		boolean ofKubernetes = key.matches(".*_(SERVICE|PORT)(_.*)?");
		if (variable.group(1).equals("CLAIMS_DSL") && isEntries(variable.group(2)) && !ofKubernetes) {
			issue(source, key, key, "Spring Boot does not read this environment variable as " + PREFIX,
					"Write CLAIMSDSL_, without the underscore for the dash.");
		}
		else if (isMisspelled(first, variable.group(2))) {
			issue(source, key, variable.group(1), "unknown prefix '" + variable.group(1) + "'",
					"Did you mean 'CLAIMSDSL'?");
		}
	}

	private void checkKey(EnumerablePropertySource<?> source, String key, Set<String> all) {
		String[] parts = key.split("[.\\[]", 3);
		String second = (parts.length > 1) ? parts[1] : "";
		Matcher nested = NESTED.matcher(key);
		if (nested.matches() && isEntries(nested.group(2)) && !key.startsWith("logging.level.")) {
			issue(source, key, nested.group(1) + "." + PREFIX, PREFIX + " stands below '" + nested.group(1) + "'",
					"Move it to the left, because it is a top-level key.");
		}
		else if (LISTED.matcher(key).matches()) {
			issue(source, key, key, "the file is a list", "Remove the dash before " + PREFIX + ".");
		}
		else if (key.startsWith("claims.dsl.") && key.split("[.\\[]").length > 2
				&& PARTS.contains(uniform(key.split("[.\\[]")[2]))) {
			issue(source, key, "claims.dsl", "unknown prefix 'claims.dsl'", "Did you mean '" + PREFIX + "'?");
		}
		else if (isMisspelled(uniform(parts[0]), second)) {
			issue(source, key, parts[0], "unknown prefix '" + parts[0] + "'", "Did you mean '" + PREFIX + "'?");
		}
		else if (isTooHigh(key, parts[0], all)) {
			report(this.warnings, source, key, parts[0],
					"'" + parts[0] + "' does not stand below " + PREFIX + ", so it is ignored",
					"If it declares claim policies, move it below " + PREFIX + ".");
		}
	}

	/**
	 * Returns whether a key has the shape of one of our properties but lacks the prefix,
	 * and the prefix has no such part.
	 */
	private static boolean isTooHigh(String key, String first, Set<String> all) {
		return hasShape(key, first, all) && all.stream().noneMatch((other) -> other.startsWith(PREFIX + "." + first));
	}

	private static boolean hasShape(String key, String first, Set<String> all) {
		Matcher entry = ENTRY.matcher(key);
		if (entry.matches()) {
			Predicate<String> has = has(key.substring(0, entry.start(3)), all);
			return entry.group(2).equals("audiences") ? has.test("id") && has.test("clients") : isPolicy(has);
		}
		return DENIAL.matcher(key).matches()
				|| (OWN.contains(first) && all.stream().anyMatch((other) -> other.startsWith(PREFIX + ".")));
	}

	private static Predicate<String> has(String holder, Set<String> all) {
		return (part) -> all.stream().anyMatch((other) -> other.startsWith(holder + part));
	}

	private static boolean isPolicy(Predicate<String> has) {
		return (has.test("audience") || has.test("token-type")) && (has.test("claims") || has.test("deny"));
	}

	/**
	 * Returns whether the prefix is misspelled: by one letter, or by two if policies or
	 * audiences follow.
	 */
	private static boolean isMisspelled(String first, String second) {
		return !first.equals(UNIFORM) && PARTS.contains(uniform(second))
				&& DidYouMean.isNear(first, UNIFORM, isEntries(second) ? 2 : 1);
	}

	private static boolean isEntries(String part) {
		return part.equalsIgnoreCase("policies") || part.equalsIgnoreCase("audiences");
	}

	private static String uniform(String text) {
		return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
	}

	private void issue(EnumerablePropertySource<?> source, String key, String subject, String message, String help) {
		report(this.issues, source, key, subject, message, help);
	}

	private void report(Issues list, EnumerablePropertySource<?> source, String key, String subject, String message,
			String help) {
		if (this.reported.add(subject)) {
			Location location = PropertyOrigins.location(OriginLookup.getOrigin(source, key));
			list.add("misplaced-key", new Origin(subject, location), message, help);
		}
	}

}

package io.github.claimsdsl.boot;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.boot.ClaimsDslProperties.AudienceProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.ClaimProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.ClientProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.ConsoleProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.DenyProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.ExchangeProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.ExpressionProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.PolicyProperties;
import io.github.claimsdsl.boot.ClaimsDslProperties.UserProperties;
import io.github.claimsdsl.expression.DidYouMean;

/**
 * Explains why a key was not bound: it is unknown, empty, or written in two forms.
 */
final class UnknownKeys {

	private static final Set<String> ROOT = ClaimsDslProperties.names(ClaimsDslProperties.class);

	private static final Set<String> CONDITION = Set.of("when");

	private static final Map<String, Set<String>> BELOW = Map.ofEntries(
			Map.entry("policies", ClaimsDslProperties.names(PolicyProperties.class)),
			Map.entry("claims", ClaimsDslProperties.names(ClaimProperties.class)),
			Map.entry("audiences", ClaimsDslProperties.names(AudienceProperties.class)),
			Map.entry("deny", ClaimsDslProperties.names(DenyProperties.class)),
			Map.entry("user", ClaimsDslProperties.names(UserProperties.class)),
			Map.entry("client", ClaimsDslProperties.names(ClientProperties.class)),
			Map.entry("token-exchange", ClaimsDslProperties.names(ExchangeProperties.class)),
			Map.entry("expressions", ClaimsDslProperties.names(ExpressionProperties.class)),
			Map.entry("console", ClaimsDslProperties.names(ConsoleProperties.class)),
			Map.entry("audience-required", CONDITION), Map.entry("clients", CONDITION),
			Map.entry("api-clients", CONDITION), Map.entry("default-for", CONDITION));

	/** Properties that are a single object, not a list or map of objects. */
	private static final Set<String> SINGLE = Set.of("user", "client", "expressions", "token-exchange", "console",
			"audience-required", "clients", "api-clients", "default-for");

	/** Properties that hold entries whose names have no dot, and stand above them. */
	private static final Set<String> NAMED = Set.of("policies", "audiences", "deny");

	private final Issues issues;

	UnknownKeys(Issues issues) {
		this.issues = issues;
	}

	void report(ConfigurationProperty property) {
		ConfigurationPropertyName name = property.getName();
		Set<String> known = ROOT;
		String holder = "";
		int element = 1;
		while (element < name.getNumberOfElements() - 1 && known.contains(dashed(name, element))) {
			String parent = dashed(name, element);
			known = BELOW.getOrDefault(parent, Set.of());
			holder = parent;
			element += SINGLE.contains(parent) ? 1 : 2;
		}
		int last = Math.min(element, name.getNumberOfElements() - 1);
		if (!known.contains(dashed(name, last))) {
			reportUnknown(property, last, known, holder);
		}
		else if (isEmpty(property)) {
			issue(property, "empty-value", "'" + name.getLastElement(Form.ORIGINAL) + "' is empty",
					"Write a value, or remove it.");
		}
		else if (isClaim(name, last)) {
			issue(property, "two-forms", "the claim is written in its short form elsewhere, and that form would win",
					"Use the same form in every place.");
		}
		else {
			issue(property, "two-forms",
					"'" + name.getElement(last, Form.ORIGINAL)
							+ "' is written in another form elsewhere, and that form would win",
					"Use the same form in every place.");
		}
	}

	/**
	 * Returns whether the value is empty. A value with a placeholder that was not bound
	 * is empty, too.
	 */
	private static boolean isEmpty(ConfigurationProperty property) {
		String value = String.valueOf(property.getValue());
		return value.isBlank() || value.contains("${");
	}

	private void reportUnknown(ConfigurationProperty property, int last, Set<String> known, String holder) {
		ConfigurationPropertyName name = property.getName();
		String unknown = name.getElement(last, Form.ORIGINAL);
		String parent = name.getElement(last - 1, Form.ORIGINAL);
		String meant = meant(property, last, holder);
		if (meant != null) {
			issue(property, "unknown-key", "unknown property '" + unknown + "'", meant + dotHint(name, last));
		}
		else if (known.isEmpty()) {
			issue(property, "unknown-key", "'" + parent + "' has no parts", "Write a text, or a list of texts.");
		}
		else if (name.isNumericIndex(last) && !isClaim(name, last)) {
			issue(property, "unknown-key", "'" + parent + "' is a list, but has parts",
					"Remove the dash. The parts are: " + String.join(", ", known.stream().sorted().toList()) + ".");
		}
		else {
			issue(property, "unknown-key", "unknown property '" + unknown + "'",
					DidYouMean.sentence(unknown, known) + (PropertyOrigins.isVariable(property.getSource())
							? " Environment variables have no underscore for a dash, as in GRANTTYPE."
							: dotHint(name, last)));
		}
	}

	/**
	 * Returns a sentence that says what the author meant, or {@code null} if that is not
	 * known.
	 */
	private static @Nullable String meant(ConfigurationProperty property, int last, String holder) {
		String unknown = dashed(property.getName(), last);
		if (holder.equals("claims")) {
			String value = Written.value(property, last);
			if (value != null) {
				return "Write value: " + value + ".";
			}
		}
		if (unknown.equals("name") && NAMED.contains(holder)) {
			return property.getName().isNumericIndex(last - 1) ? "Write the name in place of the dash: '"
					+ property.getValue() + ":' instead of '- name: " + property.getValue() + "'."
					: "Remove it, because the name stands above it.";
		}
		String meant = Written.meant(holder, unknown);
		return (meant != null) ? "Did you mean '" + meant + "'?" : null;
	}

	private static String dashed(ConfigurationPropertyName name, int element) {
		return DataObjectPropertyName.toDashedForm(name.getElement(element, Form.ORIGINAL));
	}

	private static boolean isClaim(ConfigurationPropertyName name, int last) {
		return last > 2 && name.getElement(last - 2, Form.ORIGINAL).equals("claims");
	}

	private static String dotHint(ConfigurationPropertyName name, int last) {
		if (!isClaim(name, last)) {
			return "";
		}
		if (name.isNumericIndex(last)) {
			return " A claim's value is one expression, such as \"['a', 'b']\".";
		}
		String key = name.getElement(last, Form.ORIGINAL);
		return " If the value is a map, write it as an expression, \"['" + key
				+ "' : ...]\"; if the claim's name has a dot, write '[" + name.getElement(last - 1, Form.ORIGINAL) + "."
				+ key + "]'.";
	}

	private void issue(ConfigurationProperty property, String code, String message, @Nullable String help) {
		Origin origin = PropertyOrigins.of(property);
		boolean known = this.issues.inOrder()
			.stream()
			.anyMatch((issue) -> (origin.location() != null && origin.location().equals(issue.origin().location()))
					|| isWithin(property.getName(), issue));
		if (!known) {
			this.issues.add(code, origin, message, help);
		}
	}

	/**
	 * Returns whether a property belongs to entries of the wrong shape, which are
	 * reported.
	 */
	private static boolean isWithin(ConfigurationPropertyName name, Issue issue) {
		String subject = issue.origin().subject();
		return issue.code().equals("entries") && (name.toString().startsWith(subject + "[")
				|| (name.toString().startsWith(subject + ".") && !subject.equals("claims-dsl.policies")));
	}

}

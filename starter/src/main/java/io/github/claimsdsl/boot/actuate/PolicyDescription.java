package io.github.claimsdsl.boot.actuate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.OAuthError;
import io.github.claimsdsl.definition.ClaimPolicy;
import io.github.claimsdsl.definition.DenialDefinition;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.RuleDefinition;
import io.github.claimsdsl.definition.RuleValue;
import io.github.claimsdsl.definition.Selector;

/**
 * A policy in the answer of the endpoint, as it was declared.
 *
 * @param name the name
 * @param origin where it was declared
 * @param selectors the stated selectors
 * @param namespace the prefix of its claim names
 * @param order its place among policies that write the same claim
 * @param mode {@code enforce} or {@code report}
 * @param when the condition that guards its claims and denials, or {@code null}
 * @param rules its rules
 * @param denials its denials
 */
public record PolicyDescription(String name, String origin, Map<String, Collection<String>> selectors, String namespace,
		int order, String mode, @Nullable String when, List<Rule> rules, List<Denial> denials) {

	/**
	 * Describes a policy.
	 * @param policy the policy
	 * @return the description
	 */
	public static PolicyDescription of(ClaimPolicy policy) {
		return new PolicyDescription(policy.name(), policy.declaration().origin().toString(),
				selectors(policy.selector()), policy.namespace(), policy.order(), dashed(policy.mode()),
				all(policy.when()), policy.claims().stream().map((rule) -> Rule.of(policy, rule)).toList(),
				policy.denials().stream().map((denial) -> Denial.of(policy, denial)).toList());
	}

	private static Map<String, Collection<String>> selectors(Selector selector) {
		Map<String, Collection<String>> selectors = new LinkedHashMap<>();
		for (Dimension dimension : Dimension.values()) {
			if (!selector.statements(dimension).isEmpty()) {
				selectors.put(dimension.property(), common(selector.statements(dimension)));
			}
		}
		return selectors;
	}

	/**
	 * Returns the values that all statements have in common. The value {@code any} allows
	 * all values of the others.
	 */
	private static Collection<String> common(List<Set<String>> statements) {
		Set<String> common = new LinkedHashSet<>(statements.get(0));
		for (Set<String> statement : statements) {
			if (common.contains(Selector.ANY_AUDIENCE)) {
				common = new LinkedHashSet<>(statement);
			}
			else if (!statement.contains(Selector.ANY_AUDIENCE)) {
				common.retainAll(statement);
			}
		}
		return common;
	}

	/** Joins conditions into one. Returns {@code null} if there are none. */
	private static @Nullable String all(List<String> conditions) {
		return switch (conditions.size()) {
			case 0 -> null;
			case 1 -> conditions.get(0);
			default -> conditions.stream().collect(Collectors.joining(") && (", "(", ")"));
		};
	}

	/**
	 * A rule.
	 *
	 * @param id the id, as in outcomes, logs and metrics
	 * @param claim the claim name with its namespace
	 * @param origin where it was declared
	 * @param expression the expression of its value, or {@code null} if it is written in
	 * Java
	 * @param when the condition, or {@code null}
	 * @param required whether the token is refused if the claim is absent
	 * @param error the OAuth error of that refusal, or {@code null} for the default
	 * @param onError {@code refuse} or {@code omit-claim}, if the rule fails
	 * @param order its place among rules that write the same claim, or {@code null} for
	 * the policy's order
	 * @param selectors the selectors that narrow the policy's
	 */
	public record Rule(String id, String claim, String origin, @Nullable String expression, @Nullable String when,
			boolean required, @Nullable OAuthError error, String onError, @Nullable Integer order,
			Map<String, Collection<String>> selectors) {

		static Rule of(ClaimPolicy policy, RuleDefinition rule) {
			String expression = (rule.value() instanceof RuleValue.Expression value) ? value.source() : null;
			return new Rule(policy.id(rule), policy.claimName(rule), policy.declaration(rule).origin().toString(),
					expression, all(rule.when()), rule.required(), rule.error(), dashed(rule.onError()), rule.order(),
					PolicyDescription.selectors(rule.selector()));
		}

	}

	/**
	 * A denial.
	 *
	 * @param id the id, as in outcomes, logs and metrics
	 * @param origin where it was declared
	 * @param expression the expression that refuses the token, or {@code null} if it is
	 * written in Java
	 * @param when the condition that guards it in addition to the policy's, or
	 * {@code null}
	 * @param error the OAuth error for the client, or {@code null} for the default
	 * @param selectors the selectors that narrow the policy's
	 */
	public record Denial(String id, String origin, @Nullable String expression, @Nullable String when,
			@Nullable OAuthError error, Map<String, Collection<String>> selectors) {

		static Denial of(ClaimPolicy policy, DenialDefinition denial) {
			String expression = (denial.condition() instanceof RuleValue.Expression condition) ? condition.source()
					: null;
			return new Denial(policy.id(denial), policy.declaration(denial).origin().toString(), expression,
					all(denial.when()), denial.error(), PolicyDescription.selectors(denial.selector()));
		}

	}

	/** Returns the name of a constant as it is written in properties. */
	static String dashed(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}

package io.github.claimsdsl.spring.rule;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.github.claimsdsl.Issue;
import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;
import io.github.claimsdsl.annotation.ClaimRule;
import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.Selector;

/**
 * Reads the selectors of {@link ClaimRule} annotations and resolves their placeholders.
 */
final class StatedSelectors {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Issues issues;

	StatedSelectors(ConfigurableListableBeanFactory beanFactory, Issues issues) {
		this.beanFactory = beanFactory;
		this.issues = issues;
	}

	/** Returns the selector that a token must match to match all annotations. */
	Selector of(String subject, List<ClaimRule> rules) {
		Selector selector = Selector.NONE;
		for (ClaimRule rule : rules) {
			for (Map.Entry<Dimension, List<String>> entry : of(subject, rule).entrySet()) {
				selector = selector.with(entry.getKey(), entry.getValue());
			}
		}
		return selector;
	}

	Map<Dimension, List<String>> of(String subject, ClaimRule rule) {
		Map<Dimension, List<String>> stated = new EnumMap<>(Dimension.class);
		put(subject, stated, Dimension.AUDIENCE, List.of(rule.audience()));
		put(subject, stated, Dimension.GRANT_TYPE, List.of(rule.grantType()));
		put(subject, stated, Dimension.CLIENT, List.of(rule.client()));
		put(subject, stated, Dimension.SCOPE, List.of(rule.scope()));
		put(subject, stated, Dimension.TOKEN_TYPE,
				Arrays.stream(rule.tokenType()).map((type) -> type.value()).toList());
		put(subject, stated, Dimension.ISSUANCE,
				Arrays.stream(rule.issuance()).map((issuance) -> issuance.value()).toList());
		put(subject, stated, Dimension.ISSUER, List.of(rule.issuer()));
		put(subject, stated, Dimension.SUBJECT, Arrays.stream(rule.subject()).map((value) -> value.value()).toList());
		return stated;
	}

	private void put(String subject, Map<Dimension, List<String>> stated, Dimension dimension,
			Collection<String> values) {
		if (!values.isEmpty()) {
			stated.put(dimension, values.stream().map((value) -> resolve(subject, value)).toList());
		}
	}

	String resolve(String subject, String text) {
		String resolved = resolved(text);
		if (resolved.contains("${")) {
			this.issues.add(
					new Issue("placeholder", Origin.of(subject), "the placeholder in '" + text + "' cannot be resolved",
							"Set its property, or give it a default after a colon.", null));
		}
		return resolved;
	}

	private String resolved(String text) {
		try {
			String resolved = this.beanFactory.resolveEmbeddedValue(text);
			return (resolved != null) ? resolved : "";
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

}

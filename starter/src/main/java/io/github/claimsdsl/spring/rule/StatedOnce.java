package io.github.claimsdsl.spring.rule;

import java.util.List;
import java.util.Optional;

import io.github.claimsdsl.Issues;
import io.github.claimsdsl.Origin;

/**
 * Reads the attributes of annotations that have at most one value. These attributes are
 * arrays, so that a blank value can be distinguished from one that is left out.
 */
final class StatedOnce {

	private final Issues issues;

	StatedOnce(Issues issues) {
		this.issues = issues;
	}

	Optional<String> text(String subject, String attribute, String[] stated) {
		Optional<String> text = value(subject, attribute, List.of(stated));
		if (text.isPresent() && text.get().isBlank()) {
			this.issues.add("blank-attribute", origin(subject, attribute), attribute + " is blank",
					"Write a value, or leave the attribute out.");
			return Optional.empty();
		}
		return text;
	}

	<T> Optional<T> value(String subject, String attribute, List<T> stated) {
		if (stated.size() > 1) {
			this.issues.add("several-values", origin(subject, attribute),
					attribute + " has " + stated.size() + " values, but can have only one", "Keep one.");
		}
		return (stated.size() == 1) ? Optional.of(stated.get(0)) : Optional.empty();
	}

	private static Origin origin(String subject, String attribute) {
		return Origin.of(subject + " @" + attribute);
	}

}

package io.github.claimsdsl.test;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.claimsdsl.policy.PolicyFact;
import io.github.claimsdsl.policy.PolicyFact.Aspect;
import io.github.claimsdsl.policy.PolicyFact.Kind;

/**
 * All facts about one rule, denial, audience, claim or property. Not thread-safe.
 */
final class FactSubject {

	private final Kind kind;

	private final String name;

	private final Map<Aspect, SortedSet<String>> facts = new EnumMap<>(Aspect.class);

	FactSubject(Kind kind, String name) {
		this.kind = kind;
		this.name = name;
	}

	void add(PolicyFact fact) {
		this.facts.computeIfAbsent(fact.aspect(), (absent) -> new TreeSet<>()).add(fact.value());
	}

	Kind kind() {
		return this.kind;
	}

	SortedSet<String> values(Aspect aspect) {
		return this.facts.getOrDefault(aspect, Collections.emptySortedSet());
	}

	/**
	 * Returns the name to use in sentences. A rule is called by its claim, because
	 * readers know the claim best.
	 */
	String label() {
		return switch (this.kind) {
			case RULE -> quoted(values(Aspect.CLAIM)) + " (" + VisibleText.of(this.name) + ")";
			case CLAIM -> VisibleText.quoted(this.name);
			default -> this.kind + " " + VisibleText.quoted(this.name);
		};
	}

	/** Describes what the subject does or, if it is gone, did. */
	String describe(boolean isNew) {
		return switch (this.kind) {
			case RULE -> (isNew ? "its value is " : "its value was ") + quoted(values(Aspect.VALUE))
					+ rest(Aspect.CLAIM, Aspect.VALUE);
			case DENIAL -> (isNew ? "it refuses with " : "it refused with ") + error() + " when "
					+ quoted(values(Aspect.WHEN)) + rest(Aspect.ERROR, Aspect.WHEN);
			default -> list(this.facts.keySet());
		};
	}

	private String error() {
		return values(Aspect.ERROR).isEmpty() ? "the default error" : quoted(values(Aspect.ERROR));
	}

	private String rest(Aspect first, Aspect second) {
		Set<Aspect> rest = EnumSet.complementOf(EnumSet.of(first, second));
		rest.retainAll(this.facts.keySet());
		return rest.isEmpty() ? "" : " (" + list(rest) + ")";
	}

	private String list(Set<Aspect> aspects) {
		return aspects.stream()
			.map((aspect) -> words(aspect) + " " + quoted(values(aspect)))
			.collect(Collectors.joining(", "));
	}

	static String words(Aspect aspect) {
		return aspect.toString().replace('-', ' ');
	}

	static String quoted(Collection<String> values) {
		return values.stream().map(VisibleText::quoted).collect(Collectors.joining(", "));
	}

}

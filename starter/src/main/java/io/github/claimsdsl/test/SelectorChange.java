package io.github.claimsdsl.test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.claimsdsl.definition.Dimension;
import io.github.claimsdsl.definition.Selector;
import io.github.claimsdsl.policy.PolicyFact.Aspect;
import io.github.claimsdsl.policy.PolicyFact.Kind;
import io.github.claimsdsl.test.FactChange.Effect;

/**
 * A change of one selector of a rule or denial. A selector without values matches every
 * token. So the first value that is added limits the rule, and it is for more tokens
 * again when the last value is removed.
 *
 * @param subject the rule or denial
 * @param aspect the dimension of the selector
 * @param before the old values
 * @param after the new values
 */
record SelectorChange(FactSubject subject, Aspect aspect, SortedSet<String> before, SortedSet<String> after) {

	private static final Set<Aspect> DIMENSIONS = Arrays.stream(Dimension.values())
		.map((dimension) -> Aspect.valueOf(dimension.name()))
		.collect(Collectors.toUnmodifiableSet());

	static boolean isSelector(Kind kind, Aspect aspect) {
		return (kind == Kind.RULE || kind == Kind.DENIAL) && DIMENSIONS.contains(aspect);
	}

	List<FactChange> changes() {
		SortedSet<String> limitsBefore = limits(this.before);
		SortedSet<String> limitsAfter = limits(this.after);
		return limitsBefore.equals(limitsAfter) ? changes(this.before, this.after) : changes(limitsBefore, limitsAfter);
	}

	private SortedSet<String> limits(SortedSet<String> values) {
		boolean any = this.aspect == Aspect.AUDIENCE && values.equals(Set.of(Selector.ANY_AUDIENCE));
		return any ? Collections.emptySortedSet() : values;
	}

	private List<FactChange> changes(SortedSet<String> old, SortedSet<String> now) {
		if (old.isEmpty()) {
			return List.of(change(Effect.CLOSES, "is now only for", FactSubject.quoted(now)));
		}
		if (now.isEmpty()) {
			return List.of(change(Effect.OPENS, "is no longer limited to", FactSubject.quoted(old)));
		}
		Set<String> added = without(now, old);
		Set<String> removed = without(old, now);
		if (added.size() == 1 && removed.size() == 1) {
			return List.of(change(Effect.OPENS, "is now for",
					FactSubject.quoted(added) + " instead of " + FactSubject.quoted(removed)));
		}
		List<FactChange> changes = new ArrayList<>();
		if (!added.isEmpty()) {
			changes.add(change(Effect.OPENS, "is now also for", FactSubject.quoted(added)));
		}
		if (!removed.isEmpty()) {
			changes.add(change(Effect.CLOSES, "is no longer for", FactSubject.quoted(removed)));
		}
		return changes;
	}

	/**
	 * Creates the change. The effect is reversed for a denial, because a denial for more
	 * tokens refuses more.
	 */
	private FactChange change(Effect effect, String verb, String values) {
		return new FactChange((this.subject.kind() == Kind.DENIAL) ? effect.reversed() : effect,
				this.subject.label() + " " + verb + " " + FactSubject.words(this.aspect) + " " + values);
	}

	static SortedSet<String> without(SortedSet<String> values, SortedSet<String> others) {
		SortedSet<String> rest = new TreeSet<>(values);
		rest.removeAll(others);
		return rest;
	}

}

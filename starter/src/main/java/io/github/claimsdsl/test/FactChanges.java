package io.github.claimsdsl.test;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.policy.PolicyFact;
import io.github.claimsdsl.policy.PolicyFact.Aspect;
import io.github.claimsdsl.policy.PolicyFact.Kind;
import io.github.claimsdsl.test.FactChange.Effect;

/**
 * Compares the facts of the policies with the reviewed facts of the lock. Not
 * thread-safe.
 */
final class FactChanges {

	private final List<FactChange> changes = new ArrayList<>();

	private FactChanges() {
	}

	/**
	 * Compares two sets of facts.
	 * @param reviewed the reviewed facts
	 * @param facts the current facts
	 * @return a sentence for each difference; changes that allow more come first, changes
	 * that allow less come last
	 */
	static List<String> between(SortedSet<PolicyFact> reviewed, SortedSet<PolicyFact> facts) {
		FactChanges changes = new FactChanges();
		SortedMap<Key, FactSubject> before = subjects(reviewed);
		SortedMap<Key, FactSubject> after = subjects(facts);
		SortedSet<Key> keys = new TreeSet<>(before.keySet());
		keys.addAll(after.keySet());
		keys.forEach((key) -> changes.compare(key, before.get(key), after.get(key)));
		return changes.changes.stream()
			.sorted(Comparator.comparing(FactChange::effect))
			.map(FactChange::sentence)
			.toList();
	}

	/** Identifies the subject of facts. */
	private record Key(Kind kind, String name) implements Comparable<Key> {

		@Override
		public int compareTo(Key other) {
			return Comparator.comparing(Key::kind).thenComparing(Key::name).compare(this, other);
		}

	}

	private static SortedMap<Key, FactSubject> subjects(Collection<PolicyFact> facts) {
		SortedMap<Key, FactSubject> subjects = new TreeMap<>();
		for (PolicyFact fact : facts) {
			subjects
				.computeIfAbsent(new Key(fact.kind(), fact.name()), (key) -> new FactSubject(key.kind(), key.name()))
				.add(fact);
		}
		return subjects;
	}

	private void compare(Key key, @Nullable FactSubject before, @Nullable FactSubject after) {
		boolean isWhole = key.kind() != Kind.PROPERTY && key.kind() != Kind.CLAIM;
		if (before == null && after != null && isWhole) {
			appear(after);
		}
		else if (before != null && after == null && isWhole) {
			disappear(before);
		}
		else {
			FactSubject none = new FactSubject(key.kind(), key.name());
			compareAspects((before != null) ? before : none, (after != null) ? after : none);
		}
	}

	private void appear(FactSubject subject) {
		Effect effect = (subject.kind() == Kind.DENIAL) ? Effect.CLOSES : Effect.OPENS;
		this.changes.add(new FactChange(effect, subject.label() + " is new: " + subject.describe(true)));
	}

	private void disappear(FactSubject subject) {
		Effect effect = (subject.kind() == Kind.DENIAL) ? Effect.OPENS : Effect.CLOSES;
		this.changes.add(new FactChange(effect, subject.label() + " is gone: " + subject.describe(false)));
	}

	private void compareAspects(FactSubject before, FactSubject after) {
		for (Aspect aspect : Aspect.values()) {
			SortedSet<String> old = before.values(aspect);
			SortedSet<String> now = after.values(aspect);
			if (!old.equals(now)) {
				this.changes.addAll(SelectorChange.isSelector(after.kind(), aspect)
						? new SelectorChange(after, aspect, old, now).changes() : changes(after, aspect, old, now));
			}
		}
	}

	private static List<FactChange> changes(FactSubject subject, Aspect aspect, SortedSet<String> before,
			SortedSet<String> after) {
		Wording wording = Wording.of(subject.kind(), aspect);
		SortedSet<String> added = SelectorChange.without(after, before);
		SortedSet<String> removed = SelectorChange.without(before, after);
		String label = subject.label();
		if (wording.changed() != null && added.size() == 1 && removed.size() == 1) {
			return List.of(Wording.changed(wording.changed(), label, added.first(), removed.first()));
		}
		List<FactChange> changes = new ArrayList<>();
		added.forEach((value) -> changes.add(wording.added(label, value)));
		removed.forEach((value) -> changes.add(wording.removed(label, value)));
		return changes;
	}

}

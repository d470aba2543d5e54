package io.github.claimsdsl.expression;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Knows which paths cannot be null at the place of an expression that is checked.
 */
final class KnownPaths {

	private final Set<String> paths = new LinkedHashSet<>();

	/** Adds paths that are known not to be null. */
	void add(Set<String> nonNull) {
		this.paths.addAll(nonNull);
	}

	boolean contains(@Nullable String path) {
		return path != null && this.paths.contains(path);
	}

	/** Returns what is known now, to go back to it later. */
	Set<String> all() {
		return Set.copyOf(this.paths);
	}

	/** Goes back to what was known before. */
	void restore(Set<String> before) {
		this.paths.retainAll(before);
		this.paths.addAll(before);
	}

	/**
	 * Forgets which paths of a projection's element are not null, because another
	 * projection reads other elements. Returns what was known before.
	 */
	Set<String> withoutElements() {
		Set<String> before = all();
		this.paths.removeIf((path) -> path.startsWith(Node.ELEMENT));
		return before;
	}

}

package io.github.claimsdsl.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tokens a policy or rule is for: any of the values inside a dimension, all of the
 * dimensions together; a dimension that is not stated matches every token. Immutable.
 *
 * @since 0.1.0
 */
public final class Selector {

	/** A selector that states nothing. */
	public static final Selector NONE = new Selector(Map.of());

	/** The audience value that matches every token, with or without an API audience. */
	public static final String ANY_AUDIENCE = "any";

	private final Map<Dimension, List<Set<String>>> values;

	private Selector(Map<Dimension, List<Set<String>>> values) {
		this.values = values;
	}

	/**
	 * States a dimension. Where it is stated already, a token must match both: a selector
	 * only ever gets narrower.
	 * @param dimension the dimension
	 * @param values the values, as the author wrote them; an empty collection is kept, so
	 * that it can be reported
	 * @return a selector that states it too
	 */
	public Selector with(Dimension dimension, Collection<String> values) {
		List<Set<String>> statements = new ArrayList<>(statements(dimension));
		statements.add(Collections.unmodifiableSet(new LinkedHashSet<>(values)));
		Map<Dimension, List<Set<String>>> copy = new EnumMap<>(Dimension.class);
		copy.putAll(this.values);
		copy.put(dimension, List.copyOf(statements));
		return new Selector(copy);
	}

	/**
	 * Returns what is stated of a dimension: a token must match each statement.
	 * @param dimension the dimension
	 * @return the values of each statement, unmodifiable; empty if it is not stated
	 */
	public List<Set<String>> statements(Dimension dimension) {
		return this.values.getOrDefault(dimension, List.of());
	}

	/**
	 * Tells whether a dimension is stated.
	 * @param dimension the dimension
	 * @return whether it is
	 */
	public boolean states(Dimension dimension) {
		return this.values.containsKey(dimension);
	}

	/**
	 * Returns the stated dimensions, as in {@code audience=[...] grant-type=[...]}.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		this.values.forEach((dimension,
				statements) -> statements.forEach((values) -> text.append(text.isEmpty() ? "" : " ")
					.append(dimension.property())
					.append('=')
					.append(values)));
		return text.toString();
	}

}

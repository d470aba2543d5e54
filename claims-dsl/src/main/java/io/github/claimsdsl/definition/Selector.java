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
 * Which tokens a policy or rule is for. A token must match all dimensions that the
 * selector states, and it matches a dimension if it has any of the stated values. A
 * dimension that is not stated matches every token. Immutable.
 *
 * @since 0.1.0
 */
public final class Selector {

	/** The selector that states no dimension. */
	public static final Selector NONE = new Selector(Map.of());

	/** The audience value that matches every token, with or without an API audience. */
	public static final String ANY_AUDIENCE = "any";

	private final Map<Dimension, List<Set<String>>> values;

	private Selector(Map<Dimension, List<Set<String>>> values) {
		this.values = values;
	}

	/**
	 * Returns a copy that also states a dimension. If the dimension is stated already, a
	 * token must match both statements, so a selector only gets narrower.
	 * @param dimension the dimension
	 * @param values the values, as the author wrote them; an empty collection is kept, so
	 * that the compiler can report it
	 * @return the narrower selector
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
	 * Returns the statements about a dimension. A token must match each of them.
	 * @param dimension the dimension
	 * @return the values of each statement, unmodifiable; empty if the dimension is not
	 * stated
	 */
	public List<Set<String>> statements(Dimension dimension) {
		return this.values.getOrDefault(dimension, List.of());
	}

	/**
	 * Tells whether a dimension is stated.
	 * @param dimension the dimension
	 * @return {@code true} if it is stated
	 */
	public boolean states(Dimension dimension) {
		return this.values.containsKey(dimension);
	}

	/**
	 * Returns the dimensions that are stated and their values, such as
	 * {@code audience=[...] grant-type=[...]}.
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

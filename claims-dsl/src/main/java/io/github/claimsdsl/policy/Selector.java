package io.github.claimsdsl.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which tokens a policy or rule is for: any of the values inside a dimension, all of the
 * dimensions together; a dimension that is not stated matches every token. Immutable.
 */
public final class Selector {

	/** A selector that states nothing. */
	public static final Selector NONE = new Selector(Map.of());

	/** The audience value that matches every token, with or without an API audience. */
	public static final String ANY_AUDIENCE = "any";

	private final Map<Dimension, Set<String>> values;

	private Selector(Map<Dimension, Set<String>> values) {
		this.values = values;
	}

	/**
	 * States a dimension.
	 * @param dimension the dimension
	 * @param values the values, as the author wrote them; an empty collection is kept, so
	 * that it can be reported
	 * @return a selector that states it too
	 */
	public Selector with(Dimension dimension, Collection<String> values) {
		Map<Dimension, Set<String>> copy = new EnumMap<>(Dimension.class);
		copy.putAll(this.values);
		copy.put(dimension, Collections.unmodifiableSet(new LinkedHashSet<>(values)));
		return new Selector(copy);
	}

	/**
	 * Returns the values of a dimension.
	 * @param dimension the dimension
	 * @return the values, or {@code null} if it is not stated
	 */
	public @Nullable Set<String> values(Dimension dimension) {
		return this.values.get(dimension);
	}

	boolean states(Dimension dimension) {
		return this.values.containsKey(dimension);
	}

	/**
	 * Returns the stated dimensions, as in {@code audience=[...] grant-type=[...]}.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		this.values.forEach((dimension, values) -> text.append(text.isEmpty() ? "" : " ")
			.append(dimension.property())
			.append('=')
			.append(values));
		return text.toString();
	}

}

package io.github.claimsdsl.expression;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A user who logged in elsewhere, so that only the declared attributes of that login are
 * known. Java rules can take it as a {@link Map}. Immutable. Its text has the names of
 * the attributes, but not their values.
 *
 * @since 0.1.0
 */
public final class UserAttributes extends AbstractMap<String, @Nullable Object> {

	private final Map<String, @Nullable Object> values;

	private UserAttributes(Map<String, ? extends @Nullable Object> values) {
		this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	/**
	 * Creates a user.
	 * @param values the values of the attributes, by name; {@code null} for an attribute
	 * that the login does not have. The map is copied
	 * @return the user
	 */
	public static UserAttributes of(Map<String, ? extends @Nullable Object> values) {
		return new UserAttributes(values);
	}

	@Override
	public Set<Entry<String, @Nullable Object>> entrySet() {
		return this.values.entrySet();
	}

	@Override
	public @Nullable Object get(Object name) {
		return this.values.get(name);
	}

	/**
	 * Returns the names of the attributes.
	 */
	@Override
	public String toString() {
		return "attributes " + this.values.keySet();
	}

}

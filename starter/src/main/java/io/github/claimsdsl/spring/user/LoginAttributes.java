package io.github.claimsdsl.spring.user;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.expression.Type;
import io.github.claimsdsl.expression.UserAttributes;
import io.github.claimsdsl.spring.UserIdentity;

/**
 * Declared attributes of users who log in elsewhere, by OpenID Connect or OAuth 2.0. They
 * exist at login only, so they stay as of login at every refresh. Immutable.
 *
 * @param types the types of the attributes, by name
 */
public record LoginAttributes(Map<String, Type> types) {

	/**
	 * Makes every attribute nullable, since a provider may leave it out.
	 * @param types the types of the attributes, by name
	 */
	public LoginAttributes {
		Map<String, Type> nullable = new LinkedHashMap<>();
		types.forEach((name, type) -> nullable.put(name, type.orNull()));
		types = Collections.unmodifiableMap(nullable);
	}

	/**
	 * Returns the absence of declared attributes.
	 * @return no attributes
	 */
	public static LoginAttributes none() {
		return new LoginAttributes(Map.of());
	}

	boolean isEmpty() {
		return this.types.isEmpty();
	}

	/** The schema of users of a class, if any, and of those known by attributes. */
	Schema schema(@Nullable Class<?> type) {
		return (type != null) ? Schema.forUser(type, this.types) : Schema.forAttributes(this.types);
	}

	/** Those of a federated user, or {@code null} if none are declared or known. */
	@Nullable UserAttributes of(UserIdentity identity) {
		if (this.types.isEmpty() || identity.attributes().isEmpty()) {
			return null;
		}
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		this.types.keySet().forEach((name) -> values.put(name, identity.attributes().get(name)));
		return UserAttributes.of(values);
	}

}

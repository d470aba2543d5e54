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
 * The declared attributes of users who log in at another provider with OpenID Connect or
 * OAuth 2.0. The provider sends them only at the login, so a refresh uses the values of
 * the login. Immutable.
 *
 * @param types the types of the attributes, by name
 */
public record LoginAttributes(Map<String, Type> types) {

	/**
	 * Creates the attributes. All of them become nullable, because a provider may leave
	 * out any of them.
	 */
	public LoginAttributes {
		Map<String, Type> nullable = new LinkedHashMap<>();
		types.forEach((name, type) -> nullable.put(name, type.orNull()));
		types = Collections.unmodifiableMap(nullable);
	}

	/**
	 * Returns an instance without attributes.
	 * @return no attributes
	 */
	public static LoginAttributes none() {
		return new LoginAttributes(Map.of());
	}

	boolean isEmpty() {
		return this.types.isEmpty();
	}

	/**
	 * Returns the schema of the user: that of the given class, if there is one, and that
	 * of users known by attributes.
	 */
	Schema schema(@Nullable Class<?> type) {
		return (type != null) ? Schema.forUser(type, this.types) : Schema.forAttributes(this.types);
	}

	/**
	 * Returns the attributes of a federated user, or {@code null} if none are declared or
	 * known.
	 */
	@Nullable UserAttributes of(UserIdentity identity) {
		if (this.types.isEmpty() || identity.attributes().isEmpty()) {
			return null;
		}
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		this.types.keySet().forEach((name) -> values.put(name, identity.attributes().get(name)));
		return UserAttributes.of(values);
	}

}

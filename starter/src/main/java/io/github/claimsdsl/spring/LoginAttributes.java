package io.github.claimsdsl.spring;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

import io.github.claimsdsl.expression.Schema;
import io.github.claimsdsl.expression.Type;

/**
 * Declared attributes of users who log in elsewhere, by OpenID Connect or OAuth 2.0. They
 * exist at login only, so they stay as of login at every refresh. Immutable.
 *
 * @param types the types of the attributes, by name; none if the application has its own
 * users
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

	Schema schema() {
		return Schema.forAttributes(this.types);
	}

	/** The declared attributes of a federated user, or {@code null} for another one. */
	@Nullable Map<String, @Nullable Object> of(Authentication authentication) {
		if (!(authentication.getPrincipal() instanceof OAuth2AuthenticatedPrincipal principal)) {
			return null;
		}
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		this.types.keySet().forEach((name) -> values.put(name, principal.getAttribute(name)));
		return values;
	}

}

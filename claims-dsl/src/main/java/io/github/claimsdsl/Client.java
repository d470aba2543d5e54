package io.github.claimsdsl;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The OAuth 2.0 client a token is issued to (RFC 6749 section 1.1); {@code client} in
 * expressions. Immutable.
 *
 * @param id the client identifier
 * @param name the display name, or {@code null} if the client has none
 * @param scopes the scopes the client is registered for
 * @since 0.1.0
 */
public record Client(String id, @Nullable String name, Set<String> scopes) {

	/**
	 * Copies the scopes, in their order.
	 * @param id the client identifier
	 * @param name the display name, or {@code null} if the client has none
	 * @param scopes the scopes the client is registered for
	 */
	public Client {
		scopes = copy(scopes);
	}

	/** Copies values in their order; most tokens have one. */
	static Set<String> copy(Collection<String> values) {
		return switch (values.size()) {
			case 0 -> Collections.emptySet();
			case 1 -> Collections.singleton(values.iterator().next());
			default -> Collections.unmodifiableSet(new LinkedHashSet<>(values));
		};
	}

	/**
	 * Creates a client of which only the identifier is known.
	 * @param id the client identifier
	 * @return a client without name and scopes
	 */
	public static Client of(String id) {
		return new Client(id, null, Set.of());
	}

}

package io.github.claimsdsl;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The OAuth 2.0 client that a token is issued to (RFC 6749 section 1.1). Expressions read
 * it as {@code client}. Immutable.
 *
 * @param id the client identifier
 * @param name the display name, or {@code null} if the client has none
 * @param scopes the scopes the client is registered for
 * @param settings the custom settings of the client, by name; the operator of the server
 * decides them
 * @param selfAsserted the metadata that the client stated about itself when it registered
 * (RFC 7591 section 2), by name; nobody has verified it, so do not trust it
 * @since 0.1.0
 */
public record Client(String id, @Nullable String name, Set<String> scopes, Map<String, Object> settings,
		Map<String, Object> selfAsserted) {

	/**
	 * Copies the collections and keeps their order.
	 */
	public Client {
		scopes = copy(scopes);
		settings = copy(settings);
		selfAsserted = copy(selfAsserted);
	}

	/**
	 * Creates a client without settings and without registered metadata.
	 * @param id the client identifier
	 * @param name the display name, or {@code null} if the client has none
	 * @param scopes the scopes the client is registered for
	 */
	public Client(String id, @Nullable String name, Set<String> scopes) {
		this(id, name, scopes, Map.of(), Map.of());
	}

	/**
	 * Copies values and keeps their order. Most tokens have only one value, so that case
	 * uses a smaller set.
	 */
	static Set<String> copy(Collection<String> values) {
		return switch (values.size()) {
			case 0 -> Collections.emptySet();
			case 1 -> Collections.singleton(values.iterator().next());
			default -> Collections.unmodifiableSet(new LinkedHashSet<>(values));
		};
	}

	private static Map<String, Object> copy(Map<String, Object> values) {
		return values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	/**
	 * Creates a client with an identifier only.
	 * @param id the client identifier
	 * @return a client without name, scopes, settings and metadata
	 */
	public static Client of(String id) {
		return new Client(id, null, Set.of());
	}

	/**
	 * Returns a copy with other settings.
	 * @param settings the custom settings, by name
	 * @return the copy
	 */
	public Client withSettings(Map<String, Object> settings) {
		return new Client(this.id, this.name, this.scopes, settings, this.selfAsserted);
	}

	/**
	 * Returns a copy with other registered metadata.
	 * @param selfAsserted the metadata that the client stated about itself, by name
	 * @return the copy
	 */
	public Client withSelfAsserted(Map<String, Object> selfAsserted) {
		return new Client(this.id, this.name, this.scopes, this.settings, selfAsserted);
	}

	/**
	 * Returns the identifier. Settings and metadata are left out because their values may
	 * be confidential.
	 */
	@Override
	public String toString() {
		return "client " + this.id;
	}

}

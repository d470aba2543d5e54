package io.github.claimsdsl.spring.server;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claimsdsl.spring.ClientReader;
import io.github.claimsdsl.spring.endpoint.RefusedException;

/**
 * Describes what rules read about clients that register themselves. It states the
 * settings that only the operator may decide and the metadata to keep with the client.
 * Immutable.
 *
 * @param settings the names of the declared client settings
 * @param selfAsserted the types of the metadata that is kept with a client, by name
 */
public record ClientMetadata(Set<String> settings, Map<String, MetadataType> selfAsserted) {

	/** Declares nothing. */
	public static final ClientMetadata NONE = new ClientMetadata(Set.of(), Map.of());

	/**
	 * The largest size of the kept metadata, in bytes. In the stock schema all settings
	 * of a client share a column of 2,000 characters.
	 */
	private static final int LARGEST = 1000;

	private static final OAuth2Error ERROR = new OAuth2Error("invalid_client_metadata",
			"A value of the client metadata is not allowed.", "https://www.rfc-editor.org/rfc/rfc7591#section-3.2.2");

	/**
	 * Creates the description, with copies of the collections.
	 */
	public ClientMetadata {
		settings = Set.copyOf(settings);
		selfAsserted = Map.copyOf(selfAsserted);
	}

	boolean isEmpty() {
		return this.settings.isEmpty() && this.selfAsserted.isEmpty();
	}

	/**
	 * Returns whether metadata of this name must be ignored (RFC 7591 section 2), because
	 * only the operator may decide the setting of that name. Without this check, a
	 * converter of the application could copy the metadata into the settings.
	 */
	boolean isReserved(String name) {
		return this.settings.contains(name) || name.equals(ClientReader.SELF_ASSERTED)
				|| name.startsWith(ClientReader.STANDARD);
	}

	/**
	 * Refuses a client that chooses its own identifier. An audience may select clients by
	 * their identifiers, so a client could otherwise choose its audiences.
	 */
	void check(RegisteredClient client, Map<String, Object> metadata) {
		if (client.getClientId().equals(metadata.get(OAuth2ParameterNames.CLIENT_ID))) {
			throw new RefusedException(ERROR, "the client chooses its own identifier");
		}
	}

	/** Returns the client with the declared metadata that it states about itself. */
	RegisteredClient keep(RegisteredClient client, Map<String, Object> metadata) {
		Map<String, Object> kept = new LinkedHashMap<>();
		int size = 0;
		for (Map.Entry<String, MetadataType> entry : this.selfAsserted.entrySet()) {
			Object stated = metadata.get(entry.getKey());
			if (stated != null) {
				Object value = read(entry.getKey(), entry.getValue(), stated);
				size += size(value);
				kept.put(entry.getKey(), value);
			}
		}
		if (size > LARGEST) {
			throw new RefusedException(ERROR, "the metadata that is kept is larger than " + LARGEST + " bytes");
		}
		if (kept.isEmpty()) {
			return client;
		}
		Map<String, Object> settings = new LinkedHashMap<>(client.getClientSettings().getSettings());
		settings.put(ClientReader.SELF_ASSERTED, kept);
		return RegisteredClient.from(client).clientSettings(ClientSettings.withSettings(settings).build()).build();
	}

	/** Returns the size as JSON, in bytes. */
	private static int size(Object value) {
		if (value instanceof Collection<?> elements) {
			return elements.stream().mapToInt(ClientMetadata::size).sum();
		}
		return 3 + value.toString()
			.codePoints()
			.map((c) -> (c < ' ') ? 6 : (c == '"' || c == '\\') ? 2 : Character.toString(c).getBytes(UTF_8).length)
			.sum();
	}

	private static Object read(String name, MetadataType type, Object stated) {
		Object value = type.read(stated);
		if (value == null) {
			throw new RefusedException(ERROR,
					"the metadata '" + name + "' is not of type " + type.name().toLowerCase(Locale.ROOT));
		}
		return value;
	}

}

package io.github.claimsdsl.spring.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

import io.github.claimsdsl.spring.ClientReader;
import io.github.claimsdsl.spring.endpoint.RefusedException;

/**
 * What rules read of clients that register themselves: which settings only the operator
 * may decide, and what of their metadata is kept. Immutable.
 *
 * @param settings the names of the declared client settings
 * @param selfAsserted the types of the metadata that is kept with a client, by name
 */
public record ClientMetadata(Set<String> settings, Map<String, MetadataType> selfAsserted) {

	/** Nothing is declared. */
	public static final ClientMetadata NONE = new ClientMetadata(Set.of(), Map.of());

	private static final OAuth2Error ERROR = new OAuth2Error("invalid_client_metadata",
			"A value of the client metadata is not allowed.", "https://www.rfc-editor.org/rfc/rfc7591#section-3.2.2");

	/**
	 * Copies the collections.
	 * @param settings the names of the declared client settings
	 * @param selfAsserted the types of the metadata that is kept with a client, by name
	 */
	public ClientMetadata {
		settings = Set.copyOf(settings);
		selfAsserted = Map.copyOf(selfAsserted);
	}

	boolean isEmpty() {
		return this.settings.isEmpty() && this.selfAsserted.isEmpty();
	}

	/**
	 * A client cannot give itself a setting: the application's converter may copy any
	 * metadata into the settings.
	 */
	void check(RegisteredClient client, Map<String, Object> metadata) {
		Map<String, Object> settings = client.getClientSettings().getSettings();
		for (String name : this.settings) {
			Object stated = metadata.get(name);
			if (stated != null && stated.equals(settings.get(name))) {
				throw new RefusedException(ERROR, "the client setting '" + name + "' has the value that the client "
						+ "states as its metadata. Declare it under claims-dsl.client.self-asserted, or do not copy it");
			}
		}
		if (metadata.containsKey(ClientReader.SELF_ASSERTED)) {
			throw new RefusedException(ERROR, "the client states metadata of a name that is reserved");
		}
	}

	/** Returns the client with what it says of itself. */
	RegisteredClient keep(RegisteredClient client, Map<String, Object> metadata) {
		Map<String, Object> kept = new LinkedHashMap<>();
		this.selfAsserted.forEach((name, type) -> {
			Object stated = metadata.get(name);
			if (stated != null) {
				kept.put(name, read(name, type, stated));
			}
		});
		Map<String, Object> settings = new LinkedHashMap<>(client.getClientSettings().getSettings());
		settings.put(ClientReader.SELF_ASSERTED, kept);
		return RegisteredClient.from(client).clientSettings(ClientSettings.withSettings(settings).build()).build();
	}

	private static Object read(String name, MetadataType type, Object stated) {
		Object value = type.read(stated);
		if (value == null) {
			throw new RefusedException(ERROR, "the metadata '" + name + "' is no " + type + ", or is too long");
		}
		return value;
	}

}
